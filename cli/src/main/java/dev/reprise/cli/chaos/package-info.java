/**
 * {@code reprise chaos}: a real cluster under load and faults, and whether every promise held. {@code history} is what is
 * written down, {@code load} who writes and reads, {@code nemesis} who breaks things, {@code functions} and {@code world} what
 * runs on the cluster and what it acts on, {@code check} who judges.
 */
@NullMarked
package dev.reprise.cli.chaos;

import org.jspecify.annotations.NullMarked;
