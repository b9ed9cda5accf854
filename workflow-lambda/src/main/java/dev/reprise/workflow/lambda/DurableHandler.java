package dev.reprise.workflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.spi.CheckpointClient;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles invocations of one durable function: the envelope comes in, the output goes out, and whatever keeps it from
 * going on is thrown, which Lambda reports as the function's error; then the service invokes it again after a pause.
 */
@Named(DurableHandler.NAME)
@Singleton
public final class DurableHandler implements RequestStreamHandler {
    /** For {@code quarkus.lambda.handler}, in applications that have other handlers, too. */
    public static final String NAME = "reprise";

    private static final Logger LOG = LoggerFactory.getLogger(DurableHandler.class);

    private final FunctionHost functions;
    private final CheckpointClient service;
    private final LambdaConfig config;
    private final String name;

    DurableHandler(FunctionHost functions, CheckpointClient service, LambdaConfig config) {
        this.functions = functions;
        this.service = service;
        this.config = config;
        name = Handled.name(functions, config.function());
    }

    /** What is wrong with the settings is to be seen when the process starts, not when somebody waits. */
    void start(@Observes StartupEvent started) {
        LOG.info("Handling invocations of function '{}'", name);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var envelope = ProtocolJson.readEnvelope(event.readAllBytes());
        try {
            answer.write(ProtocolJson.writeOutput(run(envelope, context.getRemainingTimeInMillis())));
        } catch (VirtualMachineError broken) {
            throw broken; // out of memory, say: better a new process
        } catch (Error crash) {
            throw new FunctionCrash(crash);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Expected the invocation to end, but the process is stopped", stopped);
        }
    }

    private InvocationOutput run(InvocationEnvelope envelope, int remainingMillis) throws InterruptedException {
        var time = TimeLeft.of(remainingMillis, config.leaveBefore());
        var deadline = InstantSource.system().instant().plus(time.allowed());
        var patient = time.isKnown() ? service.until(deadline.minus(time.grace())) : service;
        return TimedCall.call("function '" + name + "'", time.allowed(), time.grace(), () -> {
            var scope = Arc.requireContainer().requestContext();
            scope.activate();
            try {
                return functions.invoke(name, envelope, patient, deadline);
            } finally {
                scope.terminate();
            }
        });
    }
}
