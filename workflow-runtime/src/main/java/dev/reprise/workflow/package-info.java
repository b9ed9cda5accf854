/**
 * What a durable function is written against: its context, its steps, waits and signals.
 */
@NullMarked
package dev.reprise.workflow;

import org.jspecify.annotations.NullMarked;
