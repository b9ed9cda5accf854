/**
 * A single Kafka node inside the JVM, for development and tests: real Kafka, nothing installed.
 *
 * <p>{@link dev.reprise.broker.EmbeddedBroker} is the one door. What a broker leaves in its directory is laid out by
 * {@code BrokerDirectory}; how it is made light is written down in {@code BrokerSettings}.
 */
@NullMarked
package dev.reprise.broker;

import org.jspecify.annotations.NullMarked;
