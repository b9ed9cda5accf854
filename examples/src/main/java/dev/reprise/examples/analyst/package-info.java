/** An analyst that thinks with a language model, turn by turn, and asks a person when it must. */
@NullMarked
package dev.reprise.examples.analyst;

import org.jspecify.annotations.NullMarked;
