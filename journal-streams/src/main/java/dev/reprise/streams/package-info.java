/**
 * The Kafka Streams application that folds the journal into state, timers and history. {@link
 * dev.reprise.streams.Journal} is its one door, {@link dev.reprise.streams.JournalListener} what it calls back.
 */
@NullMarked
package dev.reprise.streams;

import org.jspecify.annotations.NullMarked;
