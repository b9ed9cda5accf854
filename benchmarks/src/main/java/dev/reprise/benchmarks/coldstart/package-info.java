/** What a function in AWS Lambda costs until its first checkpoint. */
@NullMarked
package dev.reprise.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
