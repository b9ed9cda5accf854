/** The command <code>simulate</code>. */
@NullMarked
package dev.reprise.cli.simulate;

import org.jspecify.annotations.NullMarked;
