/** What the user of the command sees and is told. */
@NullMarked
package dev.reprise.cli.terminal;

import org.jspecify.annotations.NullMarked;
