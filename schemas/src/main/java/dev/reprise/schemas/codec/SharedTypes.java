package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.millis;
import static dev.reprise.schemas.codec.Scalars.operationOrNull;
import static dev.reprise.schemas.codec.Scalars.textOrNull;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Terms;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Poison;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The records that journal, history and rows have in common. */
final class SharedTypes {
    private SharedTypes() {}

    static dev.reprise.schemas.avro.common.@Nullable Failure toAvro(@Nullable Failure failure) {
        return failure == null
                ? null
                : new dev.reprise.schemas.avro.common.Failure(
                        failure.type(), failure.message(), failure.data(), failure.stackTrace());
    }

    static Failure fromAvro(dev.reprise.schemas.avro.common.Failure failure) {
        return new Failure(failure.getType(), failure.getMessage(), failure.getData(), failure.getStackTrace());
    }

    static @Nullable Failure orNull(dev.reprise.schemas.avro.common.@Nullable Failure failure) {
        return failure == null ? null : fromAvro(failure);
    }

    static dev.reprise.schemas.avro.common.@Nullable OperationRef toAvro(@Nullable OperationRef ref) {
        return ref == null
                ? null
                : new dev.reprise.schemas.avro.common.OperationRef(
                        ref.id().value(), textOrNull(ref.parent()), ref.name(), ref.subType());
    }

    static OperationRef fromAvro(dev.reprise.schemas.avro.common.OperationRef ref) {
        return new OperationRef(
                new OperationId(ref.getId()), operationOrNull(ref.getParent()), ref.getName(), ref.getSubType());
    }

    static @Nullable OperationRef orNull(dev.reprise.schemas.avro.common.@Nullable OperationRef ref) {
        return ref == null ? null : fromAvro(ref);
    }

    static dev.reprise.schemas.avro.common.Terms toAvro(Terms terms) {
        return new dev.reprise.schemas.avro.common.Terms(
                millis(terms.timeout()),
                millis(terms.retention()),
                terms.maxOperations(),
                terms.maxBytes(),
                terms.maxResultBytes(),
                terms.maxFailures());
    }

    static Terms fromAvro(dev.reprise.schemas.avro.common.Terms terms) {
        return new Terms(
                Duration.ofMillis(terms.getTimeoutMillis()),
                Duration.ofMillis(terms.getRetentionMillis()),
                terms.getMaxOperations(),
                terms.getMaxBytes(),
                terms.getMaxResultBytes(),
                terms.getMaxFailures());
    }

    static dev.reprise.schemas.avro.common.Poison toAvro(Poison poison) {
        var name = poison.name();
        return new dev.reprise.schemas.avro.common.Poison(
                poison.offset(),
                poison.record(),
                poison.error(),
                poison.at(),
                name == null ? null : name.function(),
                name == null ? null : name.name());
    }

    static Poison fromAvro(dev.reprise.schemas.avro.common.Poison poison) {
        var function = poison.getFunction();
        var name = poison.getName();
        return new Poison(
                poison.getOffset(),
                poison.getRecord(),
                poison.getError(),
                poison.getAt(),
                function == null || name == null ? null : new ExecutionKey(function, name));
    }

    static dev.reprise.schemas.avro.common.@Nullable ParentLink toAvro(@Nullable ParentLink link) {
        return link == null
                ? null
                : new dev.reprise.schemas.avro.common.ParentLink(
                        link.execution().toString(), link.operation().value());
    }

    static ParentLink fromAvro(dev.reprise.schemas.avro.common.ParentLink link) {
        return new ParentLink(Scalars.execution(link.getExecution()), new OperationId(link.getOperation()));
    }

    static @Nullable ParentLink orNull(dev.reprise.schemas.avro.common.@Nullable ParentLink link) {
        return link == null ? null : fromAvro(link);
    }

    /** The error for a branch of a union that the mapping does not know; a test keeps it from happening. */
    static IllegalArgumentException unmapped(Object found) {
        return new IllegalArgumentException(
                "a %s in the place of another type".formatted(found.getClass().getSimpleName()));
    }
}
