/** Hands messages that AWS Lambda was invoked with to the service, which decides what becomes of them. */
@NullMarked
package dev.reprise.signals.lambda;

import org.jspecify.annotations.NullMarked;
