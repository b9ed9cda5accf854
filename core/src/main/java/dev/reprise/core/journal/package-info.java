/** The journal: what was asked or observed, in one total order for each partition. Folding it makes all state. */
@NullMarked
package dev.reprise.core.journal;

import org.jspecify.annotations.NullMarked;
