package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.engine.InProcessNode;
import dev.reprise.benchmarks.engine.JournalConfigs;
import dev.reprise.benchmarks.engine.ScriptedNode;
import dev.reprise.benchmarks.load.Work;
import dev.reprise.benchmarks.process.Watched;
import java.util.ArrayList;
import java.util.List;

/** One way to run steps: the work is one execution from its start to its end. */
interface Engine extends AutoCloseable {
    /** Runs one execution. */
    Work execution();

    /** The processes that are at work, the broker aside. */
    List<Watched> processes();

    @Override
    void close();

    /** Everything in this process: the node, its function, the load. */
    static Engine inProcess(Stage stage, int steps) throws Exception {
        var node = new InProcessNode(JournalConfigs.of(stage.node("in-process")), steps, "ok");
        return of(node::run, List.of(Watched.self("node, functions and load")), node::close);
    }

    /** The journal in this process, with a script in the place of code. */
    static Engine journalAlone(Stage stage, int steps) throws Exception {
        var node = new ScriptedNode(JournalConfigs.of(stage.node("journal-alone")));
        return of(
                () -> {
                    var execution = node.start();
                    for (int step = 0; step < steps; step++) {
                        execution.step();
                    }
                    execution.succeed();
                },
                List.of(Watched.self("journal and load")),
                node::close);
    }

    /** The packaged service, functions over HTTP and the load, each a process. */
    static Engine overHttp(Service service, String function, int steps) {
        var input = "{\"steps\":%d}".formatted(steps);
        var processes = new ArrayList<>(service.processes());
        processes.add(Watched.self("load"));
        return of(
                () -> {
                    var client = service.client();
                    client.awaitResult(client.start(function, input));
                },
                processes,
                service::close);
    }

    private static Engine of(Work execution, List<Watched> processes, Runnable close) {
        return new Engine() {
            @Override
            public Work execution() {
                return execution;
            }

            @Override
            public List<Watched> processes() {
                return processes;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
