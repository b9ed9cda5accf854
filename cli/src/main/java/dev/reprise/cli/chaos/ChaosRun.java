package dev.reprise.cli.chaos;

import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.load.Load;
import dev.reprise.cli.chaos.nemesis.Nemesis;
import dev.reprise.cli.chaos.nemesis.Schedule;
import dev.reprise.cli.cluster.ClusterDirectory;
import dev.reprise.cli.cluster.ClusterPlan;
import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.terminal.Logs;
import dev.reprise.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A run from its beginning to its report. */
public final class ChaosRun {
    private final Settings settings;
    private final JavaCommand command;
    private final Terminal terminal;
    private final ClusterDirectory directory;
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    /**
     * A run that has not begun.
     *
     * @param command what its processes run
     * @param terminal where it says what it does
     */
    public ChaosRun(Settings settings, JavaCommand command, Terminal terminal) {
        this.settings = settings;
        this.command = command;
        this.terminal = terminal;
        directory = ClusterDirectory.at(settings.directory());
    }

    /** Does all of it. Everything it started has ended then; its files stay. */
    public Report run() throws InterruptedException {
        Logs.toFile(directory.logs().resolve("chaos.log"));
        var javaScript = javaScript();
        try (var notebook = Notebook.open(directory.root().resolve("history.jsonl"));
                var stage = new Stage(
                        directory,
                        command,
                        settings.brokers(),
                        settings.nodes(),
                        javaScript,
                        notebook,
                        this::noticeEnd)) {
            var emergency = new Thread(stage::close, "stop-chaos");
            Runtime.getRuntime().addShutdownHook(emergency);
            try {
                start(stage);
                return rage(stage, notebook, kinds(javaScript.isPresent()));
            } finally {
                ending = true;
                forget(emergency);
            }
        }
    }

    private static void forget(Thread emergency) {
        try {
            Runtime.getRuntime().removeShutdownHook(emergency);
        } catch (IllegalStateException itRunsAlready) {
            // Ctrl-C: then it closes everything, and closing twice is harmless
        }
    }

    private Optional<JavaScript> javaScript() {
        try {
            return Optional.of(
                    JavaScript.find(command.repository(), directory.root().resolve("javascript")));
        } catch (JavaScript.Missing e) {
            terminal.say("Without functions in JavaScript: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static List<Kind> kinds(boolean javaScript) {
        return List.of(Kind.values()).stream()
                .filter(kind -> javaScript || kind != Kind.JAVASCRIPT)
                .toList();
    }

    /** A process that ends by itself is a finding, and the run goes on with its successor. */
    private void noticeEnd(Member member, OwnProcess ended, int code) {
        if (!ending) {
            surprises.add("%s (process %d) ended by itself with code %d".formatted(member, ended.pid(), code));
            terminal.say("  " + surprises.getLast());
            member.start();
        }
    }

    private void start(Stage stage) {
        var brokers = terminal.begin("brokers");
        stage.cluster().startBrokers();
        brokers.done(stage.cluster().plan().bootstrapServers());
        var nodes = terminal.begin("nodes");
        stage.cluster().startNodes();
        nodes.done(stage.cluster().plan().nodes().stream()
                .map(ClusterPlan.Node::url)
                .collect(Collectors.joining(", ")));
        var hosts = terminal.begin("hosts");
        stage.startHosts();
        hosts.done(stage.battlefield().hosts().toString());
    }

    private Report rage(Stage stage, Notebook notebook, List<Kind> kinds) throws InterruptedException {
        var schedule = Schedule.of(
                settings.seed(), settings.faults(), stage.battlefield().victims(), settings.kinds());
        terminal.say("The schedule of seed %d; a fault waits until the one before it of its lane is healed:"
                .formatted(settings.seed()));
        schedule.lines().forEach(line -> terminal.say("  " + line));
        var shape = new Load.Shape(settings.seed(), kinds, settings.perSecond(), ClusterPlan.PARTITIONS);
        try (var load = Load.begin(shape, stage.cluster().plan(), stage.world(), notebook)) {
            long began = notebook.micros();
            var troubles = new Nemesis(
                            stage.battlefield(),
                            notebook,
                            line -> terminal.say("  %7s  %s, %d executions open"
                                    .formatted(Terminal.text(micros(notebook.micros() - began)), line, load.open())))
                    .rage(schedule, settings.faults());
            long healed = notebook.micros();
            load.startNoMore();
            var quiet = terminal.begin("quiet");
            boolean over = load.awaitAllOver(settings.patience());
            var took = micros(notebook.micros() - healed);
            quiet.done(over ? "everything has ended" : load.open() + " executions have not ended");
            var reckoning = new Reckoning(settings, stage.cluster().plan().bootstrapServers(), notebook);
            return reckoning.report(micros(healed - began), took, surprises, troubles);
        }
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
