/**
 * Measures; asserts nothing. Load generator and micro-benchmarks with one format of results.
 */
@NullMarked
package dev.reprise.benchmarks;

import org.jspecify.annotations.NullMarked;
