/** Spans of executions and invocations, for OpenTelemetry. */
@NullMarked
package dev.reprise.gateway.tracing;

import org.jspecify.annotations.NullMarked;
