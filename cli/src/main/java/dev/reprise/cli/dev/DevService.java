package dev.reprise.cli.dev;

import dev.reprise.cli.terminal.Progress;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.gateway.app.GatewayConfig;
import dev.reprise.gateway.app.GatewayConfig.Asking;
import dev.reprise.streams.Journal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens once HTTP is served: wait for the journal, say that all is ready, serve. */
public final class DevService implements QuarkusApplication {
    static final String LABEL = "service";

    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long SAY_AGAIN_MILLIS = 5_000;

    private final Terminal terminal = Terminal.system();
    private final Journal journal;
    private final int port;
    private final GatewayConfig config;

    @Inject
    DevService(Journal journal, @ConfigProperty(name = "quarkus.http.port") int port, GatewayConfig config) {
        this.journal = journal;
        this.port = port;
        this.config = config;
    }

    /**
     * Serves until asked to stop.
     *
     * @param arguments when the process began to start the service, in {@link System#nanoTime}; where its log is
     */
    @Override
    public int run(String... arguments) throws InterruptedException {
        Progress.begun(terminal, Long.parseLong(arguments[0])).done("http://127.0.0.1:" + port);
        var progress = terminal.begin("journal");
        awaitJournal();
        progress.done(journal.health().reason());
        Welcome.lines(port, config.region(), config.authentication() == Asking.OFF, arguments[1])
                .forEach(terminal::say);
        Quarkus.waitForExit();
        terminal.say("Stopping ...");
        return 0;
    }

    /** Waits as long as it takes, but says every few seconds what for. */
    private void awaitJournal() throws InterruptedException {
        long saidAt = System.nanoTime();
        while (!journal.health().ready()) {
            if (System.nanoTime() - saidAt > TimeUnit.MILLISECONDS.toNanos(SAY_AGAIN_MILLIS)) {
                terminal.say("waiting: " + journal.health().reason());
                terminal.begin("");
                saidAt = System.nanoTime();
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
