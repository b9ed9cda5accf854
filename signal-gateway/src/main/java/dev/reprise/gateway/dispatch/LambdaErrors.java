package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What it means when Lambda does not give a function's answer (ADR 0015). */
final class LambdaErrors {
    /**
     * Answers that are given before any code runs, and that pass: a limit of the function, of the account or of its network
     * is reached, or the function is being changed. Spelled as Lambda does.
     */
    private static final Set<String> TURNED_AWAY = Set.of(
            "TooManyRequestsException",
            "EC2ThrottledException",
            "EC2UnexpectedException",
            "ENILimitReachedException",
            "ENINotReadyException",
            "EFSMountTimeoutException",
            "SubnetIPAddressLimitReachedException",
            "ResourceConflictException",
            "ResourceNotReadyException",
            "SnapStartNotReadyException",
            "SnapStartTimeoutException");

    private LambdaErrors() {}

    /** An error, judged. */
    sealed interface Judged {
        /** No code ran, and later it may. */
        record TurnedAway(Failure why, Duration atLeast) implements Judged {}

        /** Code may have run, and Lambda or the way there is in trouble. */
        record InTrouble(Failure failure) implements Judged {}

        /** It has to do with this function or this invocation, and with nothing else. */
        record Failed(Failure failure) implements Judged {}
    }

    static Judged judge(String arn, Duration allowed, Throwable error) {
        return switch (error) {
            case AwsServiceException answered -> judge(arn, answered);
            case ApiCallTimeoutException late ->
                new Judged.Failed(Failure.of(
                        "Sandbox.Timedout",
                        "Expected %s to answer within %d seconds, but it did not".formatted(arn, allowed.toSeconds())));
            default -> new Judged.InTrouble(unanswered(arn, error));
        };
    }

    private static Judged judge(String arn, AwsServiceException answered) {
        var code = code(answered);
        var failure = Failure.of(
                code == null ? "Function.BadStatus" : code,
                "Expected Lambda to invoke %s, but it answered %d: %s"
                        .formatted(arn, answered.statusCode(), message(answered)));
        if (answered.statusCode() == 429 || (code != null && TURNED_AWAY.contains(code))) {
            return new Judged.TurnedAway(failure, retryAfter(answered));
        }
        return answered.statusCode() >= 500 ? new Judged.InTrouble(failure) : new Judged.Failed(failure);
    }

    private static @Nullable String code(AwsServiceException answered) {
        var details = answered.awsErrorDetails();
        return details == null ? null : details.errorCode();
    }

    private static String message(AwsServiceException answered) {
        var details = answered.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "without a word" : details.errorMessage();
    }

    private static Duration retryAfter(AwsServiceException answered) {
        if (answered instanceof TooManyRequestsException throttled && throttled.retryAfterSeconds() != null) {
            try {
                return Duration.ofSeconds(Math.max(0, Long.parseLong(throttled.retryAfterSeconds())));
            } catch (NumberFormatException notSeconds) {
                return Duration.ZERO;
            }
        }
        return Duration.ZERO;
    }

    private static Failure unanswered(String arn, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLException) {
                return Failure.of(
                        "Function.Unreachable",
                        "Expected to reach Lambda's API for %s, but: %s".formatted(arn, reason(cause)));
            }
        }
        return Failure.of(
                "Function.NoAnswer", "Expected Lambda to answer for %s, but: %s".formatted(arn, reason(error)));
    }

    private static String reason(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
    }
}
