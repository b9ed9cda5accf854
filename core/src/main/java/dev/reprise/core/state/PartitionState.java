package dev.reprise.core.state;

import java.util.List;

/**
 * What a partition knows about itself.
 *
 * @param ownerTerm the journal offset at which its present owner announced itself
 * @param features the fold behaviours switched on by barriers in the journal, sorted
 */
public record PartitionState(long ownerTerm, List<String> features) {
    /** A partition nobody has owned yet. */
    public static final PartitionState NEW = new PartitionState(-1, List.of());

    public PartitionState {
        features = List.copyOf(features);
    }
}
