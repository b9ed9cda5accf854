package dev.reprise.core.journal;

/**
 * Which record of the signals topic a signal came from.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset the offset in it
 */
public record SignalSource(String topic, int partition, long offset) {}
