/** The registered functions, kept in a compacted Kafka topic. */
@NullMarked
package dev.reprise.gateway.functions;

import org.jspecify.annotations.NullMarked;
