package dev.reprise.workflow.quarkus.deployment;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.TypeRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application with payloads of every kind. */
final class Parcels {
    private Parcels() {}

    record Order(String id, List<Line> lines, Optional<Discount> discount) {
        record Line(Article article, int count) {}
    }

    record Article(String name, Colour colour) {}

    enum Colour {
        RED,
        BLUE {
            @Override
            boolean isCold() {
                return true;
            }
        };

        boolean isCold() {
            return false;
        }
    }

    record Discount(int percent) {}

    sealed interface Outcome {
        record Sent(Tracking tracking) implements Outcome {}

        record Refused(String why) implements Outcome {}
    }

    record Tracking(String code) {}

    record Charge(String txn) {}

    record Parcel(String number) {}

    record Slot<T>(T value) {}

    record Hour(int hour) {}

    record Verdict(String text) {}

    record Customs(String form) {}

    record Stamp(String mark) {}

    record NobodyReadsIt(String secret) {}

    /** Says nothing by itself of what it takes. */
    interface Sending<I> extends DurableFunction<I, Outcome> {}

    abstract static class Shipping<I> implements Sending<I> {}

    @ApplicationScoped
    static class ShipOrder extends Shipping<Order> {
        @Override
        public Outcome run(Order order, DurableContext dc) {
            dc.step("charge", Charge.class, () -> new Charge("1"));
            dc.step("pack", new TypeRef<Map<String, List<Parcel>>>() {}, Map::of);
            dc.step("slot", new TypeRef<Slot<Hour>>() {}, () -> new Slot<>(new Hour(1)));
            var verdict = dc.waitForSignal("review").as(Verdict.class);
            var stamp = dc.callback("stamp").await(Stamp.class);
            dc.invoke("customs", "customs", Void.class, new Customs(verdict.text() + stamp.mark()));
            return new Outcome.Sent(new Tracking("1"));
        }
    }
}
