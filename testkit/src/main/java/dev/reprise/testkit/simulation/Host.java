package dev.reprise.testkit.simulation;

import dev.reprise.core.Failure;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.engine.Invocation;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.JudgedOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** A process that runs functions: in a node's process, or one of its own that outlives nodes. It may die, or freeze. */
final class Host {
    private final World world;
    private final String name;
    private final List<Coroutine> running = new ArrayList<>();
    private final long clockSkewMillis;
    private final RuntimeOptions options;

    Host(World world, String name) {
        this.world = world;
        this.name = name;
        var chance = world.chance();
        clockSkewMillis = chance.happens(0.5) ? 0 : chance.between(-5_000, 5_000);
        options = RuntimeOptions.DEFAULT
                .inPlaceLimit(chance.happens(0.5) ? Duration.ZERO : Duration.ofSeconds(3))
                .time(
                        () -> Broker.START.plusMillis(Math.max(0, world.agenda().now() + clockSkewMillis)),
                        pause -> world.sleep(pause.toMillis()));
    }

    /**
     * Invokes a function.
     *
     * @param then gets what the journal is to record, given the changes that the invocation has been told of; never
     *     called when the process dies before
     */
    void invoke(String function, InvocationEnvelope envelope, Consumer<LongFunction<InvocationOutcome>> then) {
        var coroutine = new Coroutine(name, () -> {
            try {
                var answer = answer(function, envelope);
                then.accept(answer::outcome);
            } catch (Coroutine.Killed dead) {
                throw dead;
            } catch (Violation violation) {
                world.violated(violation);
            } catch (RuntimeException | Error crash) {
                var failure = Failure.of(crash.getClass().getName(), String.valueOf(crash.getMessage()));
                then.accept(seen -> new InvocationOutcome.Crashed(failure));
            }
        });
        running.removeIf(Coroutine::hasEnded);
        running.add(coroutine);
        coroutine.resume(null);
    }

    private JudgedOutput answer(String function, InvocationEnvelope envelope) {
        var client = new HostedClient(world);
        if (function.equals(World.FOREIGN)) {
            return new ForeignCode(world, envelope, client).run();
        }
        var plan = world.plan(function);
        var definition = FunctionDefinition.of(function, TypeRef.of(String.class), plan);
        return new JudgedOutput.Valid(Invocation.run(definition, envelope, client, options));
    }

    /** Dies, and is there again at once with nothing running. */
    void crash() {
        world.story().tell(() -> name + " dies");
        var dying = List.copyOf(running);
        running.clear();
        dying.forEach(Coroutine::kill);
    }

    /** Stands still, and does not know it. */
    void freeze(long millis) {
        world.story().tell(() -> name + " freezes for " + Duration.ofMillis(millis));
        running.forEach(each -> each.freezeUntil(world.agenda().now() + millis));
    }

    @Override
    public String toString() {
        return name;
    }
}
