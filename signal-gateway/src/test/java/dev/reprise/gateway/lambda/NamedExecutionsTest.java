package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import org.junit.jupiter.api.Test;

class NamedExecutionsTest {
    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final NamedExecutions executions = new NamedExecutions(journal);
    private final ExecutionId id = started();
    private final String arn = new ExecutionArns("us-east-1", "000000000000").arn(journal.execution(id));

    private ExecutionId started() {
        var outcome = new StartExecution(journal, Functions.inProcess("secret"))
                .start(new StartExecution.Request(
                        "secret", RegisteredFunction.LATEST, "n", Payload.of("{}"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    private ExecutionId find(String written) {
        return executions.findAndRemember(written, ExecutionArn.parse(written));
    }

    @Test
    void whatWasFoundOnceIsKnownWithoutReading() {
        assertThat(executions.remembered(arn)).isNull();
        assertThat(find(arn)).isEqualTo(id);
        int read = journal.headersRead();

        assertThat(executions.remembered(arn)).isEqualTo(id);
        assertThat(journal.headersRead()).isEqualTo(read);
    }

    @Test
    void theSameIdUnderAnotherFunctionNameOrVersionIsNeverFound() {
        find(arn);

        for (var forged : new String[] {
            arn.replace("function:secret", "function:mine"),
            arn.replace(":$LATEST", ":7"),
            arn.replace("/n/", "/another/")
        }) {
            assertThat(forged).isNotEqualTo(arn);
            assertThat(executions.remembered(forged)).as(forged).isNull();
            assertThat(find(forged)).as(forged).isNull();
            assertThat(executions.remembered(forged))
                    .as("%s, asked before", forged)
                    .isNull();
        }
    }

    @Test
    void onlySoManyAreKeptThoseThatWereUsedLast() {
        var kept = new RecentlyUsed<String, Integer>(2);
        kept.put("a", 1);
        kept.put("b", 2);
        kept.get("a");
        kept.put("c", 3);

        assertThat(kept.get("a")).isEqualTo(1);
        assertThat(kept.get("b")).isNull();
        assertThat(kept.get("c")).isEqualTo(3);
    }
}
