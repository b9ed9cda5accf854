package dev.reprise.gateway.lambda;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.gateway.security.Requester;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.workflow.protocol.ProtocolViolation;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API without HTTP: a request in, an answer out, whatever happens in between. Thread-safe. */
@Singleton
final class LambdaApi {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaApi.class);

    private final RoutingTable operations;
    private final Gatekeeper gatekeeper;
    private final InstantSource clock;

    LambdaApi(RoutingTable operations, Gatekeeper gatekeeper, InstantSource clock) {
        this.operations = operations;
        this.gatekeeper = gatekeeper;
        this.clock = clock;
    }

    /**
     * Answers a request. Blocks; throws nothing.
     *
     * @param bearer whose key or token it has shown, or null
     */
    Answer answer(RawRequest request, @Nullable Requester bearer) {
        try {
            var requester = gatekeeper.requester(request, bearer, clock.instant());
            return operations.answer(request, (access, label) -> {
                gatekeeper.require(requester, access, label);
                return requester;
            });
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (ProtocolViolation violation) {
            return answer(violation);
        } catch (InvalidValue invalid) {
            return AwsError.INVALID_PARAMETER_VALUE.answer(String.valueOf(invalid.getMessage()));
        } catch (QuarantinedExecution quarantined) {
            return AwsError.RESOURCE_CONFLICT.answer(String.valueOf(quarantined.getMessage()));
        } catch (JournalUnavailable unavailable) {
            return AwsError.UNAVAILABLE.answer(String.valueOf(unavailable.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("A call of {} {} failed for a reason that nobody foresaw", request.method(), request.path(), e);
            return AwsError.SERVICE.answer("The log of the service says more");
        }
    }

    private static Answer answer(ProtocolViolation violation) {
        var error = switch (violation.kind()) {
            case NOT_JSON -> AwsError.SERIALIZATION;
            case SHAPE -> AwsError.VALIDATION;
            case RULE -> AwsError.INVALID_PARAMETER_VALUE;
        };
        return error.answer(String.valueOf(violation.getMessage()));
    }
}
