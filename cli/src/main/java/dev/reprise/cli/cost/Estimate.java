package dev.reprise.cli.cost;

import java.util.List;

/**
 * What a month costs in one way of running it.
 *
 * @param name of the way
 * @param items what it is made of
 */
record Estimate(String name, List<Item> items) {
    Estimate {
        items = List.copyOf(items);
    }

    /**
     * One thing that is paid.
     *
     * @param part which column it belongs to
     * @param what in words, with the quantity
     * @param dollars each month
     */
    record Item(Part part, String what, double dollars) {}

    /** The columns. */
    enum Part {
        FUNCTIONS,
        ENGINE,
        STORAGE,
        NETWORK
    }

    double of(Part part) {
        return items.stream()
                .filter(item -> item.part() == part)
                .mapToDouble(Item::dollars)
                .sum();
    }

    double total() {
        return items.stream().mapToDouble(Item::dollars).sum();
    }
}
