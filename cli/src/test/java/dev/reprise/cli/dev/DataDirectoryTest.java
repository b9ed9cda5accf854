package dev.reprise.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.cli.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    @SuppressWarnings("try") // the directory is held, not used
    void isTakenByOneAtATime() {
        var directory = DataDirectory.at(parent.resolve("data"));

        try (var taken = directory.take()) {
            assertThat(directory.isInUse()).isTrue();
            assertThatThrownBy(directory::take)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " runs there");
        }

        assertThat(directory.isInUse()).isFalse();
        directory.take().close();
    }

    @Test
    void lookingAtADirectoryThatIsNotThereCreatesNothing() {
        var directory = DataDirectory.at(parent.resolve("data"));

        assertThat(directory.isInUse()).isFalse();
        assertThat(directory.hasBroker()).isFalse();
        assertThat(directory.rememberedBootstrapServers()).isEmpty();
        assertThat(directory.root()).doesNotExist();
    }

    @Test
    void remembersTheKafkaThatWasUsedLast() {
        var directory = DataDirectory.at(parent);

        directory.remember("127.0.0.1:9092");
        directory.remember("kafka-1:9092,kafka-2:9092");

        assertThat(directory.rememberedBootstrapServers()).contains("kafka-1:9092,kafka-2:9092");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        var file = Files.writeString(parent.resolve("file"), "not a directory");

        assertThatThrownBy(() -> DataDirectory.at(file).take())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Expected a directory that can be written to, but " + file);
    }
}
