package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.Row;
import java.lang.reflect.Proxy;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

class QueriedRowsTest {
    /** What Kafka Streams hands out: found at first, gone when it is read. */
    @SuppressWarnings("unchecked")
    private static ReadOnlyKeyValueStore<Bytes, byte[]> closedStore() {
        return (ReadOnlyKeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                QueriedRowsTest.class.getClassLoader(),
                new Class<?>[] {ReadOnlyKeyValueStore.class},
                (proxy, method, arguments) -> {
                    throw new InvalidStateStoreException("the stream thread is PARTITIONS_ASSIGNED, not RUNNING");
                });
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatWasReadWhileThePartitionWasHandedOverIsNotBelieved() {
        var found = (ReadOnlyKeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                QueriedRowsTest.class.getClassLoader(),
                new Class<?>[] {ReadOnlyKeyValueStore.class},
                (proxy, method, arguments) -> new byte[] {1});
        var rows = new QueriedRows(3, found, () -> false);

        assertThatThrownBy(() -> rows.get(new byte[] {1}))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("handed over");
    }

    @Test
    void aStoreThatIsGoneWhenItIsReadIsUnavailableAndNothingWorse() {
        var rows = new StoreRows(new QueriedRows(3, closedStore(), () -> true));

        assertThatThrownBy(() -> rows.get(new Row.Named(new ExecutionKey("order", "order-1"))))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("partition 3")
                .hasMessageContaining("PARTITIONS_ASSIGNED");
    }
}
