package dev.reprise.cli.chaos.proxy;

import java.time.Duration;

/** What becomes of what is sent through a proxy. */
public sealed interface Weather {
    /** It arrives. */
    record Fair() implements Weather {}

    /** Connections are closed, and new ones too: both ends know at once. */
    record Cut() implements Weather {}

    /** Nothing arrives and nobody is told; what was sent meanwhile arrives afterwards. */
    record Silent() implements Weather {}

    /** It arrives late, in order. */
    record Slow(Duration delay) implements Weather {}
}
