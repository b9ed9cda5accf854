package dev.reprise.gateway.signals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalMessageTest {
    private static final byte[] BODY = "abc".getBytes(UTF_8);
    private static final String SHA_256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aMessageIsKnownByItsId() {
        assertThat(SignalMessage.identity("m", null, BODY)).isEqualTo("m");
    }

    @Test
    void aSendersOwnNameForItComesFirst() {
        assertThat(SignalMessage.identity("m", "order-1", BODY)).isEqualTo("order-1");
    }

    @Test
    void oneThatTheQueueMadeOfTheContentSaysNothing() {
        assertThat(SignalMessage.identity("m", SHA_256, BODY)).isEqualTo("m");
    }
}
