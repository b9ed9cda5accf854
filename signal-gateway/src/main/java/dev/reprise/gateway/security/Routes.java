package dev.reprise.gateway.security;

import static dev.reprise.gateway.security.Access.Subject.CALLBACK;
import static dev.reprise.gateway.security.Access.Subject.EXECUTION;
import static dev.reprise.gateway.security.Access.Subject.FUNCTION;
import static dev.reprise.gateway.security.Access.Subject.SERVICE;
import static dev.reprise.gateway.security.Access.Subject.WHAT_IS_GRANTED;
import static dev.reprise.gateway.security.Role.ADMIN;
import static dev.reprise.gateway.security.Role.OPERATE;
import static dev.reprise.gateway.security.Role.READ;

import dev.reprise.gateway.security.Access.Needs;
import dev.reprise.gateway.security.Access.NodesOnly;
import dev.reprise.gateway.security.Access.Open;
import dev.reprise.gateway.security.Access.Subject;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Which route needs what. Every route of the service stands here: a request that no line is for is not served, and a test
 * fails for a resource or operation without a line. docs/security.md shows this table, which another test checks.
 */
public final class Routes {
    /** What is answered whatever else is refused. */
    public static final String HEALTH = "/q/health/**";

    /** Checkpoints of many executions in one request, each of which needs what it would need by itself. */
    public static final String CHECKPOINTS = "/api/v1/checkpoints";

    private static final String EXECUTIONS = "/api/v1/executions";
    private static final String AN_EXECUTION = EXECUTIONS + "/{id}";
    private static final String FUNCTIONS = "/api/v1/functions";
    private static final String A_FUNCTION = FUNCTIONS + "/{function}";
    private static final String A_CALLBACK = "/api/v1/callbacks/{id}";
    private static final String AWS_EXECUTION = "/2025-12-01/durable-executions/{DurableExecutionArn}";
    private static final String AWS_EXECUTIONS = "/2025-12-01/functions/{FunctionName}/durable-executions";
    private static final String AWS_CALLBACK = "/2025-12-01/durable-execution-callbacks/{CallbackId}";
    private static final String AWS_FUNCTION = "/2015-03-31/functions/{FunctionName}";

    private static final List<Route> ALL = List.of(
            needs("GET", FUNCTIONS, READ, WHAT_IS_GRANTED),
            needs("GET", A_FUNCTION, READ, FUNCTION),
            needs("PUT", A_FUNCTION, ADMIN, FUNCTION),
            needs("DELETE", A_FUNCTION, ADMIN, FUNCTION),
            needs("GET", A_FUNCTION + "/versions", READ, FUNCTION),
            needs("POST", A_FUNCTION + "/versions", ADMIN, FUNCTION),
            needs("GET", A_FUNCTION + "/versions/{version}", READ, FUNCTION),
            needs("DELETE", A_FUNCTION + "/versions/{version}", ADMIN, FUNCTION),
            needs("GET", A_FUNCTION + "/aliases", READ, FUNCTION),
            needs("PUT", A_FUNCTION + "/aliases/{alias}", ADMIN, FUNCTION),
            needs("DELETE", A_FUNCTION + "/aliases/{alias}", ADMIN, FUNCTION),
            needs("POST", A_FUNCTION + "/executions", OPERATE, FUNCTION),
            needs("GET", A_FUNCTION + "/executions/{name}", READ, FUNCTION),
            needs("GET", EXECUTIONS, READ, WHAT_IS_GRANTED),
            needs("GET", AN_EXECUTION, READ, EXECUTION),
            needs("GET", AN_EXECUTION + "/history", READ, EXECUTION),
            needs("GET", AN_EXECUTION + "/operations", READ, EXECUTION),
            needs("GET", AN_EXECUTION + "/result", READ, EXECUTION),
            needs("POST", AN_EXECUTION + "/stop", OPERATE, EXECUTION),
            needs("POST", AN_EXECUTION + "/pause", OPERATE, EXECUTION),
            needs("POST", AN_EXECUTION + "/resume", OPERATE, EXECUTION),
            needs("POST", AN_EXECUTION + "/signals/{name}", OPERATE, EXECUTION),
            needs("POST", AN_EXECUTION + "/tasks/take", OPERATE, EXECUTION),
            needs("POST", AN_EXECUTION + "/tasks/end", OPERATE, EXECUTION),
            needs("POST", CHECKPOINTS, OPERATE, EXECUTION),
            needs("POST", "/api/v1/signals", OPERATE, SERVICE),
            open("POST", "/api/v1/aws/sns", "SNS signs what it posts, and its topic must be one of reprise.sns.topics"),
            needs("POST", AN_EXECUTION + "/signals/{name}/url", OPERATE, EXECUTION),
            needs("DELETE", AN_EXECUTION, ADMIN, EXECUTION),
            needs("POST", AN_EXECUTION + "/release", ADMIN, EXECUTION),
            needs("GET", "/api/v1/quarantine", READ, WHAT_IS_GRANTED),
            needs("POST", A_CALLBACK + "/succeed", OPERATE, CALLBACK),
            needs("POST", A_CALLBACK + "/fail", OPERATE, CALLBACK),
            needs("POST", A_CALLBACK + "/heartbeat", OPERATE, CALLBACK),
            open("GET", "/callbacks/{id}", "the id is signed, and whoever was given it may answer"),
            open("POST", "/callbacks/{id}", "the id is signed, and whoever was given it may answer"),
            open("GET", "/signals/{link}", "the link is signed, and whoever was given it may send its signal"),
            open("POST", "/signals/{link}", "the link is signed, and whoever was given it may send its signal"),
            needs("POST", AWS_FUNCTION + "/invocations", OPERATE, FUNCTION),
            needs("GET", AWS_FUNCTION, READ, FUNCTION),
            needs("GET", AWS_FUNCTION + "/configuration", READ, FUNCTION),
            needs("GET", AWS_FUNCTION + "/versions", READ, FUNCTION),
            needs("POST", "/2014-11-13/functions/{FunctionName}/invoke-async/", OPERATE, FUNCTION),
            needs("POST", "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", OPERATE, FUNCTION),
            needs("GET", AWS_EXECUTIONS, READ, FUNCTION),
            needs("GET", AWS_EXECUTION, READ, EXECUTION),
            needs("GET", AWS_EXECUTION + "/history", READ, EXECUTION),
            needs("POST", AWS_EXECUTION + "/checkpoint", OPERATE, EXECUTION),
            needs("GET", AWS_EXECUTION + "/state", OPERATE, EXECUTION),
            needs("POST", AWS_EXECUTION + "/stop", OPERATE, EXECUTION),
            needs("POST", AWS_EXECUTION + "/pause", OPERATE, EXECUTION),
            needs("POST", AWS_EXECUTION + "/resume", OPERATE, EXECUTION),
            needs("DELETE", AWS_EXECUTION, ADMIN, EXECUTION),
            needs("POST", AWS_CALLBACK + "/succeed", OPERATE, CALLBACK),
            needs("POST", AWS_CALLBACK + "/fail", OPERATE, CALLBACK),
            needs("POST", AWS_CALLBACK + "/heartbeat", OPERATE, CALLBACK),
            open("GET", HEALTH, "probes have no credentials; it tells reasons, no data"),
            open("GET", "/q/openapi/**", "the description of this API is public"),
            open("GET", "/q/swagger-ui/**", "a page of fixed files; what it calls needs credentials"),
            needs("GET", "/q/metrics", READ, SERVICE),
            new Route("*", "/internal/**", new NodesOnly()));

    /** Split once, for each request is compared with most of them. */
    private static final List<List<String>> SHAPES =
            ALL.stream().map(route -> Route.segments(route.path())).toList();

    private Routes() {}

    private static Route needs(String method, String path, Role role, Subject subject) {
        return new Route(method, path, new Needs(role, subject));
    }

    private static Route open(String method, String path, String why) {
        return new Route(method, path, new Open(why));
    }

    /** All of them, in the order in which the documentation shows them. */
    public static List<Route> all() {
        return ALL;
    }

    /**
     * The route that a request takes, or null when it is not served. A HEAD takes the route of its GET. What follows a
     * semicolon would be left out of a segment by some who read it, and not by others: no path may have one.
     *
     * @param path normalized, still encoded, without the query
     */
    public static @Nullable Route of(String method, String path) {
        if (!path.startsWith("/") || path.contains(";")) {
            return null;
        }
        var segments = Route.segments(path);
        var asked = method.equals("HEAD") ? "GET" : method;
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).takes(asked) && Route.match(SHAPES.get(i), segments)) {
                return ALL.get(i);
            }
        }
        return null;
    }

    /**
     * What a route that is known by its shape asks for.
     *
     * @throws NoSuchElementException when no line has that shape
     */
    public static Access access(String method, String shape) {
        return ALL.stream()
                .filter(route -> route.method().equals(method) && route.path().equals(shape))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "Expected a line in Routes for %s %s, but found none".formatted(method, shape)))
                .access();
    }
}
