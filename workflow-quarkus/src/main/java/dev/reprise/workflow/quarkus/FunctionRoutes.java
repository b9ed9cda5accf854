package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.http.InvocationAnswer;
import dev.reprise.workflow.http.InvocationEndpoint;
import dev.reprise.workflow.spi.InvocationContext;
import io.quarkus.arc.Arc;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Takes invocations on the application's own HTTP server and runs each on a virtual thread, in a request scope. */
@Singleton
final class FunctionRoutes {
    private static final List<String> PATHS =
            List.of("/functions/:function/invocations", "/2015-03-31/functions/:function/invocations");

    private final ExecutorService threads;

    FunctionRoutes(@VirtualThreads ExecutorService threads) {
        this.threads = threads;
    }

    void serve(@Observes Router router, RepriseConfig config, Instance<InvocationEndpoint> endpoint) {
        if (config.functions().enabled()) {
            serve(router, endpoint.get());
        }
    }

    private void serve(Router router, InvocationEndpoint endpoint) {
        for (var path : PATHS) {
            router.route(path)
                    .handler(BodyHandler.create(false).setBodyLimit(InvocationEndpoint.MAX_BODY_BYTES))
                    .handler(request -> invoke(endpoint, request))
                    .failureHandler(FunctionRoutes::failed);
        }
    }

    private void invoke(InvocationEndpoint endpoint, RoutingContext request) {
        var loop = request.vertx().getOrCreateContext();
        threads.execute(() -> {
            var answer = inRequestScope(endpoint, request);
            loop.runOnContext(ignored -> send(request, answer));
        });
    }

    private static InvocationAnswer inRequestScope(InvocationEndpoint endpoint, RoutingContext request) {
        var scope = Arc.requireContainer().requestContext();
        scope.activate();
        try {
            var body = request.body().buffer();
            return endpoint.answer(
                    request.request().method().name(),
                    request.pathParam("function"),
                    InvocationContext.ofHeaders(request.request()::getHeader),
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
