package dev.reprise.gateway;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.InvokeException;
import jakarta.enterprise.context.ApplicationScoped;

/** Has a parcel weighed by another function, or by whichever it is told, and goes on when that one fails. */
@ApplicationScoped
class ShipmentFunction implements DurableFunction<ShipmentFunction.Parcel, String> {
    record Parcel(String scales, int grams) {}

    @Override
    public String run(Parcel parcel, DurableContext dc) {
        try {
            var postage = dc.invoke("weigh", parcel.scales(), Integer.class, parcel.grams());
            return dc.step("stamp", String.class, () -> "stamped with " + postage);
        } catch (InvokeException failed) {
            return dc.step(
                    "return",
                    String.class,
                    () -> "returned: " + failed.status() + " " + failed.causeType() + " "
                            + failed.failure().message());
        }
    }

    /** The called one: waits until somebody has put the parcel on, and takes only light ones. */
    @ApplicationScoped
    static class ScalesFunction implements DurableFunction<Integer, Integer> {
        @Override
        public Integer run(Integer grams, DurableContext dc) {
            int weighed = dc.step("weigh", Integer.class, () -> grams);
            dc.waitForSignal("on-the-scales");
            if (weighed > 30_000) {
                throw new IllegalArgumentException("too heavy");
            }
            return weighed / 10;
        }
    }
}
