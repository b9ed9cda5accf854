package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.BenchmarkFunctions;
import dev.reprise.benchmarks.process.NodeJs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Executions of some steps that do nothing, one after the other; a latency is from start to result. */
@Command(name = "steps", description = "Executions of 20 steps that do nothing, in each way they can be run.")
public final class Steps implements Workload {
    /** A way to run steps. */
    enum Variant {
        JOURNAL("journal alone"),
        IN_PROCESS("in process, our SDK"),
        HTTP("HTTP, our SDK"),
        JAVASCRIPT("HTTP, official JS SDK");

        private final String shown;

        Variant(String shown) {
            this.shown = shown;
        }
    }

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "1,16,128",
            description = "How many executions at once. Default: ${DEFAULT-VALUE}.")
    private List<Integer> inFlight = List.of();

    @Option(
            names = "--steps",
            defaultValue = "20",
            description = "How many steps an execution has. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--rate",
            defaultValue = "20",
            description = "Executions each second of the open loop; 0 for none. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--variants",
            split = ",",
            defaultValue = "JOURNAL,IN_PROCESS,HTTP,JAVASCRIPT",
            description = "Which of ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Variant> variants = List.of();

    /** For picocli. */
    public Steps() {}

    @Override
    public void run(Stage stage) throws Exception {
        var floors = new LinkedHashMap<Integer, Double>();
        for (int each : inFlight) {
            floors.put(each, stage.floor(each));
        }
        for (var variant : variants) {
            try (var engine = start(stage, variant)) {
                measure(stage, variant.shown, engine, floors);
            } catch (NodeJs.Missing missing) {
                stage.report().say("%s is left out: %s".formatted(variant.shown, missing.what()));
            }
        }
    }

    private void measure(Stage stage, String variant, Engine engine, Map<Integer, Double> floors) throws Exception {
        var load = new StepLoad(stage, "steps", steps);
        load.warmUp(engine, variant, Collections.max(inFlight));
        for (var each : floors.entrySet()) {
            load.closed(engine, variant, each.getKey() + " in flight", each.getKey(), each.getValue());
        }
        if (rate > 0) {
            load.open(engine, variant, rate);
        }
    }

    private Engine start(Stage stage, Variant variant) throws Exception {
        var function = BenchmarkFunctions.STEPS;
        return switch (variant) {
            case JOURNAL -> Engine.journalAlone(stage, steps);
            case IN_PROCESS -> Engine.inProcess(stage, steps);
            case HTTP -> Engine.overHttp(Service.ours(stage, "http", function), function, steps);
            case JAVASCRIPT -> {
                var node = NodeJs.find(stage.repository());
                yield Engine.overHttp(Service.javaScript(stage, node, "javascript", function), function, steps);
            }
        };
    }
}
