/** What is measured: one class for each workload. */
@NullMarked
package dev.reprise.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
