/**
 * Runs a durable function for one invocation: repeats what the journal holds, does what comes next, records it, and stops
 * when there is something to wait for. {@link dev.reprise.workflow.engine.Invocation} is the door.
 */
@NullMarked
package dev.reprise.workflow.engine;

import org.jspecify.annotations.NullMarked;
