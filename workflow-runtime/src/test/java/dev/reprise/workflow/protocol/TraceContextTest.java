package dev.reprise.workflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TraceContextTest {
    private static final String ID = "0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    @Test
    void readsWhatItWrites() {
        assertThat(TraceContext.parse(CALLER).traceParent()).isEqualTo(CALLER);
        assertThat(TraceContext.parse(" 01-" + CALLER.substring(3) + "-more ").traceParent())
                .isEqualTo(CALLER);
    }

    @Test
    void whatIsNoTraceParentIsNone() {
        assertThat(TraceContext.parse(null)).isNull();
        assertThat(TraceContext.parse("ff" + CALLER.substring(2))).isNull();
        assertThat(TraceContext.parse("00-" + "0".repeat(32) + "-b7ad6b7169203331-01"))
                .isNull();
        assertThat(TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-" + "0".repeat(16) + "-01"))
                .isNull();
        assertThat(TraceContext.parse("a trace")).isNull();
    }

    @Test
    void ofWhatACallerSendsOnlyTheTraceIsKeptAndXRaysHeaderWhereW3CsIsNone() {
        var xray = "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=0";

        assertThat(TraceHeader.given(CALLER + "-\u00e9vil", null)).isEqualTo(CALLER);
        assertThat(TraceHeader.given("none", xray)).isEqualTo(CALLER);
        assertThat(TraceHeader.given(null, null)).isNull();
    }

    @Test
    void anExecutionIsInItsCallersTraceUnderASpanOfItsOwn() {
        var execution = TraceContext.ofExecution(ID, START, CALLER);

        assertThat(execution.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(execution.spanId()).isNotEqualTo("b7ad6b7169203331").hasSize(16);
        assertThat(execution.sampled()).isFalse();
    }

    @Test
    void withoutACallerEveryoneWhoKnowsTheExecutionFindsTheSameTraceWhichXRayTakes() {
        var one = TraceContext.ofExecution(ID, START, null);
        var other = TraceContext.ofExecution(ID, START.plusMillis(700), "not a trace");

        assertThat(one).isEqualTo(other);
        assertThat(TraceContext.parse(one.traceParent())).isEqualTo(one);
        assertThat(TraceHeader.ofTraceParent(one.traceParent()))
                .startsWith("Root=1-" + Long.toHexString(START.getEpochSecond()) + "-")
                .endsWith(";Parent=" + one.spanId() + ";Sampled=1");
    }

    @Test
    void executionsHaveTracesOfTheirOwn() {
        var traces = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            traces.add(TraceContext.ofExecution(ID + i, START, null).traceId());
        }

        assertThat(traces).hasSize(100);
    }
}
