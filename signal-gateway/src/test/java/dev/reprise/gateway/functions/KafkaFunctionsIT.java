package dev.reprise.gateway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry of several nodes on one broker. */
class KafkaFunctionsIT {
    private static final String TOPIC = "functions";
    private static final int ROUNDS = 20;

    @TempDir
    Path directory;

    private final List<KafkaFunctions> nodes = new ArrayList<>();
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory);
        try (var admin = Admin.create(kafka())) {
            var topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(KafkaFunctions::close);
        broker.close();
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private KafkaFunctions node() {
        var node = new KafkaFunctions(TOPIC, kafka());
        nodes.add(node);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!node.isComplete()) {
            assertThat(System.nanoTime()).as("the node has read the topic").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
        return node;
    }

    private static RegisteredFunction function(String target) {
        return RegisteredFunction.durable("f", new FunctionTarget.InProcess(target));
    }

    private static RegisteredFunction change(KafkaFunctions node, String target) {
        node.put(function(target));
        return node.publish("f");
    }

    @Test
    void nodesThatPublishAtOnceAgreeOnWhatEveryNumberMeans() {
        var one = node();
        var other = node();
        var published = new ArrayList<RegisteredFunction>();

        for (int round = 0; round < ROUNDS; round++) {
            var target = "round-" + round;
            var here = CompletableFuture.supplyAsync(() -> change(one, target + "-one"));
            var there = CompletableFuture.supplyAsync(() -> change(other, target + "-other"));
            published.add(here.join());
            published.add(there.join());
        }

        var late = node();
        for (var version : published) {
            assertThat(late.find("f", version.version())).isEqualTo(version);
        }
    }

    @Test
    void aNodeThatStartsLaterKnowsWhatIsThereAndWhatIsGone() {
        var first = node();
        change(first, "a");
        change(first, "b");
        first.putAlias("f", new Alias("live", "2"));
        first.putAlias("f", new Alias("old", "1"));
        first.remove("f", "old");
        first.remove("f", "1");

        var late = node();

        assertThat(late.find("f", "live")).isEqualTo(function("b").as("2"));
        assertThat(late.find("f", "old")).isNull();
        assertThat(late.find("f", "1")).isNull();
        assertThat(change(late, "c").version()).isEqualTo("3");
        assertThat(late.remove("f")).isTrue();
        assertThat(node().versions("f")).isNull();
    }
}
