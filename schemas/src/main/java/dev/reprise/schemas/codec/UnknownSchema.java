package dev.reprise.schemas.codec;

/** Bytes that are marked as ours but of a schema that this release does not know: a newer one wrote them. */
public final class UnknownSchema extends UndecodableRecord {
    private static final long serialVersionUID = 1L;

    private UnknownSchema(String message) {
        super(message, null);
    }

    static UnknownSchema ofFingerprint(String what, long fingerprint) {
        return new UnknownSchema(
                "Expected %s of a schema known to this release, but found the fingerprint %016x. Was it written by a newer release? Upgrade this node, or look the schema up in schemas/README.md"
                        .formatted(what, fingerprint));
    }

    static UnknownSchema ofFormat(String what, int expected, int found) {
        return new UnknownSchema(
                "Expected %s in row format %d, but found format %d. Was the store written by a newer release? Upgrade this node, or delete its state directory to have the store restored"
                        .formatted(what, expected, found));
    }
}
