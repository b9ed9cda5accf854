package dev.reprise.cli;

import dev.reprise.cli.terminal.Terminal;
import picocli.CommandLine;

/** Makes the commands, and gives the terminal to those that ask for it in their constructor. */
final class TerminalFactory implements CommandLine.IFactory {
    private final Terminal terminal;

    TerminalFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Terminal.class) {
                return type.cast(constructor.newInstance(terminal));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
