package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which record may be folded next. */
class ProgressTest {
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("state"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private long beginning;

    @BeforeEach
    void open() {
        var context = new MockProcessorContext<Void, Void>();
        store.init(context.getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Progress progress() {
        return new Progress(3, store, partition -> beginning);
    }

    @Test
    void theRecordAfterTheLastOneMayBeFoldedAlsoAfterARestart() {
        progress().passed(41);

        assertThatCode(() -> progress().requireNext(42)).doesNotThrowAnyException();
    }

    @Test
    void aRecordThatWasFoldedBeforeMeansThatTheJournalIsAnotherOne() {
        progress().passed(41);

        assertThatThrownBy(() -> progress().requireNext(0))
                .isInstanceOf(JournalMismatch.class)
                .hasMessageContainingAll("partition 3", "offset 42", "offset 0", "created anew");
        assertThatThrownBy(() -> progress().requireNext(41)).isInstanceOf(JournalMismatch.class);
    }

    @Test
    void recordsThatWereRemovedUnfoldedAreMissed() {
        progress().passed(41);
        beginning = 50;

        assertThatThrownBy(() -> progress().requireNext(50))
                .isInstanceOf(JournalMismatch.class)
                .hasMessageContainingAll("partition 3", "offset 42", "begins at 50", "retention");
    }

    @Test
    void anOffsetWithoutARecordIsNoneThatIsMissing() {
        progress().passed(41);
        beginning = 42;

        assertThatCode(() -> progress().requireNext(43)).doesNotThrowAnyException();
    }

    @Test
    void aNewStateBeginsAtTheBeginningAndNowhereElse() {
        beginning = 7;

        assertThatCode(() -> progress().requireNext(0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> progress().requireNext(7)).isInstanceOf(JournalMismatch.class);
    }

    @Test
    void aStateOfABuildThatDidNotKeepItGoesOnWhereTheGroupStands() {
        store.put(Bytes.wrap(new byte[] {'M'}), new byte[] {1});

        assertThatCode(() -> progress().requireNext(7)).doesNotThrowAnyException();
    }
}
