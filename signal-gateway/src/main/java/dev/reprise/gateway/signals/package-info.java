/** Takes signals into the journal: from their Kafka topic, and from whoever else hands over a message. */
@NullMarked
package dev.reprise.gateway.signals;

import org.jspecify.annotations.NullMarked;
