/** Processes that we start: their command lines, their ends, and waiting for what they do. */
@NullMarked
package dev.reprise.cli.process;

import org.jspecify.annotations.NullMarked;
