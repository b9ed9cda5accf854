package dev.reprise.gateway.lambda;

import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.Admission;
import dev.reprise.gateway.application.BackgroundCalls;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.DeleteExecution;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.HistoryPages;
import dev.reprise.gateway.application.ListExecutions;
import dev.reprise.gateway.application.PauseExecution;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.StopExecution;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.security.Authentication;
import dev.reprise.gateway.security.Bearers;
import dev.reprise.gateway.security.Credential;
import dev.reprise.gateway.security.RateLimit;
import dev.reprise.gateway.security.Requester;
import dev.reprise.gateway.security.SubjectFunctions;
import dev.reprise.gateway.security.WebPages;
import dev.reprise.gateway.tokens.Seal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The API over HTTP with all its operations, and behind it a journal in memory instead of the rest of the service. */
final class LambdaServer implements AutoCloseable {
    final FoldedJournal journal = new FoldedJournal(new SilentListener());
    final Functions functions = Functions.inProcess("f");
    final ExecutionArns arns = new ExecutionArns("us-east-1", "000000000000");

    final Seal seal = new Seal(List.of(new byte[32]));
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Admission admission;

    private LambdaServer(List<String> keys, int maxBytes, Duration patience, int mostWaiting) throws Exception {
        this(keys, request -> Uni.createFrom().item(Optional.empty()), maxBytes, patience, mostWaiting);
    }

    private LambdaServer(List<String> keys, Bearers bearers, int maxBytes, Duration patience, int mostWaiting)
            throws Exception {
        admission = new Admission(journal, mostWaiting, Long.MAX_VALUE);
        var router = Router.router(vertx);
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            paths.add(context.request().path());
            context.next();
        });
        var bodies = new RequestBodies(vertx, maxBytes, patience);
        var gatekeeper = new Gatekeeper(
                new Authentication(!keys.isEmpty(), List.of("access keys")),
                new SignatureV4(accessKeys(keys)),
                new RateLimit(0, 1, InstantSource.system()),
                new SubjectFunctions(journal, seal),
                new WebPages("127.0.0.1", true));
        new LambdaRoutes(new LambdaApi(operations(), gatekeeper, InstantSource.system()), bearers, vertx, bodies)
                .serve(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    static LambdaServer open(String... keys) throws Exception {
        return new LambdaServer(List.of(keys), 9 << 20, Duration.ofMinutes(1), Integer.MAX_VALUE);
    }

    /** One that knows who asks, each time. */
    static LambdaServer asked(Supplier<Requester> by) throws Exception {
        return new LambdaServer(
                List.of("NOBODY:read:unused"),
                request -> Uni.createFrom().item(Optional.of(by.get())),
                9 << 20,
                Duration.ofMinutes(1),
                Integer.MAX_VALUE);
    }

    /** One that starts nothing while so many records wait for their verdicts. */
    static LambdaServer admitting(int mostWaiting) throws Exception {
        return new LambdaServer(List.of(), 9 << 20, Duration.ofMinutes(1), mostWaiting);
    }

    static LambdaServer impatient(int maxBytes, Duration patience) throws Exception {
        return new LambdaServer(List.of(), maxBytes, patience, Integer.MAX_VALUE);
    }

    static AccessKeys accessKeys(List<String> keys) {
        return new AccessKeys(Credential.read("reprise.access-keys", Optional.of(keys), Optional.empty()));
    }

    RoutingTable operations() {
        var running = new RunningInvocations();
        var describe = new DescribeExecution(journal);
        return ApiOperations.table(
                journal,
                functions,
                arns,
                new Checkpoint(journal, seal, running),
                new CallTargets(functions, arns.region(), arns.account()),
                new StatePages(journal, seal),
                describe,
                new HistoryPages(journal, seal),
                new ListExecutions(journal, functions, seal),
                new StopExecution(journal),
                new PauseExecution(journal),
                new DeleteExecution(journal),
                new CompleteCallback(journal, seal),
                invoke(describe),
                new GatewayMetrics(new SimpleMeterRegistry(), running));
    }

    private Invoke invoke(DescribeExecution describe) {
        PlainFunctions none = (function, input, caller) -> {
            throw new AssertionError("Expected no plain function to be called here");
        };
        return ApiOperations.invoke(
                journal,
                functions,
                arns,
                new StartExecution(journal, functions, admission),
                describe,
                new ExecutionEnds(journal),
                new SendSignal(journal),
                none,
                new BackgroundCalls(none, List.of()),
                new SyncInvokeLimit(Duration.ofMinutes(1)));
    }

    /** The paths of all requests so far. */
    List<String> paths() {
        return paths;
    }

    int port() {
        return server.actualPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
