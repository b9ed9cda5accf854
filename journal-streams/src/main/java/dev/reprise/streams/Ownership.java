package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which partitions this node owns. */
final class Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final ConcurrentHashMap<Integer, PartitionOwner> owned = new ConcurrentHashMap<>();
    private final String nodeId;
    private final Appender appender;
    private final JournalListener listener;
    private final Waiters waiters;
    private final Ends ends = new Ends();
    private final Seals seals = new Seals();
    private final ConcurrentHashMap<Integer, Progress> positions = new ConcurrentHashMap<>();

    Ownership(String nodeId, Appender appender, JournalListener listener, Waiters waiters) {
        this.nodeId = nodeId;
        this.appender = appender;
        this.listener = listener;
        this.waiters = waiters;
    }

    Waiters waiters() {
        return waiters;
    }

    JournalListener listener() {
        return listener;
    }

    Ends ends() {
        return ends;
    }

    Seals seals() {
        return seals;
    }

    /** A partition is this node's from now on. */
    PartitionOwner taken(int partition, Rows rows, Progress progress) {
        seals.lift(partition);
        var owner = new PartitionOwner(partition, nodeId, appender, listener, rows);
        positions.put(partition, progress);
        owned.put(partition, owner);
        return owner;
    }

    /** A partition is another node's from now on, or nobody's; whoever waits for it should ask there. */
    void lost(PartitionOwner owner) {
        if (owned.remove(owner.partition(), owner)) {
            positions.remove(owner.partition());
            failWaiting(
                    owner.partition(),
                    "Expected this node to own partition %d until the answer, but it was handed over; a record may or may not have been appended"
                            .formatted(owner.partition()));
        }
    }

    /** A partition stands still from now on, and whoever waits for it is told why. */
    void seal(PartitionOwner owner, Seals.Seal seal) {
        seals.put(owner.partition(), seal);
        owner.retire();
        failWaiting(owner.partition(), seal.reason());
    }

    private void failWaiting(int partition, String reason) {
        var why = new JournalUnavailable(reason);
        waiters.failPartition(partition, why);
        ends.failPartition(partition, why);
    }

    /** The offset up to which a partition is folded here at least. */
    long position(int partition) {
        var progress = positions.get(partition);
        return progress == null ? 0 : progress.next();
    }

    /**
     * Notices a journal that was created anew while it is served: what is appended then lies before what was folded. The
     * reader may notice later, or never, if the new journal grows past its position before it reads again.
     *
     * @param folded the {@link #position} before the record was sent
     */
    void appended(int partition, long folded, long offset) {
        var owner = owned.get(partition);
        if (owner != null && offset < folded) {
            var mismatch = JournalMismatch.behind(partition, folded, offset);
            LOG.error("Sealed: {}", mismatch.getMessage());
            seal(owner, new Seals.Seal("Sealed: " + mismatch.getMessage(), null));
        }
    }

    /** Why partitions that this node owns stand still. */
    List<String> sealed() {
        return owned.keySet().stream()
                .map(seals::reason)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether a partition is this node's, as far as it knows. The journal corrects it if it errs. */
    boolean isOwner(int partition) {
        var owner = owned.get(partition);
        return owner != null && owner.isConfirmed();
    }

    /** The owner of a partition that is this node's for certain, so that what is read here is the newest; else null. */
    @Nullable
    PartitionOwner sureOwner(int partition) {
        var owner = owned.get(partition);
        return owner != null && owner.isConfirmed() && owner.isAwake() ? owner : null;
    }

    /** Why some partition that is taken is not served, or null when all are. */
    @Nullable
    String obstacle() {
        for (var owner : owned.values()) {
            if (seals.reason(owner.partition()) != null) {
                continue; // which is said otherwise
            }
            if (!owner.isConfirmed()) {
                return "Partition %d is being taken over".formatted(owner.partition());
            }
            if (!owner.isAwake()) {
                return "Partition %d was not looked after for some seconds, so another node may have taken it over. Is a broker down?"
                        .formatted(owner.partition());
            }
        }
        return null;
    }

    /** The quarantined executions of all partitions that are taken. */
    Map<ExecutionId, Quarantine> quarantined() {
        var all = new HashMap<ExecutionId, Quarantine>();
        owned.values().forEach(owner -> all.putAll(owner.quarantines().all()));
        return all;
    }

    int size() {
        return owned.size();
    }
}
