package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Functions of AWS Lambda, each behind a circuit breaker of its own: invoked and waited for, once for each call. Made for
 * virtual threads; thread-safe.
 */
public final class LambdaFunctions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunctions.class);

    /** The largest input and the largest answer of an invocation that is waited for. */
    static final int MOST_BYTES = ProtocolLimits.OUTPUT_BYTES;

    /** A function that Lambda stops in time is heard of a little later. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final LambdaClients clients;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /**
     * Connects to nothing yet.
     *
     * @param endpoint where Lambda's API is; null for what the AWS SDK finds: {@code AWS_ENDPOINT_URL_LAMBDA}, or else AWS
     */
    public LambdaFunctions(@Nullable URI endpoint) {
        this(new LambdaClients(endpoint, null), InstantSource.system());
    }

    LambdaFunctions(LambdaClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** For how many functions Lambda does nothing at the moment, so that only one invocation at a time tries. */
    public int inTrouble() {
        return (int) breakers.values().stream()
                .filter(breaker -> !breaker.isClosed())
                .count();
    }

    /** How long invoking a function is sure to be refused here; zero when it is to be tried. */
    Duration pause(FunctionTarget.Lambda target) {
        var breaker = breakers.get(target.arn());
        return breaker == null ? Duration.ZERO : breaker.pause(clock.instant());
    }

    /**
     * Invokes a function, unless it is known to be in trouble.
     *
     * @param payload what it gets, JSON
     * @param allowed how long it may take
     */
    LambdaReply invoke(FunctionTarget.Lambda target, byte[] payload, InvocationContext context, Duration allowed)
            throws InterruptedException {
        var arn = target.arn();
        if (payload.length > MOST_BYTES) {
            return failed(Failure.of(
                    "RequestTooLargeException",
                    "Expected at most %d bytes for an invocation of %s, but found %d"
                            .formatted(MOST_BYTES, arn, payload.length)));
        }
        var breaker = breakers.computeIfAbsent(arn, each -> new CircuitBreaker());
        var turn = breaker.ask(clock.instant());
        if (!turn.mayGo()) {
            return new LambdaReply.NotTaken(
                    Failure.of(
                            "Function.InTrouble", "Expected Lambda to invoke %s, but it did not lately".formatted(arn)),
                    turn.pause());
        }
        try {
            var answer =
                    answer(arn, await(clients.in(target.region()).invoke(request(arn, payload, context, allowed))));
            if (!breaker.isClosed()) {
                LOG.info("Lambda invokes {} again", arn);
            }
            breaker.answered(turn.round());
            return new LambdaReply.Taken(answer);
        } catch (ExecutionException e) {
            return judged(
                    arn, breaker, turn, LambdaErrors.judge(arn, allowed, Objects.requireNonNullElse(e.getCause(), e)));
        } catch (RuntimeException noRequest) { // no credentials, say
            return judged(arn, breaker, turn, LambdaErrors.judge(arn, allowed, noRequest));
        }
    }

    private LambdaReply judged(
            String arn, CircuitBreaker breaker, CircuitBreaker.Turn turn, LambdaErrors.Judged judged) {
        return switch (judged) {
            case LambdaErrors.Judged.TurnedAway away ->
                new LambdaReply.NotTaken(away.why(), trouble(arn, breaker, turn, away.why(), away.atLeast()));
            case LambdaErrors.Judged.InTrouble trouble -> {
                trouble(arn, breaker, turn, trouble.failure(), Duration.ZERO);
                yield failed(trouble.failure());
            }
            case LambdaErrors.Judged.Failed failed -> failed(failed.failure());
        };
    }

    private Duration trouble(
            String arn, CircuitBreaker breaker, CircuitBreaker.Turn turn, Failure why, Duration atLeast) {
        if (breaker.isClosed()) {
            LOG.warn("Lambda does not invoke {} ({}). What waits for it goes on waiting", arn, why.type());
        }
        return breaker.trouble(turn.round(), clock.instant(), atLeast);
    }

    private static InvokeRequest request(String arn, byte[] payload, InvocationContext context, Duration allowed) {
        return InvokeRequest.builder()
                .functionName(arn)
                .invocationType(InvocationType.REQUEST_RESPONSE)
                .payload(SdkBytes.fromByteArrayUnsafe(payload))
                .tenantId(context.tenantId())
                .overrideConfiguration(o -> {
                    o.apiCallTimeout(allowed.plus(MARGIN));
                    var trace = context.traceHeader();
                    if (trace != null) {
                        o.putHeader("X-Amzn-Trace-Id", trace);
                    }
                })
                .build();
    }

    /** Whoever is interrupted does not wait any more, and the connection is closed. */
    private static <T> T await(CompletableFuture<T> answer) throws InterruptedException, ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static Answer answer(String arn, InvokeResponse response) {
        var payload = response.payload();
        var body = payload == null ? new byte[0] : payload.asByteArrayUnsafe();
        if (response.functionError() != null) {
            return new Answer.Failed(ProtocolJson.readFunctionError(body), body);
        }
        if (response.statusCode() != 200) {
            return HttpFunctions.failed(
                    "Function.BadStatus",
                    "Expected Lambda to answer for %s with status 200, but found %d"
                            .formatted(arn, response.statusCode()));
        }
        if (body.length > MOST_BYTES) {
            return HttpFunctions.failed(
                    "Function.AnswerTooLarge",
                    "Expected %s to answer with at most %d bytes, but found %d"
                            .formatted(arn, MOST_BYTES, body.length));
        }
        return new Answer.Returned(body);
    }

    private static LambdaReply failed(Failure failure) {
        return new LambdaReply.Taken(HttpFunctions.failed(failure));
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        clients.close();
    }
}
