package dev.reprise.core.journal;

import org.jspecify.annotations.Nullable;

/**
 * Which record of the signals topic a signal came from.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset the offset in it
 * @param after the offset of the record that must have been taken in before this one, since it may still be on its way; null
 *     when all before it have been judged
 */
public record SignalSource(
        String topic, int partition, long offset, @Nullable Long after) {}
