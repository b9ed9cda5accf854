package dev.reprise.schemas.codec;

import dev.reprise.core.state.RowEncoding;
import dev.reprise.schemas.avro.peer.Append;
import dev.reprise.schemas.avro.peer.AwaitEnd;
import dev.reprise.schemas.avro.peer.ReadRow;
import dev.reprise.schemas.avro.peer.ReadRows;
import dev.reprise.schemas.peer.PeerRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** What a node asks of another. */
final class PeerRequests {
    static final List<Schema> TYPES = List.of(
            Append.getClassSchema(), ReadRow.getClassSchema(), ReadRows.getClassSchema(), AwaitEnd.getClassSchema());

    private PeerRequests() {}

    static SpecificRecordBase toAvro(PeerRequest request) {
        return switch (request) {
            case PeerRequest.Append r -> new Append(r.partition(), ByteBuffer.wrap(JournalCodec.encode(r.record())));
            case PeerRequest.ReadRow r -> new ReadRow(r.partition(), ByteBuffer.wrap(r.key()));
            case PeerRequest.ReadRows r -> {
                var to = r.bounds().to();
                yield new ReadRows(
                        r.partition(),
                        ByteBuffer.wrap(r.bounds().from()),
                        to == null ? null : ByteBuffer.wrap(to),
                        r.reversed(),
                        r.limit());
            }
            case PeerRequest.AwaitEnd r ->
                new AwaitEnd(r.execution().toString(), r.atMost().toMillis());
        };
    }

    static PeerRequest fromAvro(SpecificRecordBase request) {
        return switch (request) {
            case Append r ->
                new PeerRequest.Append(
                        r.getPartition(), JournalCodec.decode(r.getRecord().array()));
            case ReadRow r ->
                new PeerRequest.ReadRow(r.getPartition(), r.getKey().array());
            case ReadRows r -> {
                var to = r.getTo();
                yield new PeerRequest.ReadRows(
                        r.getPartition(),
                        new RowEncoding.Bounds(r.getFrom().array(), to == null ? null : to.array()),
                        r.getReversed(),
                        r.getLimit());
            }
            case AwaitEnd r ->
                new PeerRequest.AwaitEnd(Scalars.execution(r.getExecution()), Duration.ofMillis(r.getAtMostMillis()));
            default -> throw SharedTypes.unmapped(request);
        };
    }
}
