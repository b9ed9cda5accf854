package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a client sends is not the service's fault: no answer is a 500. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class FuzzIT {
    private static final int REQUESTS = 1_500;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    private static final List<String> SEGMENTS = List.of(
            "api",
            "v1",
            "functions",
            "executions",
            "callbacks",
            "fuzzed",
            "history",
            "operations",
            "result",
            "stop",
            "signals",
            "succeed",
            "fail",
            "heartbeat",
            "2025-12-01",
            "2015-03-31",
            "invocations",
            "versions",
            "aliases",
            "durable-executions",
            "checkpoint",
            "state",
            "%2F",
            "%3A",
            "%",
            "%zz",
            "%00",
            "%C3%28",
            "..",
            "",
            "+",
            "arn%3Aaws%3Alambda",
            "x".repeat(300),
            "ü",
            "0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11",
            "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST/durable-execution/n/0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11");
    private static final List<String> QUERIES = List.of(
            "",
            "?limit=-1",
            "?cursor=00",
            "?waitSeconds=-5",
            "?status=%00",
            "?CheckpointToken=%2B&MaxItems=x",
            "?%",
            "?=&&=",
            "?name=%F0%28",
            "?open=7");
    private static final List<String> TYPES = List.of(
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
            "nonsense",
            "*/*",
            "application/json;charset=x");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "null",
            "[]",
            "{\"target\":\"inproc:x\"}",
            "{\"target\":{}}",
            "{\"Updates\":[{}]}",
            "{\"CheckpointToken\":\"00\",\"Updates\":[{\"Id\":\"1\",\"Type\":\"STEP\",\"Action\":\"START\"}]}",
            "{\"type\":1e999}",
            "\u0000",
            "[[[[",
            "\"\\ud800\"",
            "{\"message\":\"x\",\"stackTrace\":\"y\"}");

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
        Api.json("{\"target\":\"inproc:order-function\"}").put("/api/v1/functions/fuzzed");
    }

    @Test
    void neverAnswersThatTheServiceIsAtFault() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < REQUESTS; i++) {
            var method = pick(random, METHODS);
            var target = target(random);
            var body = body(random);
            var type = pick(random, TYPES);
            int status = RawHttp.send(method, target, type, body).status();
            assertThat(status)
                    .as(
                            "seed %d, request %d: %s %s as %s: %s",
                            seed, i, method, target, type, new String(body, StandardCharsets.UTF_8))
                    .isLessThan(500);
        }
    }

    private static String target(Random random) {
        var target = new StringBuilder();
        switch (random.nextInt(4)) {
            case 0 -> target.append("/api/v1/executions");
            case 1 -> target.append("/api/v1/functions");
            case 2 -> target.append("/2025-12-01/durable-executions");
            default -> {}
        }
        int segments = random.nextInt(5);
        for (int i = 0; i < segments || target.isEmpty(); i++) {
            target.append('/').append(pick(random, SEGMENTS));
        }
        return target.append(pick(random, QUERIES)).toString();
    }

    private static byte[] body(Random random) {
        if (random.nextInt(10) == 0) {
            var noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        return pick(random, BODIES).getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
