package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.each;

import dev.reprise.schemas.avro.peer.Refused;
import dev.reprise.schemas.avro.peer.RowRead;
import dev.reprise.schemas.avro.peer.RowsRead;
import dev.reprise.schemas.avro.peer.StoredRow;
import dev.reprise.schemas.peer.PeerAnswer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** What a node answers to another. A verdict is an answer of its own type. */
final class PeerAnswers {
    static final List<Schema> TYPES = Stream.concat(
                    Stream.of(RowRead.getClassSchema(), RowsRead.getClassSchema(), Refused.getClassSchema()),
                    Verdicts.TYPES.stream())
            .toList();

    private PeerAnswers() {}

    static SpecificRecordBase toAvro(PeerAnswer answer) {
        return switch (answer) {
            case PeerAnswer.Judged a -> Verdicts.toAvro(a.verdict());
            case PeerAnswer.RowRead a -> {
                var value = a.value();
                yield new RowRead(value == null ? null : ByteBuffer.wrap(value));
            }
            case PeerAnswer.RowsRead a -> new RowsRead(each(a.rows(), PeerAnswers::toAvro), a.more());
            case PeerAnswer.Refused a -> new Refused(a.invalid(), a.message());
        };
    }

    private static StoredRow toAvro(PeerAnswer.StoredRow row) {
        return new StoredRow(ByteBuffer.wrap(row.key()), ByteBuffer.wrap(row.value()));
    }

    static PeerAnswer fromAvro(SpecificRecordBase answer) {
        return switch (answer) {
            case RowRead a -> {
                var value = a.getValue();
                yield new PeerAnswer.RowRead(value == null ? null : value.array());
            }
            case RowsRead a -> new PeerAnswer.RowsRead(each(a.getRows(), PeerAnswers::fromAvro), a.getMore());
            case Refused a -> new PeerAnswer.Refused(a.getInvalid(), a.getMessage());
            default -> new PeerAnswer.Judged(Verdicts.fromAvro(answer));
        };
    }

    private static PeerAnswer.StoredRow fromAvro(StoredRow row) {
        return new PeerAnswer.StoredRow(row.getKey().array(), row.getValue().array());
    }
}
