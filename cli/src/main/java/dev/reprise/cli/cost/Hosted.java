package dev.reprise.cli.cost;

import static dev.reprise.cli.cost.Estimate.Part.ENGINE;
import static dev.reprise.cli.cost.Estimate.Part.FUNCTIONS;
import static dev.reprise.cli.cost.Estimate.Part.STORAGE;

import dev.reprise.cli.cost.Estimate.Item;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Services that are paid by what is done. Functions run in AWS Lambda in all of them. */
final class Hosted {
    private final Prices prices;
    private final Workload workload;

    Hosted(Prices prices, Workload workload) {
        this.prices = prices;
        this.workload = workload;
    }

    /** The code itself, invoked so often for each execution. */
    List<Item> functions(int invocations) {
        double seconds = workload.gigabyteSeconds();
        double millions = workload.millions(invocations);
        return List.of(
                new Item(
                        FUNCTIONS,
                        text("%,.0f GB-seconds of Lambda", seconds),
                        seconds * prices.of("lambda.gigabyte-second")),
                new Item(
                        FUNCTIONS,
                        text("%.2f million requests of Lambda", millions),
                        millions * prices.of("lambda.million-requests")));
    }

    /** The start, each step and each wait is an operation; the input and each result are written and kept. */
    Estimate durableFunctions() {
        double operations = workload.millions(1 + workload.steps() + workload.waits());
        double written = workload.gigabytes((double) workload.payloadBytes() * (1 + workload.steps()));
        double kept = written * workload.monthsKept();
        return estimate(
                "AWS Lambda durable functions",
                functions(workload.invocations()),
                List.of(
                        new Item(
                                ENGINE,
                                text("%.2f million operations", operations),
                                operations * prices.of("durable.million-operations")),
                        new Item(
                                STORAGE,
                                text("%.2f GB written", written),
                                written * prices.of("durable.gigabyte-written")),
                        new Item(
                                STORAGE,
                                text("%.2f GB-months kept", kept),
                                kept * prices.of("durable.gigabyte-month"))));
    }

    /** Each step and wait is a state, and so is the end; each step is an invocation of its own. */
    Estimate stepFunctions() {
        double transitions = workload.millions(1 + workload.steps() + workload.waits());
        return estimate(
                "AWS Step Functions, standard",
                functions(workload.steps()),
                List.of(new Item(
                        ENGINE,
                        text("%.2f million transitions", transitions),
                        transitions * prices.of("stepfunctions.million-transitions"))));
    }

    /** The start, each activity and each timer or signal is an action. Storage, which is little, is left out. */
    Estimate temporal() {
        double actions = workload.millions(1 + workload.steps() + workload.waits());
        double spent = actions * prices.of("temporal.million-actions");
        return estimate(
                "Temporal Cloud, Developer plan",
                functions(workload.invocations()),
                List.of(
                        new Item(ENGINE, text("%.2f million actions", actions), spent),
                        new Item(ENGINE, "the plan, 10 % of that", spent * prices.of("temporal.plan-share"))));
    }

    private static Estimate estimate(String name, List<Item> functions, List<Item> others) {
        return new Estimate(
                name, Stream.concat(functions.stream(), others.stream()).toList());
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
