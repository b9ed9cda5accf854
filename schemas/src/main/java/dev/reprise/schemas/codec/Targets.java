package dev.reprise.schemas.codec;

import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.schemas.avro.invoke.DurableTarget;
import dev.reprise.schemas.avro.invoke.PlainTarget;
import dev.reprise.schemas.avro.invoke.UnresolvableTarget;

/** What a chained invoke calls. */
final class Targets {
    private Targets() {}

    static Object toAvro(InvokeTarget target) {
        return switch (target) {
            case InvokeTarget.Durable t ->
                new DurableTarget(t.function(), t.name(), t.version(), SharedTypes.toAvro(t.terms()));
            case InvokeTarget.Plain t -> new PlainTarget(t.function(), t.name(), t.version());
            case InvokeTarget.Unresolvable t -> new UnresolvableTarget(t.function(), SharedTypes.toAvro(t.reason()));
        };
    }

    static InvokeTarget fromAvro(Object target) {
        return switch (target) {
            case DurableTarget t ->
                new InvokeTarget.Durable(
                        t.getFunction(), t.getName(), t.getVersion(), SharedTypes.fromAvro(t.getTerms()));
            case PlainTarget t -> new InvokeTarget.Plain(t.getFunction(), t.getName(), t.getVersion());
            case UnresolvableTarget t ->
                new InvokeTarget.Unresolvable(t.getFunction(), SharedTypes.fromAvro(t.getReason()));
            default -> throw SharedTypes.unmapped(target);
        };
    }
}
