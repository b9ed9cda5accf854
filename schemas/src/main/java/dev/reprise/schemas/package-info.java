/**
 * The wire contract: what Reprise writes to Kafka, and the codec between it and the nouns of core.
 */
@NullMarked
package dev.reprise.schemas;

import org.jspecify.annotations.NullMarked;
