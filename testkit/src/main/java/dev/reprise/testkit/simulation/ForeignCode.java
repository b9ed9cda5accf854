package dev.reprise.testkit.simulation;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.protocol.JudgedOutput;
import dev.reprise.workflow.spi.CheckpointRejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Running code of another SDK: it speaks the protocol but does whatever comes to its mind, in batches, in groups, several
 * things at once, some of it wrong. It repeats nothing; what it begins, somebody else must end.
 */
final class ForeignCode {
    private static final Failure BROKEN = Failure.of("Broken", "it broke");

    private final World world;
    private final InvocationEnvelope envelope;
    private final HostedClient client;
    private final Map<OperationId, Operation> known = new HashMap<>();
    private String token;

    ForeignCode(World world, InvocationEnvelope envelope, HostedClient client) {
        this.world = world;
        this.envelope = envelope;
        this.client = client;
        token = envelope.checkpointToken();
        envelope.operations().forEach(operation -> known.put(operation.id(), operation));
    }

    /** One invocation. */
    JudgedOutput run() {
        var chance = world.chance();
        for (int rounds = chance.below(6); rounds > 0 && !world.isHealed(); rounds--) {
            if (!exchanged()) {
                return answered(new InvocationOutput.Suspended());
            }
            if (chance.happens(0.3)) {
                world.sleep(chance.delay(30_000));
            }
        }
        if (world.isHealed()) {
            return answered(new InvocationOutput.Succeeded(null));
        }
        return switch (chance.below(20)) {
            case 0 -> answered(new InvocationOutput.Succeeded(Payload.of("done")));
            case 1 -> answered(new InvocationOutput.Failed(BROKEN));
            case 2 -> new JudgedOutput.Invalid(BROKEN);
            case 3, 4 -> throw new IllegalStateException("crashed");
            default -> answered(new InvocationOutput.Suspended());
        };
    }

    /** One checkpoint; false when the invocation must stop. */
    private boolean exchanged() {
        var updates = new ArrayList<OperationUpdate>();
        var moods = new ForeignUpdates(world, known);
        for (int i = world.chance().below(world.chance().happens(0.2) ? 9 : 4); i > 0; i--) {
            updates.add(moods.next());
        }
        if (world.chance().happens(0.02)) {
            updates.add(moods.end());
        }
        try {
            var response = client.checkpoint(envelope.executionArn(), new CheckpointRequest(token, null, updates));
            response.operations().forEach(operation -> known.put(operation.id(), operation));
            var next = response.checkpointToken();
            if (next == null && !world.chance().happens(0.3)) {
                return false;
            }
            token = next == null ? guessed(token) : next;
        } catch (CheckpointRejected wrong) {
            // nothing of the batch is recorded and the token is still good
        }
        return true;
    }

    /** What the next token would be, had it been given one: it does not take no for an answer. */
    private static String guessed(String token) {
        int dot = token.indexOf('.');
        return token.substring(0, dot + 1) + (Long.parseLong(token.substring(dot + 1)) + 1);
    }

    private static JudgedOutput answered(InvocationOutput output) {
        return new JudgedOutput.Valid(output);
    }
}
