package dev.reprise.gateway.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Terms;
import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.streams.JournalUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FunctionTableTest {
    private static final String LATEST = RegisteredFunction.LATEST;

    private final FunctionTable table = new FunctionTable();
    private long offset;

    FunctionTableTest() {
        table.reached(0, true);
    }

    private void take(String key, byte[] value) {
        table.take(new ConsumerRecord<>("functions", 0, offset++, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void take(String key, String json) {
        take(key, json.getBytes(StandardCharsets.UTF_8));
    }

    private static RegisteredFunction function(String target) {
        return RegisteredFunction.durable("f", new FunctionTarget.InProcess(target));
    }

    private void take(String key, RegisteredFunction function) {
        take(key, FunctionJson.write(function));
    }

    private String target(String qualifier) {
        var found = table.find("f", qualifier);
        return found == null ? null : found.version() + " at " + found.target();
    }

    @Test
    void aRecordOfAReleaseThatKnewNoVersionsIsTheFunctionAsItIsNow() {
        take(
                "f",
                "{\"target\":\"inproc:old\",\"durable\":true,\"executionTimeoutSeconds\":60,\"retentionDays\":1,"
                        + "\"maxConcurrency\":1,\"invocationTimeoutSeconds\":60,\"maxFailures\":0}");

        assertThat(target(LATEST)).isEqualTo("$LATEST at inproc:old");
        assertThat(table.versions("f").published()).isEmpty();
        assertThat(table.nextVersion("f")).isEqualTo("1");
    }

    @Test
    void theRecordOfTheFunctionItselfHoldsNothingThatOlderReleasesDoNotKnow() {
        var json = new String(FunctionJson.write(function("a")), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo(
                        "{\"target\":\"inproc:a\",\"durable\":true,\"executionTimeoutSeconds\":31622400,"
                                + "\"retentionDays\":14,\"maxConcurrency\":100,\"invocationTimeoutSeconds\":900,\"maxFailures\":0}");
    }

    @Test
    void limitsThatWereRaisedAreKept() {
        var terms =
                new Terms(Duration.ofHours(1), Duration.ofDays(1), 20_000, 1L << 30, Terms.DEFAULT.maxResultBytes(), 3);
        var raised = new RegisteredFunction(
                "f", LATEST, FunctionTarget.parse("inproc:a"), true, terms, 5, Duration.ofMinutes(1));

        assertThat(FunctionJson.read("f", LATEST, FunctionJson.write(raised))).isEqualTo(raised);
    }

    @Test
    void versionsStayWhenTheFunctionChanges() {
        take("f", function("a"));
        take("f:1", function("a"));
        take("f", function("b"));
        take("f:10", function("b"));
        take("f:2", function("b"));

        assertThat(target(LATEST)).isEqualTo("$LATEST at inproc:b");
        assertThat(target("1")).isEqualTo("1 at inproc:a");
        assertThat(target("3")).isNull();
        assertThat(table.versions("f").published())
                .extracting(RegisteredFunction::version)
                .containsExactly("1", "2", "10");
        assertThat(table.all()).extracting(RegisteredFunction::version).containsExactly(LATEST);
    }

    @Test
    void anAliasStandsForWhatItWasLastSetTo() {
        take("f", function("a"));
        take("f:1", function("a"));
        take("f:2", function("b"));
        take("f:live", FunctionJson.write(new Alias("live", "1")));
        take("f:live", FunctionJson.write(new Alias("live", "2")));
        take("f:head", FunctionJson.write(new Alias("head", LATEST)));
        take("f:gone", FunctionJson.write(new Alias("gone", "1")));
        take("f:gone", (byte[]) null);

        assertThat(target("live")).isEqualTo("2 at inproc:b");
        assertThat(target("head")).isEqualTo("$LATEST at inproc:a");
        assertThat(target("gone")).isNull();
        assertThat(table.versions("f").aliases()).containsExactly(new Alias("head", LATEST), new Alias("live", "2"));
    }

    @Test
    void theFirstOfTwoNodesThatPublishUnderOneNumberWins() {
        take("f", function("a"));
        take("f:1", function("a"));
        take("f:1", function("b"));

        assertThat(target("1")).isEqualTo("1 at inproc:a");
        assertThat(table.standing(new FunctionKey("f", "1"))).isEqualTo(FunctionJson.write(function("a")));
        assertThat(table.nextVersion("f")).isEqualTo("2");
    }

    @Test
    void theNumberOfARemovedVersionIsNotGivenOutAgain() {
        take("f", function("a"));
        take("f:1", function("a"));
        take("f:1", FunctionJson.REMOVED);
        take("f:1", function("b"));

        assertThat(target("1")).isNull();
        assertThat(table.nextVersion("f")).isEqualTo("2");
        assertThat(table.standing(new FunctionKey("f", "1"))).isEqualTo(FunctionJson.REMOVED);
    }

    @Test
    void aForgottenFunctionHasNoVersionsAndBeginsAgainAtOne() {
        take("f", function("a"));
        take("f:1", function("a"));
        take("f:live", FunctionJson.write(new Alias("live", "1")));
        table.qualified("f").forEach(key -> take(key.toString(), (byte[]) null));
        take("f", (byte[]) null);

        assertThat(target(LATEST)).isNull();
        assertThat(target("1")).isNull();
        assertThat(table.versions("f")).isNull();
        assertThat(table.all()).isEmpty();
        assertThat(table.nextVersion("f")).isEqualTo("1");
    }

    @Test
    void aVersionIsNewestAsLongAsTheFunctionIsJustLikeIt() {
        take("f", function("a"));
        take("f:1", function("a"));
        var before = table.versions("f").newestIfUnchanged();
        take("f", function("b"));

        assertThat(before.version()).isEqualTo("1");
        assertThat(table.versions("f").newestIfUnchanged()).isNull();
    }

    @Test
    void whatIsNoFunctionIsSkippedAndStopsNothing() {
        take("f", "{");
        take("a b", function("a"));
        take("f:1", "{\"target\":null}");
        take("f:007", FunctionJson.write(new Alias("live", "1")));
        take("f:live", "{\"version\":\"next\"}");
        take("f", function("a"));

        assertThat(target(LATEST)).isEqualTo("$LATEST at inproc:a");
        assertThat(table.versions("f").published()).isEmpty();
        assertThat(table.versions("f").aliases()).isEmpty();
    }

    @Test
    void saysNothingBeforeAllHasBeenRead() {
        var unread = new FunctionTable();

        assertThatThrownBy(() -> unread.find("f", LATEST)).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> unread.versions("f")).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(unread::all).isInstanceOf(JournalUnavailable.class);
    }
}
