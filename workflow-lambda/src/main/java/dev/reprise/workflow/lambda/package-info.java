/** Durable functions as handlers of AWS Lambda. */
@NullMarked
package dev.reprise.workflow.lambda;

import org.jspecify.annotations.NullMarked;
