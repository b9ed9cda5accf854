package dev.reprise.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start an {@link EmbeddedBroker}.
 *
 * @param directory where the broker keeps everything it has; created when missing, continued when not
 * @param port the port that clients connect to, or {@link #ANY_PORT}
 * @param settings Kafka broker settings that replace the light ones of the embedded broker, by their Kafka names
 * @param place its place in a cluster of several; absent for a broker that is a cluster of its own
 */
public record EmbeddedBrokerOptions(
        Path directory,
        int port,
        Map<String, String> settings,
        @Nullable ClusterPlace place) {

    /** The port that the directory's last broker had if it is still free, else any free one. */
    public static final int ANY_PORT = 0;

    private static final int HIGHEST_PORT = 65_535;

    public EmbeddedBrokerOptions {
        if (port < ANY_PORT || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "Expected a port between 1 and %d, or %d for any free one, but found %d in the options of the broker on %s"
                            .formatted(HIGHEST_PORT, ANY_PORT, port, directory));
        }
        settings = Map.copyOf(settings);
    }

    /** A broker on {@code directory}, on any port, with the light settings. */
    public static EmbeddedBrokerOptions in(Path directory) {
        return new EmbeddedBrokerOptions(directory, ANY_PORT, Map.of(), null);
    }

    /** The same, but on exactly this port: starting fails when it is taken. */
    public EmbeddedBrokerOptions withPort(int newPort) {
        return new EmbeddedBrokerOptions(directory, newPort, settings, place);
    }

    /** The same, with one more Kafka broker setting. */
    public EmbeddedBrokerOptions withSetting(String name, String value) {
        var more = new HashMap<>(settings);
        more.put(name, value);
        return new EmbeddedBrokerOptions(directory, port, more, place);
    }

    /** The same, but one of several brokers, which needs a port that the others know. */
    public EmbeddedBrokerOptions withPlace(ClusterPlace newPlace) {
        return new EmbeddedBrokerOptions(directory, port, settings, newPlace);
    }
}
