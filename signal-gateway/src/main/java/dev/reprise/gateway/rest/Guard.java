package dev.reprise.gateway.rest;

import dev.reprise.gateway.security.Access;
import dev.reprise.gateway.security.Authentication;
import dev.reprise.gateway.security.Identities;
import dev.reprise.gateway.security.RateLimit;
import dev.reprise.gateway.security.Requester;
import dev.reprise.gateway.security.Route;
import dev.reprise.gateway.security.Routes;
import dev.reprise.gateway.security.SubjectFunctions;
import dev.reprise.gateway.security.WebPages;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass or not, by the table of {@link Routes}, before any of our code sees it. A refusal is a {@link
 * ProblemException}, which {@link Refusals} answers. The AWS API, whose signatures are over bodies, is guarded where bodies
 * are read.
 */
@Singleton
final class Guard implements HttpSecurityPolicy {
    private final Authentication authentication;
    private final RateLimit rateLimit;
    private final SubjectFunctions functions;
    private final WebPages pages;

    Guard(Authentication authentication, RateLimit rateLimit, SubjectFunctions functions, WebPages pages) {
        this.authentication = authentication;
        this.rateLimit = rateLimit;
        this.functions = functions;
        this.pages = pages;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext blocking) {
        var route = route(context);
        if (route != null
                && (route.access() instanceof Access.NodesOnly || route.path().equals(Routes.HEALTH))) {
            return CheckResult.permit();
        }
        if (!authentication.required()) {
            boolean open = route != null && route.access() instanceof Access.Open;
            return open || !isOfAWebPage(context)
                    ? passes(context, Requester.ANYBODY, address(context))
                    : refused(ProblemCode.FORBIDDEN, Authentication.NOT_FOR_PAGES);
        }
        if (!authentication.possible()) {
            return refused(ProblemCode.AUTHENTICATION_NOT_SET_UP, authentication.words());
        }
        if (route != null && route.access() instanceof Access.Open) {
            return passes(context, Requester.NOBODY, address(context));
        }
        return identity.flatMap(known -> checked(context, route, Identities.requester(known), blocking, identity));
    }

    /** None where a path can be read in two ways: what is checked must be what is served. */
    private static @Nullable Route route(RoutingContext context) {
        var path = context.normalizedPath();
        return path.equals(context.request().path())
                ? Routes.of(context.request().method().name(), path)
                : null;
    }

    private Uni<CheckResult> checked(
            RoutingContext context,
            @Nullable Route route,
            @Nullable Requester requester,
            AuthorizationRequestContext blocking,
            Uni<SecurityIdentity> identity) {
        if (requester == null) {
            return Uni.createFrom().failure(Refusals.unauthenticated());
        }
        if (route == null || !(route.access() instanceof Access.Needs needs)) {
            return refused(
                    ProblemCode.NOT_FOUND, "Expected a method and path that /q/openapi lists, but found another one");
        }
        var subject = route.subject(context.normalizedPath());
        return passes(context, requester, requester.name())
                .flatMap(passed -> needs.dependsOnFunction(requester.grants())
                        ? blocking.runBlocking(context, identity, (same, known) -> admitted(needs, requester, subject))
                        : Uni.createFrom().item(admitted(needs, requester, subject)));
    }

    private CheckResult admitted(Access.Needs needs, Requester requester, @Nullable String subject) {
        boolean met =
                needs.metBy(requester.grants(), () -> subject == null ? null : functions.of(needs.subject(), subject));
        if (!met) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "Expected %s to have the role %s, but it has not".formatted(requester.name(), needs.words()));
        }
        return CheckResult.PERMIT;
    }

    private Uni<CheckResult> passes(RoutingContext context, Requester requester, String countedAs) {
        long wait = rateLimit.waitSeconds(countedAs);
        if (wait > 0) {
            var problem = Problem.of(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "Expected no more requests than reprise.rate-limit allows one caller, but found more");
            return Uni.createFrom().failure(new ProblemException(problem, Map.of("Retry-After", Long.toString(wait))));
        }
        CurrentRequester.set(context, requester);
        return CheckResult.permit();
    }

    private boolean isOfAWebPage(RoutingContext context) {
        var request = context.request();
        return pages.made(request.method().name(), request::getHeader);
    }

    private static String address(RoutingContext context) {
        return "address " + context.request().remoteAddress().hostAddress();
    }

    private static Uni<CheckResult> refused(ProblemCode code, String detail) {
        return Uni.createFrom().failure(new ProblemException(code, detail));
    }
}
