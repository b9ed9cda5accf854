/**
 * The AWS durable execution protocol as JSON, written and read in one place for both ends of it: functions and the
 * service. {@link dev.reprise.workflow.protocol.ProtocolJson} is the door. Members that are absent are left out, never
 * null; null is read as absent; members nobody knows are ignored.
 */
@NullMarked
package dev.reprise.workflow.protocol;

import org.jspecify.annotations.NullMarked;
