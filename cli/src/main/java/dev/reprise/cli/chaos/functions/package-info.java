/** The functions of a chaos run, and the process that serves them: written as users write theirs. */
@NullMarked
package dev.reprise.cli.chaos.functions;

import org.jspecify.annotations.NullMarked;
