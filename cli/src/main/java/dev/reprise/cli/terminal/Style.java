package dev.reprise.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/** How text stands out on a terminal; no more than the text itself anywhere else. */
public enum Style {
    BOLD(1),
    FAINT(2),
    GOOD(32),
    BAD(31),
    MARK(33);

    private final int code;

    Style(int code) {
        this.code = code;
    }

    /** The text in this style. The launcher says, with picocli's own switch, whether a person is looking. */
    public String of(String text) {
        return Ansi.AUTO.enabled() ? "\u001b[%dm%s\u001b[0m".formatted(code, text) : text;
    }
}
