package dev.reprise.streams;

import org.apache.kafka.streams.KafkaStreams;

/**
 * How many records this node is behind, as its consumers last heard from the brokers.
 *
 * @param journal the partition of the journal that it is furthest behind in folding
 * @param standby the partition whose copy it is furthest behind in keeping or building
 */
public record Lags(long journal, long standby) {
    /** A node that follows nothing is behind in nothing. */
    static final Lags NONE = new Lags(0, 0);

    static Lags of(KafkaStreams streams) {
        long journal = 0;
        long standby = 0;
        for (var metric : streams.metrics().values()) {
            var name = metric.metricName();
            if (name.name().equals("records-lag-max")
                    && name.group().equals("consumer-fetch-manager-metrics")
                    && metric.metricValue() instanceof Double value
                    && !value.isNaN()) {
                var client = name.tags().getOrDefault("client-id", "");
                if (client.endsWith("-restore-consumer")) {
                    standby = Math.max(standby, value.longValue());
                } else {
                    journal = Math.max(journal, value.longValue());
                }
            }
        }
        return new Lags(journal, standby);
    }
}
