package dev.reprise.cli.cluster;

import dev.reprise.cli.process.Lifeline;
import dev.reprise.cli.terminal.CommandFailure;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** One node of a cluster, in the process that {@link Cluster} starts for it; its settings are system properties. */
@Command(name = NodeCommand.NAME, hidden = true, description = "One node of a cluster; started by 'cluster'.")
public final class NodeCommand implements Callable<Integer> {
    static final String NAME = "cluster-node";

    /** For picocli. */
    public NodeCommand() {}

    @Override
    public Integer call() {
        Lifeline.follow();
        var trouble = new AtomicReference<@Nullable Throwable>();
        Quarkus.run(null, (code, failure) -> trouble.set(failure));
        var failure = trouble.get();
        if (failure != null) {
            throw new CommandFailure("The node did not start: " + root(failure), failure);
        }
        return 0;
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
