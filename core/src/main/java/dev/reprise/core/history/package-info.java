/** History: what was accepted, event by event. This is the audit log of an execution. */
@NullMarked
package dev.reprise.core.history;

import org.jspecify.annotations.NullMarked;
