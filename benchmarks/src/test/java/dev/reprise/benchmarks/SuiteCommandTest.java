package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.benchmarks.workload.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SuiteCommandTest {
    private final StringWriter said = new StringWriter();
    private final CommandLine command =
            SuiteCommand.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));

    @ParameterizedTest
    @ValueSource(strings = {"steps", "signals", "timers", "history", "resume", "starts", "scale", "jmh", "cold-start"})
    void eachWorkloadTellsItsOptionsAndThoseOfAll(String workload) {
        assertThat(command.execute(workload, "--help")).isEqualTo(CommandLine.ExitCode.OK);
        assertThat(said.toString()).contains("benchmarks/run " + workload, "--warm-up", "--fsync", "Default: ");
    }

    @Test
    void optionsOfAllMayStandBehindTheWorkload() {
        var parsed = command.parseArgs("steps", "--in-flight", "1,16", "--warm-up", "5", "--fsync")
                .subcommand();

        assertThat(parsed.commandSpec().userObject()).isInstanceOf(Workload.class);
        assertThat(parsed.<List<Integer>>matchedOptionValue("--in-flight", List.of()))
                .containsExactly(1, 16);
        assertThat(command.getCommandSpec().findOption("--warm-up").<Integer>getValue())
                .isEqualTo(5);
        assertThat(command.getCommandSpec().findOption("--measure").<Integer>getValue())
                .isEqualTo(20);
        assertThat(command.getCommandSpec().findOption("--fsync").<Boolean>getValue())
                .isTrue();
    }

    @Test
    void severalWorkloadsShareARunEachWithItsOptions() {
        var parsed = command.parseArgs("steps", "--in-flight", "1", "timers", "--pending", "7");

        assertThat(parsed.subcommands()).hasSize(2);
        assertThat(parsed.subcommands().get(1).<Integer>matchedOptionValue("--pending", 0))
                .isEqualTo(7);
    }

    @Test
    void anUnknownWorkloadIsNotUnderstoodAndRunsNothing() {
        assertThat(command.execute("nonsense")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("nonsense");
    }
}
