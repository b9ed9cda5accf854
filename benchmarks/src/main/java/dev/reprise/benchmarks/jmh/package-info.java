/** Pieces of the hot path, each by itself. */
@NullMarked
package dev.reprise.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
