/**
 * A Kafka node inside the JVM, alone or one of several, for development and tests: real Kafka, nothing installed.
 *
 * <p>{@link dev.reprise.broker.EmbeddedBroker} is the one door. What a broker leaves in its directory is laid out by
 * {@code BrokerDirectory}; how it is made light is written down in {@code BrokerSettings},
 * what several of them agree on in {@code ClusterSettings}.
 */
@NullMarked
package dev.reprise.broker;

import org.jspecify.annotations.NullMarked;
