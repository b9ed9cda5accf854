package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.InvocationAnswer;
import dev.reprise.workflow.http.InvocationEndpoint;
import dev.reprise.workflow.spi.CheckpointClient;
import io.quarkus.arc.Arc;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes invocations on the application's own HTTP server and runs each on a virtual thread, in a request scope. */
@Singleton
@IfBuildProperty(name = Serving.PROPERTY, stringValue = "true", enableIfMissing = true)
final class FunctionRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionRoutes.class);
    private static final List<String> PATHS =
            List.of("/functions/:function/invocations", "/2015-03-31/functions/:function/invocations");

    private final FunctionHost functions;
    private final InvocationEndpoint endpoint;
    private final ExecutorService threads;

    FunctionRoutes(FunctionHost functions, CheckpointClient service, @VirtualThreads ExecutorService threads) {
        this.functions = functions;
        this.threads = threads;
        endpoint = new InvocationEndpoint(functions, service);
    }

    void serve(@Observes Router router) {
        for (var path : PATHS) {
            router.route(path)
                    .handler(BodyHandler.create(false).setBodyLimit(InvocationEndpoint.MAX_BODY_BYTES))
                    .handler(this::invoke)
                    .failureHandler(FunctionRoutes::failed);
        }
        LOG.info("Serving functions {} at {}", functions.names(), PATHS.getFirst());
    }

    private void invoke(RoutingContext request) {
        var loop = Vertx.currentContext();
        threads.execute(() -> {
            var answer = inRequestScope(request);
            loop.runOnContext(ignored -> send(request, answer));
        });
    }

    private InvocationAnswer inRequestScope(RoutingContext request) {
        var scope = Arc.requireContainer().requestContext();
        scope.activate();
        try {
            var body = request.body().buffer();
            return endpoint.answer(
                    request.request().method().name(),
                    request.pathParam("function"),
                    body == null ? new byte[0] : body.getBytes());
        } finally {
            scope.terminate();
        }
    }

    private static void failed(RoutingContext request) {
        if (request.statusCode() == 413) {
            send(request, InvocationAnswer.TOO_LARGE);
        } else {
            request.next(); // not of our making: as the application answers such failures everywhere
        }
    }

    private static void send(RoutingContext request, InvocationAnswer answer) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }
}
