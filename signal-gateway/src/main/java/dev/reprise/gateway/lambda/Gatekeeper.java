package dev.reprise.gateway.lambda;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.FunctionName;
import dev.reprise.gateway.security.Access;
import dev.reprise.gateway.security.Authentication;
import dev.reprise.gateway.security.RateLimit;
import dev.reprise.gateway.security.Requester;
import dev.reprise.gateway.security.SubjectFunctions;
import dev.reprise.gateway.security.WebPages;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a request, and whether it may. What a request is about is in its path: an ARN names the function, and
 * operations hold that against the execution. Thread-safe.
 */
final class Gatekeeper {
    private final Authentication authentication;
    private final SignatureV4 signatures;
    private final RateLimit rateLimit;
    private final SubjectFunctions functions;
    private final WebPages pages;

    Gatekeeper(
            Authentication authentication,
            SignatureV4 signatures,
            RateLimit rateLimit,
            SubjectFunctions functions,
            WebPages pages) {
        this.authentication = authentication;
        this.signatures = signatures;
        this.rateLimit = rateLimit;
        this.functions = functions;
        this.pages = pages;
    }

    /**
     * Who makes a request.
     *
     * @param bearer whose key or token it has shown, if it has shown one; otherwise its signature counts
     * @throws Refusal when that is not known, or when it asks for too much
     */
    Requester requester(RawRequest request, @Nullable Requester bearer, Instant now) {
        if (!authentication.required()) {
            if (pages.made(request.method(), request.headers()::first)) {
                throw AwsError.ACCESS_DENIED.refusal(Authentication.NOT_FOR_PAGES);
            }
            requireRate("address " + request.address());
            return Requester.ANYBODY;
        }
        if (!authentication.possible()) {
            throw AwsError.UNAVAILABLE.refusal(authentication.words());
        }
        var requester = bearer == null ? signatures.verify(request, now) : bearer;
        requireRate(requester.name());
        return requester;
    }

    private void requireRate(String countedAs) {
        long wait = rateLimit.waitSeconds(countedAs);
        if (wait > 0) {
            throw new Refusal(
                    AwsError.TOO_MANY_REQUESTS.answer("Rate exceeded").with("Retry-After", Long.toString(wait)));
        }
    }

    /**
     * Lets an operation be done, or not.
     *
     * @param label what the path says beside the operation's name, decoded
     * @throws Refusal when the requester may not
     */
    void require(Requester requester, Access access, String label) {
        if (access instanceof Access.Needs needs) {
            require(requester, needs, () -> function(needs.subject(), label));
        }
    }

    /**
     * The same where the path does not say what it is about.
     *
     * @param function the function that it is about, or null when there is none; asked only when it matters
     */
    static void require(Requester requester, Access.Needs needs, Supplier<@Nullable String> function) {
        if (!needs.metBy(requester.grants(), function)) {
            throw AwsError.ACCESS_DENIED.refusal(
                    "%s is not authorized to do this: it takes the role %s".formatted(requester.name(), needs.words()));
        }
    }

    /** The function that is meant; null when the operation will refuse the label anyway. */
    private @Nullable String function(Access.Subject subject, String label) {
        return switch (subject) {
            case FUNCTION -> functionName(label);
            case EXECUTION -> {
                var arn = ExecutionArn.parse(label);
                yield arn == null ? null : arn.function();
            }
            case CALLBACK -> functions.of(subject, label);
            case WHAT_IS_GRANTED, SERVICE -> null;
        };
    }

    private static @Nullable String functionName(String label) {
        try {
            return FunctionName.parse(label, null).name();
        } catch (InvalidValue noName) {
            return null;
        }
    }
}
