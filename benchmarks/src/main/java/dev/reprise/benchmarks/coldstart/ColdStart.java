package dev.reprise.benchmarks.coldstart;

import dev.reprise.lambda.FunctionRuntime;

/**
 * A way to start the function.
 *
 * @param name for the table
 * @param runtime what is started
 */
record ColdStart(String name, FunctionRuntime.Command runtime) {}
