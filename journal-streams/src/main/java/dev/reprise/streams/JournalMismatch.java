package dev.reprise.streams;

/** The journal does not go on where the state of a partition stands: folding on would make up a past that never was. */
final class JournalMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private JournalMismatch(String message) {
        super(message);
    }

    /** What the state was made of is not there any more, or something else is in its place. */
    static JournalMismatch behind(int partition, long expected, long found) {
        return new JournalMismatch(
                "Expected the journal of partition %d to go on at offset %d, because everything before it is in the state, but found offset %d. Was the topic created anew or emptied, or did the brokers lose acknowledged records (an unclean election)? Bring back the topic as it was; see docs/trust.md, Poison and pressure"
                        .formatted(partition, expected, found));
    }

    /** Records were removed before they were folded. */
    static JournalMismatch gap(int partition, long expected, long found, long beginning) {
        return new JournalMismatch(
                "Expected the journal of partition %d to go on at offset %d, but it begins at %d now, and the next record is at %d. What is missing was removed before it was folded: by retention while nobody folded, or by hand. See docs/trust.md, Poison and pressure"
                        .formatted(partition, expected, beginning, found));
    }
}
