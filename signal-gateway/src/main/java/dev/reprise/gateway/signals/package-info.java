/** Takes signals from their Kafka topic into the journal. */
@NullMarked
package dev.reprise.gateway.signals;

import org.jspecify.annotations.NullMarked;
