package dev.reprise.cli.cluster;

import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Several brokers and nodes on this machine. */
@Command(
        name = "cluster",
        description = {
            "Runs several Kafka brokers and nodes of the service on this machine, a process each.",
            "Kill any of them and see the others go on. Ends with Ctrl-C; started again, it resumes."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as asked", "1:could not start", "2:not understood"})
public final class ClusterCommand implements Callable<Integer> {
    private static final int MOST = 9;

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many nodes. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many brokers; with three, any one may be lost. Default: ${DEFAULT-VALUE}.")
    private int brokers;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".reprise/cluster",
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("");

    /** With where to say what it is doing. */
    public ClusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--nodes", nodes);
        require("--brokers", brokers);
        var plan = ClusterPlans.free(ClusterDirectory.at(directory), JavaCommand.ofThisProcess(), brokers, nodes);
        terminal.say("%s cluster of %d brokers and %d nodes, with its data in %s"
                .formatted(
                        Style.BOLD.of("Reprise"),
                        brokers,
                        nodes,
                        plan.directory().root()));
        var cluster = new Cluster(plan, this::sayEnded);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cluster), "stop-cluster"));
        start(cluster);
        ClusterWelcome.lines(cluster).forEach(terminal::say);
        startAgainOnRequest(cluster);
        return 0;
    }

    private void require(String option, int found) {
        if (found < 1 || found > MOST) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(),
                    "Expected %s from 1 to %d, but found %d".formatted(option, MOST, found));
        }
    }

    private void start(Cluster cluster) {
        var starting = terminal.begin("brokers");
        try {
            cluster.startBrokers();
            starting.done(cluster.plan().bootstrapServers());
            starting = terminal.begin("nodes");
            cluster.startNodes();
            starting.done(nodes + (nodes == 1 ? " is ready" : " are ready"));
        } catch (CommandFailure e) {
            starting.failed();
            throw e;
        }
    }

    private void stop(Cluster cluster) {
        terminal.say("Stopping the nodes, then the brokers ...");
        cluster.close();
        terminal.say("Stopped. The next 'reprise cluster' on this directory resumes.");
    }

    private void sayEnded(Member member, OwnProcess ended, int code) {
        terminal.say("%s ended with code %d (process %d). The others go on. Press Enter to start it again."
                .formatted(Style.BAD.of(member.name()), code, ended.pid()));
    }

    /** For ever: Ctrl-C ends the JVM. */
    private void startAgainOnRequest(Cluster cluster) throws IOException, InterruptedException {
        var keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (keyboard.readLine() != null) {
            for (var member : cluster.members()) {
                if (member.process().isEmpty()) {
                    member.start();
                    terminal.say("%s starts again (process %s)"
                            .formatted(
                                    member.name(),
                                    member.process().map(OwnProcess::pid).orElse(0L)));
                }
            }
        }
        new CountDownLatch(1).await(); // nobody is at the keyboard
    }
}
