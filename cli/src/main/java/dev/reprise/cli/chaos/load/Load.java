package dev.reprise.cli.chaos.load;

import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.world.WorldServer;
import dev.reprise.cli.cluster.ClusterPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** All clients of a run. Begins at once; closing ends it. */
public final class Load implements AutoCloseable {
    /** Of executions that are not over at a time: enough for every moment of a life to be hit, and no contest of speed. */
    private static final int MOST_AT_ONCE = 60;

    private final Notebook notebook;
    private final Plans plans;
    private final Publisher publisher;
    private final Life.Surroundings surroundings;
    private final Prober prober;
    private final Duration interval;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<Thread> lives = ConcurrentHashMap.newKeySet();
    private final CountDownLatch noMore = new CountDownLatch(1);
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final Thread starter;

    /**
     * What a load is like.
     *
     * @param seed what it is made from
     * @param kinds what its executions do
     * @param perSecond how many of them are started in a second, if there are not too many already
     * @param partitions how many partitions the journal has, each of which is probed
     */
    public record Shape(long seed, List<Kind> kinds, double perSecond, int partitions) {
        public Shape {
            kinds = List.copyOf(kinds);
        }
    }

    private Load(Shape shape, ClusterPlan cluster, WorldServer world, Notebook notebook) {
        this.notebook = notebook;
        plans = new Plans(shape.seed(), shape.kinds());
        publisher = new Publisher(cluster.bootstrapServers(), notebook);
        var doors = cluster.nodes().stream()
                .map(node -> new Api.Door("node-" + node.number(), node.url()))
                .toList();
        var api = new Api(notebook);
        surroundings = new Life.Surroundings(doors, api, publisher, world, () -> givenUp.getCount() == 0);
        prober = new Prober(shape, doors, api, noMore);
        interval = Duration.ofNanos((long) (1e9 / shape.perSecond()));
        starter = Thread.ofVirtual().name("load").unstarted(this::startLives);
    }

    /** Begins one, with a probe of each partition. */
    public static Load begin(Shape shape, ClusterPlan cluster, WorldServer world, Notebook notebook) {
        var load = new Load(shape, cluster, world, notebook);
        load.prober.start();
        load.starter.start();
        return load;
    }

    private void startLives() {
        try {
            for (int number = 1; !noMore.await(interval.toMillis(), TimeUnit.MILLISECONDS); number++) {
                if (places.tryAcquire(1, TimeUnit.SECONDS)) {
                    start(number);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(int number) {
        var plan = plans.plan(number);
        notebook.note(plan);
        var life = new Life(plan, plans.random(number), surroundings);
        var thread = Thread.ofVirtual().name(plan.name()).unstarted(() -> {
            try {
                life.run();
            } finally {
                places.release();
                lives.remove(Thread.currentThread());
            }
        });
        lives.add(thread);
        thread.start();
    }

    /** Starts nothing more; what was started goes on. */
    public void startNoMore() {
        noMore.countDown();
    }

    /** How many executions are not over yet. */
    public int open() {
        return lives.size();
    }

    /** Waits until all are over, or gives up on them. Tells whether they were. */
    public boolean awaitAllOver(Duration limit) throws InterruptedException {
        starter.join();
        long end = System.nanoTime() + limit.toNanos();
        for (var life : List.copyOf(lives)) {
            life.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        boolean over = lives.isEmpty();
        givenUp.countDown();
        return over;
    }

    @Override
    public void close() {
        noMore.countDown();
        givenUp.countDown();
        prober.close();
        publisher.close();
    }
}
