package dev.reprise.workflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.TraceHeader;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles invocations of one durable function: the envelope comes in, the output goes out, and whatever keeps it from
 * going on is thrown, which Lambda reports as the function's error; then the service invokes it again after a pause. What
 * Lambda's event source for Kafka brings is a batch of such invocations.
 */
@Named(DurableHandler.NAME)
@Singleton
public final class DurableHandler implements RequestStreamHandler {
    /** For {@code quarkus.lambda.handler}, in applications that have other handlers, too. */
    public static final String NAME = "reprise";

    private static final Logger LOG = LoggerFactory.getLogger(DurableHandler.class);

    /** Where AWS's runtimes for the JVM leave the trace of the invocation. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final HandledFunction function;
    private final TaskBatch tasks;
    private final LambdaConfig config;

    DurableHandler(HandledFunction function, TaskBatch tasks, LambdaConfig config) {
        this.function = function;
        this.tasks = tasks;
        this.config = config;
    }

    /** What is wrong with the settings is to be seen when the process starts, not when somebody waits. */
    void start(@Observes StartupEvent started) {
        LOG.info("Handling invocations of function '{}'", function.name());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var bytes = event.readAllBytes();
        var time = TimeLeft.of(context.getRemainingTimeInMillis(), config.leaveBefore());
        try {
            answer.write(KafkaEvent.isOne(bytes) ? batch(bytes, time) : invocation(bytes, time, context));
        } catch (VirtualMachineError broken) {
            throw broken; // out of memory, say: better a new process
        } catch (Error crash) {
            throw new FunctionCrash(crash);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Expected the invocation to end, but the process is stopped", stopped);
        } finally {
            System.clearProperty(TRACE); // or else an invocation without a trace would take this one's
        }
    }

    private byte[] batch(byte[] event, TimeLeft time) throws IOException, InterruptedException {
        return KafkaEvent.answer(tasks.run(KafkaEvent.read(event), time));
    }

    private byte[] invocation(byte[] event, TimeLeft time, Context lambda) throws InterruptedException {
        var envelope = ProtocolJson.readEnvelope(event);
        var traceParent = TraceHeader.toTraceParent(trace(lambda));
        return ProtocolJson.writeOutput(function.run(envelope, time, lambda.getAwsRequestId(), traceParent));
    }

    /** Where Quarkus' context does not tell, its loop does as the JVM's runtime of Lambda: in a property of the process. */
    private static @Nullable String trace(Context lambda) {
        var told = lambda.getXrayTraceId();
        return told == null ? System.getProperty(TRACE) : told;
    }
}
