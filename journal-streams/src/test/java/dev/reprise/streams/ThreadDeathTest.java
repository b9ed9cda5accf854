package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.RowCodec;
import java.nio.file.Path;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

/** When a node has to stop, and when another thread may try again. */
class ThreadDeathTest {
    private static final Path STATE = Path.of("state-of-node-1");

    private static String reason(Throwable cause) {
        return ThreadDeath.reasonToStop(new StreamsException("in task 0_0", cause), STATE);
    }

    @Test
    void aBrokerThatIsAwayComesBack() {
        assertThat(reason(new TimeoutException("no answer"))).isNull();
        assertThat(reason(new IllegalStateException("a bug"))).isNull();
    }

    @Test
    void aStateThatCannotBeWrittenDoesNotGetBetterByTrying() {
        var full = new ProcessorStateException("Error while putting", new Exception("No space left on device"));

        assertThat(reason(full)).contains("state-of-node-1", "No space left on device", "restart this node");
    }

    @Test
    void aRowOfANewerReleaseAsksForThatRelease() {
        RuntimeException newer = null;
        try {
            RowCodec.decode(new Row.OfPartition(), new byte[] {99});
        } catch (RuntimeException e) {
            newer = e;
        }

        assertThat(reason(newer)).contains("newer release");
    }

    @Test
    void aProcessWithoutMemoryCannotBeReliedOn() {
        assertThat(reason(new OutOfMemoryError("Java heap space"))).contains("Java heap space", "Restart this node");
    }
}
