package dev.reprise.cli.demo;

import java.time.Instant;

/** A process that was killed, and when. */
record Kill(long pid, Instant at) {}
