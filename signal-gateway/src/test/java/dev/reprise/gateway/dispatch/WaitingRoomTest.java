package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final WaitingRoom room = new WaitingRoom();

    @Test
    void whoeverHasLeftIsNotWaitedFor() {
        var first = room.enter();
        var second = room.enter();
        room.leave(first);
        room.leave(first);

        assertThat(room.size()).isEqualTo(1);
        assertThat(room.oldest()).isLessThanOrEqualTo(second.soFar());

        room.leave(second);

        assertThat(room.size()).isZero();
        assertThat(room.oldest()).isEqualTo(Duration.ZERO);
    }
}
