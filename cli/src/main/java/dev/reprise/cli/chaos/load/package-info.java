/** Clients of a chaos run: they start executions, send what these wait for, and read, on nodes chosen by chance. */
@NullMarked
package dev.reprise.cli.chaos.load;

import org.jspecify.annotations.NullMarked;
