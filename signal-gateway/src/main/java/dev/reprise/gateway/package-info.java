/**
 * The service around the journal: answers HTTP, relays signals, hands ready executions to their functions.
 */
@NullMarked
package dev.reprise.gateway;

import org.jspecify.annotations.NullMarked;
