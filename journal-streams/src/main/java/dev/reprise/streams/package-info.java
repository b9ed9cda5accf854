/**
 * The Kafka Streams application that folds the journal into state, timers and history.
 */
@NullMarked
package dev.reprise.streams;

import org.jspecify.annotations.NullMarked;
