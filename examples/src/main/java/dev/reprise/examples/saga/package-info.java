/** A saga: each booking has a compensation, and a shortage undoes what was done. */
@NullMarked
package dev.reprise.examples.saga;

import org.jspecify.annotations.NullMarked;
