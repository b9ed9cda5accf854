package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.terminal.Terminal;
import dev.reprise.gateway.security.ApiKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLinesTest {
    private static final String ID = "0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));

    private int reprise(String... arguments) {
        return CommandLines.reprise(terminal).execute(arguments);
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(reprise("--help")).isZero();
        assertThat(out.toString()).contains("dev", "demo", "audit", "simulate", "cluster", "chaos", "key", "cost");
    }

    @Test
    void helpDoesNotNameWhatOnlyOtherCommandsStart() {
        reprise("--help");
        assertThat(out.toString()).doesNotContain("cluster-node", "cluster-broker", "chaos-host");
    }

    @Test
    void versionNamesThisBuildAndItsKafka() {
        assertThat(reprise("--version")).isZero();
        assertThat(out.toString()).containsPattern("Reprise \\d+\\.\\d+").containsPattern("Kafka \\d+\\.\\d+");
    }

    @Test
    void noCommandIsNotUnderstood() {
        assertThat(reprise()).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "Expected a command: dev, demo, audit, simulate, cluster, chaos, key or cost",
                        "Try 'reprise --help'.");
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        assertThat(reprise("adit")).isEqualTo(2);
        assertThat(err.toString()).contains("'adit'", "audit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dev --prot 80                                     | --prot
                    dev --port eighty                                 | eighty
                    dev --port 70000                                  | Expected a port from 1 to 65535, but found 70000
                    demo --port -1                                    | Expected a port from 1 to 65535, but found -1
                    audit                                             | Expected --execution ID, or a time
                    audit --execution 17                              | Expected an execution id such as 0003-
                    audit --from yesterday                            | Expected an instant such as 2026-01-31T12:00:00Z
                    audit --execution %s --from 2026-01-31T12:00:00Z  | Expected either --execution or --from and --to, but found both
                    key new --id ci                                   | --role
                    key new --id ci --role owner                      | owner
                    key new --id a:b --role read                      | Expected an id of 1 to 128 letters
                    key new --id ci --role read --functions a*        | Expected the beginning of functions' names
                    cluster --nodes 0                                 | Expected --nodes from 1 to 9, but found 0
                    cluster --brokers 17                              | Expected --brokers from 1 to 9, but found 17
                    chaos --minutes 0                                 | Expected --minutes of more than 0, but found 0.0
                    chaos --faults kill-node,flood                    | found flood
                    chaos --dir src                                   | Expected a directory that does not exist, but found src
                    cost --steps 0                                    | Expected --steps of at least 1, but found 0
                    cost --memory 64                                  | Expected --memory of at least 128, but found 64
                    simulate --seeds 0                                | Expected at least one seed, but found 0
                    audit --from 2026-02-01T00:00:00Z --to 2026-01-01T00:00:00Z | Expected --from to be before --to
                    """)
    void argumentsThatCannotBeMeantAreToldApart(String line, String message) {
        assertThat(reprise(line.formatted(ID).split(" +"))).isEqualTo(2);
        assertThat(err.toString()).contains(message).contains("--help'.");
    }

    @Test
    void simulatedLivesAreCountedAndTheirSeedIsTold() {
        assertThat(reprise("simulate", "--seed", "7", "--seeds", "3")).isZero();
        assertThat(out.toString()).contains("3 simulated lives from seed 7", "every rule held");
    }

    @Test
    void aNewKeyIsShownOnceWithTheLineThatLetsItIn() {
        assertThat(reprise("key", "new", "--id", "ci", "--role", "operate", "--functions", "order-"))
                .isZero();
        var lines = out.toString().lines().toList();
        var key = new ApiKey(lines.getFirst());
        assertThat(key.secret()).startsWith("reprise_");
        assertThat(lines.getLast()).isEqualTo("ci:operate:order-:" + key.hash());
    }

    @Test
    void auditWithoutDataSaysWhatToDo() {
        assertThat(reprise("audit", "--execution", ID, "--data", "no/such/directory"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("Expected the data of a 'reprise dev' in", "--data DIR", "--bootstrap HOST:PORT");
    }
}
