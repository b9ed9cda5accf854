/** Spans of durable functions, for OpenTelemetry. */
@NullMarked
package dev.reprise.workflow.opentelemetry;

import org.jspecify.annotations.NullMarked;
