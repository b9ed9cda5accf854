package dev.reprise.benchmarks.process;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.broker.EmbeddedBrokerOptions;
import java.nio.file.Path;

/** A broker with settings of its own, for as long as whoever started it is there: {@code DIRECTORY [NAME=VALUE]…}. */
final class BrokerMain {
    static final String READY = "READY ";

    private BrokerMain() {}

    public static void main(String... arguments) {
        var options = EmbeddedBrokerOptions.in(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            var setting = arguments[i].split("=", 2);
            options = options.withSetting(setting[0], setting[1]);
        }
        try (var broker = EmbeddedBroker.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close)); // for a polite kill
            System.out.println(READY + broker.bootstrapServers());
            Lifeline.await();
        }
        System.exit(0); // also when some thread of the broker still lingers
    }
}
