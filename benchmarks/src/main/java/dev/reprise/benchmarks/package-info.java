/**
 * Measures; asserts nothing. {@link dev.reprise.benchmarks.SuiteCommand} is what can be asked for, {@code workload} what is
 * measured, {@code results} the one format in which it is told.
 */
@NullMarked
package dev.reprise.benchmarks;

import org.jspecify.annotations.NullMarked;
