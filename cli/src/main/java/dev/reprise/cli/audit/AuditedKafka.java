package dev.reprise.cli.audit;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.cli.dev.DataDirectory;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The Kafka that is read: one that runs, or the data directory's own, started for as long as the reading takes. */
final class AuditedKafka implements AutoCloseable {
    private final String bootstrapServers;
    private final Runnable end;

    private AuditedKafka(String bootstrapServers, Runnable end) {
        this.bootstrapServers = bootstrapServers;
        this.end = end;
    }

    static AuditedKafka find(@Nullable String given, DataDirectory data, Terminal terminal) {
        if (given != null) {
            return running(given);
        }
        var remembered = data.rememberedBootstrapServers();
        if (remembered.isPresent() && (data.isInUse() || !data.hasBroker())) {
            return running(remembered.get());
        }
        if (data.hasBroker()) {
            return started(data, terminal);
        }
        throw new CommandFailure(
                "Expected the data of a 'reprise dev' in %s, but there is none: say which with --data DIR, or which Kafka with --bootstrap HOST:PORT."
                        .formatted(data.root()));
    }

    private static AuditedKafka running(String bootstrapServers) {
        return new AuditedKafka(bootstrapServers, () -> {});
    }

    private static AuditedKafka started(DataDirectory data, Terminal terminal) {
        var lock = data.take();
        terminal.err().printf("No 'reprise dev' runs on %s: starting its broker to read it ...%n", data.root());
        try {
            var broker = EmbeddedBroker.start(data.broker());
            return new AuditedKafka(broker.bootstrapServers(), () -> {
                broker.close();
                lock.close();
            });
        } catch (IllegalStateException e) {
            lock.close();
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        end.run();
    }
}
