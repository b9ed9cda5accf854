/** What was measured, and how it is shown. */
@NullMarked
package dev.reprise.benchmarks.results;

import org.jspecify.annotations.NullMarked;
