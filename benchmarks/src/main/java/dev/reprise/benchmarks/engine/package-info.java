/** The engine in the benchmark's own process, and the floor under it. */
@NullMarked
package dev.reprise.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
