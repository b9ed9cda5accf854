/**
 * A single Kafka node inside the JVM, for development and tests: real Kafka, nothing installed.
 */
@NullMarked
package dev.reprise.broker;

import org.jspecify.annotations.NullMarked;
