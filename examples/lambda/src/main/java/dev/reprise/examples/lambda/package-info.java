/** The examples as functions of AWS Lambda. */
@NullMarked
package dev.reprise.examples.lambda;

import org.jspecify.annotations.NullMarked;
