package dev.reprise.cli.demo;

import dev.reprise.cli.dev.DataDirectory;
import dev.reprise.cli.dev.ExampleOrder;
import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.process.Patience;
import dev.reprise.cli.terminal.Progress;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.ExecutionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The story, told while it happens: start, wait, kill, start again, approve, count. */
final class Demo {
    private static final String SIGNAL = "fraud-review-approval";

    private final Terminal terminal;
    private final Path data;
    private final int port;
    private final ServiceClient service;

    Demo(Terminal terminal, Path data, int port) {
        this.terminal = terminal;
        this.data = data;
        this.port = port;
        this.service = new ServiceClient("http://127.0.0.1:" + port);
    }

    /** Tells it, and whether every step ran exactly once and the result is right. */
    boolean tell() {
        terminal.say(Style.BOLD.of("Demo.") + " An order is killed while it waits, and finishes all the same. Data in "
                + data);
        terminal.say("");
        String id;
        Kill kill;
        try (var first = start("start everything")) {
            id = order(first);
            kill = kill(first);
        }
        try (var second = start("start it again")) {
            var resumed = new Resumption(kill, second.pid(), second.startedAt());
            look(second, id);
            var result = approve(second, id);
            return new Reckoning(terminal, DataDirectory.at(data), resumed).tell(ExecutionId.parse(id), second, result);
        }
    }

    private OwnProcess start(String what) {
        var progress = begin(what);
        var process = OwnProcess.start(
                JavaCommand.ofThisProcess()
                        .line(List.of("dev", "--data", data.toString(), "--port", Integer.toString(port))),
                Map.of(),
                data.resolve("dev.out"));
        Patience.await(
                "the service to be ready",
                process,
                () -> service.isReady() && service.hasFunction(ExampleOrder.FUNCTION)
                        ? Optional.of(true)
                        : Optional.empty());
        progress.done("process %d, ready at http://127.0.0.1:%d".formatted(process.pid(), port));
        return process;
    }

    private String order(OwnProcess process) {
        var started = begin("start an order");
        var id = service.start(ExampleOrder.FUNCTION, ExampleOrder.NAME, ExampleOrder.JSON);
        started.done("execution " + id);
        var waiting = begin("wait for it");
        Patience.await("the order to be suspended", process, () -> suspended(id));
        waiting.done("it waits for %s; nothing runs".formatted(SIGNAL));
        return id;
    }

    private Optional<Boolean> suspended(String id) {
        var state = service.execution(id).path("invocation").asText();
        return state.equals("SUSPENDED") && isWaiting(id) ? Optional.of(true) : Optional.empty();
    }

    private boolean isWaiting(String id) {
        return service.openOperations(id).findValuesAsText("name").contains(SIGNAL);
    }

    private Kill kill(OwnProcess process) {
        var progress = begin("kill it");
        process.kill();
        var kill = new Kill(process.pid(), Instant.now());
        var listens = service.isReady() ? "something still answers" : "nobody answers any more";
        progress.done("SIGKILL to process %d: it is gone, %s".formatted(process.pid(), listens));
        return kill;
    }

    private void look(OwnProcess process, String id) {
        var progress = begin("look at it");
        Patience.await("the order to be there", process, () -> suspended(id));
        progress.done("still waiting for " + SIGNAL);
    }

    private String approve(OwnProcess process, String id) {
        var approving = begin("approve it");
        service.signal(id, SIGNAL, "\"approve\"");
        approving.done("signal accepted");
        var progress = begin("its result");
        var result = Patience.await("the order to finish", process, () -> service.result(id));
        progress.done(result);
        return result;
    }

    private Progress begin(String what) {
        return terminal.begin("%-17s".formatted(what));
    }
}
