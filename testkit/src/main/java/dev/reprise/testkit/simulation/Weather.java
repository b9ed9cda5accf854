package dev.reprise.testkit.simulation;

/** What goes wrong from time to time, besides what goes wrong with single messages. */
final class Weather {
    private final World world;
    private final long longestCalmMillis;

    /**
     * Weather for one simulation.
     *
     * @param longestCalmMillis how long nothing goes wrong at most
     */
    Weather(World world, long longestCalmMillis) {
        this.world = world;
        this.longestCalmMillis = longestCalmMillis;
    }

    void begin() {
        world.agenda().after(world.chance().delay(longestCalmMillis), () -> {
            if (!world.isHealed()) {
                happen();
                begin();
            }
        });
    }

    private void happen() {
        var chance = world.chance();
        var cluster = world.cluster();
        int partition = chance.below(cluster.partitions());
        switch (chance.below(9)) {
            case 0 -> cluster.crash(chance.oneOf(cluster.nodes()));
            case 1, 2 -> cluster.rebalance(partition);
            case 3, 4 -> cluster.rollBack(partition);
            case 5 -> chance.oneOf(cluster.hosts()).crash();
            case 6 ->
                cluster.freeze(
                        chance.happens(0.5)
                                ? chance.oneOf(cluster.hosts())
                                : chance.oneOf(cluster.nodes()).inProcess());
            case 7 -> {
                long jump = chance.happens(0.5) ? chance.delay(3_600_000) : -chance.delay(5_000);
                world.story().tell(() -> "the brokers' clock jumps by " + jump + " ms");
                world.broker().jump(jump);
            }
            default -> chance.oneOf(cluster.nodes()).setClock(chance.between(-20_000, 20_000));
        }
    }
}
