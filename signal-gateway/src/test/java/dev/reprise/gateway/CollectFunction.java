package dev.reprise.gateway;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Waits until it is told to go, then takes as many items as it was asked for. */
@ApplicationScoped
class CollectFunction implements DurableFunction<Integer, List<Integer>> {
    @Override
    public List<Integer> run(Integer count, DurableContext dc) {
        dc.waitForSignal("go");
        var items = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            items.add(dc.waitForSignal("item").as(Integer.class));
        }
        return items;
    }
}
