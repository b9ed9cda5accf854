package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.each;
import static dev.reprise.schemas.codec.Scalars.execution;

import dev.reprise.core.fold.Verdict;
import dev.reprise.schemas.avro.peer.CallbackAccepted;
import dev.reprise.schemas.avro.peer.CallbackClosed;
import dev.reprise.schemas.avro.peer.CheckpointAccepted;
import dev.reprise.schemas.avro.peer.DeletionAccepted;
import dev.reprise.schemas.avro.peer.Done;
import dev.reprise.schemas.avro.peer.InvalidCheckpoint;
import dev.reprise.schemas.avro.peer.NameTaken;
import dev.reprise.schemas.avro.peer.PauseAccepted;
import dev.reprise.schemas.avro.peer.Quarantined;
import dev.reprise.schemas.avro.peer.Released;
import dev.reprise.schemas.avro.peer.Resumed;
import dev.reprise.schemas.avro.peer.SignalAccepted;
import dev.reprise.schemas.avro.peer.SignalRefused;
import dev.reprise.schemas.avro.peer.SignalRepeated;
import dev.reprise.schemas.avro.peer.SignalTooEarly;
import dev.reprise.schemas.avro.peer.Stale;
import dev.reprise.schemas.avro.peer.StaleCheckpoint;
import dev.reprise.schemas.avro.peer.Started;
import dev.reprise.schemas.avro.peer.Stopped;
import dev.reprise.schemas.avro.peer.UnknownExecution;
import dev.reprise.schemas.avro.peer.WrongStatus;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** How a record was judged. */
final class Verdicts {
    static final List<Schema> TYPES = List.of(
            Started.getClassSchema(),
            NameTaken.getClassSchema(),
            CheckpointAccepted.getClassSchema(),
            StaleCheckpoint.getClassSchema(),
            InvalidCheckpoint.getClassSchema(),
            CallbackAccepted.getClassSchema(),
            CallbackClosed.getClassSchema(),
            SignalAccepted.getClassSchema(),
            SignalRepeated.getClassSchema(),
            SignalTooEarly.getClassSchema(),
            SignalRefused.getClassSchema(),
            Stopped.getClassSchema(),
            PauseAccepted.getClassSchema(),
            Resumed.getClassSchema(),
            DeletionAccepted.getClassSchema(),
            WrongStatus.getClassSchema(),
            Quarantined.getClassSchema(),
            Released.getClassSchema(),
            UnknownExecution.getClassSchema(),
            Done.getClassSchema(),
            Stale.getClassSchema());

    private Verdicts() {}

    static SpecificRecordBase toAvro(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Started v -> new Started(v.execution().toString(), v.created(), Symbols.toAvro(v.status()));
            case Verdict.NameTaken v -> new NameTaken(v.execution().toString());
            case Verdict.CheckpointAccepted v ->
                new CheckpointAccepted(v.epoch(), v.seq(), v.closed(), each(v.operations(), StoredValues::toAvro));
            case Verdict.StaleCheckpoint v -> new StaleCheckpoint();
            case Verdict.InvalidCheckpoint v -> new InvalidCheckpoint(v.message());
            case Verdict.CallbackAccepted v -> new CallbackAccepted();
            case Verdict.CallbackClosed v -> new CallbackClosed();
            case Verdict.SignalAccepted v -> new SignalAccepted(v.execution().toString(), v.buffered());
            case Verdict.SignalRepeated v -> new SignalRepeated();
            case Verdict.SignalTooEarly v -> new SignalTooEarly();
            case Verdict.SignalRefused v -> new SignalRefused(Symbols.toAvro(v.reason()));
            case Verdict.Stopped v -> new Stopped(v.at(), Symbols.toAvro(v.status()));
            case Verdict.PauseAccepted v -> new PauseAccepted(Symbols.toAvro(v.status()));
            case Verdict.Resumed v -> new Resumed();
            case Verdict.DeletionAccepted v -> new DeletionAccepted(v.at());
            case Verdict.WrongStatus v -> new WrongStatus(Symbols.toAvro(v.status()));
            case Verdict.Quarantined v -> new Quarantined(v.execution().toString());
            case Verdict.Released v -> new Released();
            case Verdict.UnknownExecution v ->
                new UnknownExecution(v.execution().toString());
            case Verdict.Done v -> new Done();
            case Verdict.Stale v -> new Stale(v.why());
        };
    }

    static Verdict fromAvro(Object verdict) {
        return switch (verdict) {
            case Started v ->
                new Verdict.Started(execution(v.getExecution()), v.getCreated(), Symbols.fromAvro(v.getStatus()));
            case NameTaken v -> new Verdict.NameTaken(execution(v.getExecution()));
            case CheckpointAccepted v ->
                new Verdict.CheckpointAccepted(
                        v.getEpoch(), v.getSeq(), v.getClosed(), each(v.getOperations(), StoredValues::fromAvro));
            case StaleCheckpoint v -> new Verdict.StaleCheckpoint();
            case InvalidCheckpoint v -> new Verdict.InvalidCheckpoint(v.getMessage());
            case CallbackAccepted v -> new Verdict.CallbackAccepted();
            case CallbackClosed v -> new Verdict.CallbackClosed();
            case SignalAccepted v -> new Verdict.SignalAccepted(execution(v.getExecution()), v.getBuffered());
            case SignalRepeated v -> new Verdict.SignalRepeated();
            case SignalTooEarly v -> new Verdict.SignalTooEarly();
            case SignalRefused v -> new Verdict.SignalRefused(Symbols.fromAvro(v.getReason()));
            case Stopped v -> new Verdict.Stopped(v.getAt(), Symbols.fromAvro(v.getStatus()));
            case PauseAccepted v -> new Verdict.PauseAccepted(Symbols.fromAvro(v.getStatus()));
            case Resumed v -> new Verdict.Resumed();
            case DeletionAccepted v -> new Verdict.DeletionAccepted(v.getAt());
            case WrongStatus v -> new Verdict.WrongStatus(Symbols.fromAvro(v.getStatus()));
            case Quarantined v -> new Verdict.Quarantined(execution(v.getExecution()));
            case Released v -> new Verdict.Released();
            case UnknownExecution v -> new Verdict.UnknownExecution(execution(v.getExecution()));
            case Done v -> new Verdict.Done();
            case Stale v -> new Verdict.Stale(v.getWhy());
            default -> throw SharedTypes.unmapped(verdict);
        };
    }
}
