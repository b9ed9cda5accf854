package dev.reprise.workflow.engine;

import static dev.reprise.core.operation.OperationStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.CallbackOptions;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.RuntimeOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    @Test
    void valuesAreTheSameInEachRun() {
        var seen = new ArrayList<List<Object>>();
        var run = LocalRun.of((in, dc) -> {
                    var values = new ArrayList<Object>();
                    values.add(dc.uuid());
                    values.add(dc.uuid());
                    values.add(dc.random().nextLong());
                    values.add(dc.random().nextLong());
                    values.add(dc.now());
                    dc.step("work", () -> {});
                    values.add(dc.lastStepDuration());
                    values.add(dc.now());
                    seen.add(values);
                    dc.sleep("night", Duration.ofHours(8));
                    return dc.now();
                })
                .run()
                .advance(Duration.ofHours(8));

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
        assertThat(seen.get(0).subList(0, 4)).doesNotHaveDuplicates();
        assertThat(run.resultJson()).isEqualTo("\"2026-03-01T20:00:00Z\"");
    }

    @Test
    void nowIsTheStartAndThenTheEndOfTheNewestOperation() {
        Script.of().step("a", SUCCEEDED, "1").run((in, dc) -> {
            assertThat(dc.now()).isEqualTo(Script.START);
            assertThat(dc.lastStepDuration()).isZero();
            dc.step("a", int.class, () -> 0);
            assertThat(dc.now()).isEqualTo(Script.END);
            assertThat(dc.lastStepDuration()).isEqualTo(Duration.ofMillis(40));
            return null;
        });
    }

    @Test
    void executionKnowsItsIdAndName() {
        Script.of().run((in, dc) -> {
            assertThat(dc.executionId()).isEqualTo("id-1");
            assertThat(dc.executionName()).isEqualTo("name-1");

            return null;
        });
    }

    @Test
    void loggerIsSilentUntilTheCodeIsWhereItWas() {
        var spoke = new ArrayList<String>();
        LocalRun.of((in, dc) -> {
                    spoke.add("start " + dc.logger().isErrorEnabled());
                    dc.step("work", () -> spoke.add("work " + dc.logger().isErrorEnabled()));
                    spoke.add("after work " + dc.logger().isErrorEnabled());
                    dc.sleep("night", Duration.ofHours(8));
                    spoke.add("after night " + dc.logger().isErrorEnabled());
                    return null;
                })
                .run()
                .advance(Duration.ofHours(8));

        assertThat(spoke)
                .containsExactly(
                        "start true",
                        "work true",
                        "after work true",
                        "start false",
                        "after work false",
                        "after night true");
    }

    @Test
    void callbackHasAnIdAndAnAddressAndMayBeAnsweredWhileTheFunctionRuns() {
        var run = LocalRun.of((in, dc) -> {
            var callback = dc.callback("ask", CallbackOptions.timeout(Duration.ofHours(1)));
            var address = dc.step(
                    "send", String.class, () -> callback.url().orElseThrow().toString());
            return address + " " + callback.await(Integer.class);
        });
        run.options(RuntimeOptions.DEFAULT.callbackBase(URI.create("https://reprise.example/callbacks")));
        run.run();
        run.journal().completeCallback("1", "42");
        run.run();

        assertThat(run.resultJson()).isEqualTo("\"https://reprise.example/callbacks/callback%2B1 42\"");
    }
}
