package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.InvocationLost;
import dev.reprise.core.journal.JournalRecord.OwnerElected;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.testkit.simulation.Changelog.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One partition at one node: folds the journal into rows of its own, commits them, and, once its announcement has come
 * back, acts for the partition. A zombie goes on until it cannot commit. Mirrors the processor and the partition owner of
 * {@code journal-streams}.
 */
final class Task {
    private static final long REPEAT_AFTER_MILLIS = 20_000;
    private static final Failure LOST = Failure.of("Invocation.Lost", "The node that ran this invocation is gone");

    private final World world;
    private final Node node;
    private final int partition;
    private final int generation;
    private final MemoryRows rows;
    private final DueTimers timers;
    private final List<Published> uncommitted = new ArrayList<>();
    private final Map<ExecutionId, Integer> declared = new LinkedHashMap<>();
    private int next;
    private boolean open = true;
    private boolean commitDue;
    private String nonce = "";
    private boolean confirmed;
    private long term;

    Task(World world, Node node, int partition, int generation) {
        this.world = world;
        this.node = node;
        this.partition = partition;
        this.generation = generation;
        var changelog = world.changelog(partition);
        rows = changelog.restored();
        next = changelog.next();
        timers = new DueTimers(this, world, node);
    }

    MemoryRows rows() {
        return rows;
    }

    int partition() {
        return partition;
    }

    boolean isOpen() {
        return open;
    }

    boolean acts() {
        return open && confirmed;
    }

    /** Gives everything up that is not committed. */
    void close() {
        open = false;
    }

    void begin() {
        announce();
        grew();
    }

    private void announce() {
        confirmed = false;
        nonce = node + "-" + world.number();
        append(new OwnerElected(node.toString(), nonce));
        var announced = nonce;
        later(REPEAT_AFTER_MILLIS, () -> {
            if (!confirmed && announced.equals(nonce)) {
                announce();
            }
        });
    }

    void append(JournalRecord record) {
        node.send(partition, record, 0, acknowledged -> {});
    }

    /** Does something later, if there is still a task then. */
    void later(long millis, Runnable what) {
        world.agenda().after(millis, () -> {
            if (open && node.isAlive()) {
                what.run();
            }
        });
    }

    // Folding

    /** There is more in the journal. */
    void grew() {
        later(world.latency(), this::catchUp);
    }

    private void catchUp() {
        var log = world.broker().log(partition);
        while (open && next < log.size()) {
            fold(log.get(next++));
        }
        if (!commitDue && open) {
            commitDue = true;
            later(200 + world.chance().delay(300), this::commit);
        }
    }

    private void fold(Broker.Entry entry) {
        Folded folded;
        try {
            folded = Fold.fold(rows, entry.position(), readAnew(entry));
        } catch (RuntimeException bug) {
            throw new Violation("answer stability", "%s cannot be folded at %s: %s".formatted(entry, node, bug));
        }
        world.truth(partition).requireSame(entry, folded);
        rows.apply(folded.changes());
        for (var change : folded.changes()) {
            timers.follow(change);
            if (change.row() instanceof Row.Event row && change.value() instanceof HistoryEvent event) {
                uncommitted.add(new Published(row.execution(), event));
            }
        }
        folded.effects().forEach(effect -> act(entry.record(), effect));
        node.folded(entry.nonce(), folded.verdict());
    }

    /** As every node reads it: equal, but made of other objects. */
    private static JournalRecord readAnew(Broker.Entry entry) {
        return JournalCodec.decode(JournalCodec.encode(entry.record()));
    }

    /** Commits before it is given up. */
    void commitNow() {
        if (world.changelog(partition).commit(generation, rows, next, uncommitted)) {
            uncommitted.clear();
        }
    }

    private void commit() {
        commitDue = false;
        if (world.changelog(partition).commit(generation, rows, next, uncommitted)) {
            uncommitted.clear();
        } else {
            world.story().tell(() -> node + " finds that partition " + partition + " is another's");
            node.lose(this);
        }
    }

    // Acting

    private void act(JournalRecord record, Effect effect) {
        switch (effect) {
            case Effect.ConfirmOwner elected -> confirm((OwnerElected) record, elected.term());
            case Effect.Dispatch dispatch
            when confirmed -> {
                declared.remove(dispatch.execution());
                node.invoking().dispatch(this, dispatch.execution(), dispatch.epoch());
            }
            case Effect.Deliver deliver
            when confirmed -> node.delivering().deliver(this, deliver.id(), deliver.message());
            default -> {
                // nobody acts on the others, or it is the predecessor's business
            }
        }
    }

    private void confirm(OwnerElected elected, long electedTerm) {
        if (!elected.nonce().equals(nonce)) {
            if (confirmed) {
                later(world.latency() + world.chance().delay(5_000), this::announce);
            }
            return;
        }
        world.story().tell(() -> node + " owns partition " + partition + " from " + electedTerm);
        confirmed = true;
        term = electedTerm;
        takeOver();
        rows.scan(new RowRange.Outbox(), (row, message) -> {
            node.delivering().deliver(this, ((Row.Outbox) row).id(), message);
            return true;
        });
        timers.begin();
        later(REPEAT_AFTER_MILLIS, this::declareAgain);
    }

    private void takeOver() {
        declared.clear();
        rows.scan(new RowRange.ReadyExecutions(), (row, updated) -> {
            var header = rows.get(new Row.Header(((Row.Ready) row).execution()));
            if (header != null) {
                declared.put(header.id(), header.lane().epoch());
            }
            return true;
        });
        declareLost();
    }

    private void declareAgain() {
        declared.entrySet().removeIf(each -> !isStillBegun(each.getKey(), each.getValue()));
        declareLost();
        if (!declared.isEmpty()) {
            later(REPEAT_AFTER_MILLIS, this::declareAgain);
        }
    }

    private boolean isStillBegun(ExecutionId id, int epoch) {
        var header = rows.get(new Row.Header(id));
        return header != null && header.lane().epoch() == epoch && header.lane().invocation() == Lane.Invocation.READY;
    }

    private void declareLost() {
        new LinkedHashMap<>(declared).forEach((id, epoch) -> append(new InvocationLost(id, epoch, term, LOST)));
    }
}
