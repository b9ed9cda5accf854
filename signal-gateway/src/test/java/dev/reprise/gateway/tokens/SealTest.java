package dev.reprise.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.journal.InvocationStart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] OLD = "an old secret of enough bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "a new secret of enough bytes".getBytes(StandardCharsets.UTF_8);
    private static final Seal SEAL = new Seal(List.of(OLD));
    private static final ExecutionId EXECUTION = new ExecutionId(0xFFFF, UUID.randomUUID());

    private static final InvocationStart INVOCATION =
            new InvocationStart("request-1", Instant.parse("2026-03-01T12:00:00.123Z"));

    @Test
    void whatWasGivenOutComesBack() {
        var token = new CheckpointToken(EXECUTION, 7, 1L << 40, INVOCATION);
        var marker = new StateMarker(EXECUTION, 7, 9_999);
        var callback = new CallbackId(EXECUTION, new OperationId("x".repeat(64)));
        var cursor = new Cursor("executions [a] []nullnull", "a RUNNING 1 2");

        assertThat(CheckpointToken.read(SEAL, token.write(SEAL))).isEqualTo(token);
        assertThat(StateMarker.read(SEAL, marker.write(SEAL))).isEqualTo(marker);
        assertThat(CallbackId.read(SEAL, callback.write(SEAL))).isEqualTo(callback);
        assertThat(Cursor.read(SEAL, cursor.write(SEAL))).isEqualTo(cursor);
    }

    @Test
    void oneChangedCharacterAnywhereIsRefused() {
        var text = new CheckpointToken(EXECUTION, 7, 8, INVOCATION).write(SEAL);
        for (int i = 0; i < text.length(); i++) {
            var other = text.charAt(i) == '0' ? '1' : '0';
            var forged = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(CheckpointToken.read(SEAL, forged))
                    .as("changed at %d", i)
                    .isNull();
        }
    }

    @Test
    void manyThreadsMaySignAndReadAtOnce() {
        assertThat(IntStream.range(0, 2_000).parallel().mapToObj(seq -> {
                    var token = new CheckpointToken(EXECUTION, 7, seq, INVOCATION);
                    return token.equals(CheckpointToken.read(SEAL, token.write(SEAL)));
                }))
                .containsOnly(true);
    }

    @Test
    void aTextForOnePurposeIsRefusedForAnother() {
        var token = new CheckpointToken(EXECUTION, 7, 8, INVOCATION).write(SEAL);

        assertThat(StateMarker.read(SEAL, token)).isNull();
        assertThat(CallbackId.read(SEAL, token)).isNull();
        assertThat(Cursor.read(SEAL, token)).isNull();
    }

    @Test
    void whatIsNoTextOfOursIsRefused() {
        for (var text : List.of("", "0", "00", "zz", "ü", "0".repeat(10_000), "AB".repeat(40))) {
            assertThat(CheckpointToken.read(SEAL, text)).as(text).isNull();
            assertThat(CallbackId.read(SEAL, text)).as(text).isNull();
        }
    }

    @Test
    void aReplacedSecretIsAcceptedWhileItIsListedAndSignsNoMore() {
        var token = new CheckpointToken(EXECUTION, 7, 8, INVOCATION);
        var both = new Seal(List.of(NEW, OLD));
        var onlyNew = new Seal(List.of(NEW));

        assertThat(CheckpointToken.read(both, token.write(SEAL))).isEqualTo(token);
        assertThat(CheckpointToken.read(onlyNew, token.write(both))).isEqualTo(token);
        assertThat(CheckpointToken.read(onlyNew, token.write(SEAL))).isNull();
    }

    @Test
    void aWeakSecretIsRefused() {
        assertThatThrownBy(() -> new Seal(List.of(new byte[15]))).hasMessageContaining("at least 16 bytes");
        assertThatThrownBy(() -> new Seal(List.of())).hasMessageContaining("at least one secret");
    }
}
