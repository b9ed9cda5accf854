package dev.reprise.workflow.http;

import dev.reprise.workflow.engine.Failures;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.host.UnknownFunction;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.InvocationContext;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes functions with what requests hold, as Lambda's Invoke would, whatever server takes the requests. Any thread may
 * call it, and waits until the invocation is over.
 */
public final class InvocationEndpoint {
    /** The longest body that is read; a server need not keep more than one byte beyond. */
    public static final int MAX_BODY_BYTES = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(InvocationEndpoint.class);

    private final FunctionHost functions;
    private final CheckpointClient client;

    /**
     * Creates an endpoint.
     *
     * @param functions what is served
     * @param client the way to the service
     */
    public InvocationEndpoint(FunctionHost functions, CheckpointClient client) {
        this.functions = functions;
        this.client = client;
    }

    /**
     * Answers a request. Never throws: what goes wrong is in the answer.
     *
     * @param method the HTTP method
     * @param function the name in the path, decoded
     * @param context what the request says of the invocation; see {@link InvocationContext#ofHeaders}
     * @param body the whole body
     */
    public InvocationAnswer answer(String method, String function, InvocationContext context, byte[] body) {
        if (!"POST".equals(method)) {
            return InvocationAnswer.refusal(405, "InvalidRequestContentException", "Expected POST");
        }
        if (body.length > MAX_BODY_BYTES) {
            return InvocationAnswer.TOO_LARGE;
        }
        try {
            return invoke(function, ProtocolJson.readEnvelope(body), context);
        } catch (ProtocolViolation notAnEnvelope) {
            return InvocationAnswer.refusal(
                    400, "InvalidRequestContentException", String.valueOf(notAnEnvelope.getMessage()));
        }
    }

    private InvocationAnswer invoke(String function, InvocationEnvelope envelope, InvocationContext context) {
        try {
            return InvocationAnswer.output(
                    ProtocolJson.writeOutput(functions.invoke(function, envelope, client, context)));
        } catch (UnknownFunction unknown) {
            return InvocationAnswer.refusal(404, "ResourceNotFoundException", String.valueOf(unknown.getMessage()));
        } catch (RuntimeException | Error crash) {
            log(function, crash);
            return InvocationAnswer.functionError(ProtocolJson.writeFunctionError(Failures.of(crash)));
        }
    }

    private static void log(String function, Throwable crash) {
        if (crash instanceof StaleCheckpointToken) {
            LOG.debug("An invocation of function '{}' has been superseded and stopped", function);
        } else {
            LOG.warn("Function '{}' could not go on; the service invokes it again after a pause", function, crash);
        }
    }
}
