package dev.reprise.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDirectoryTest {

    @TempDir
    Path root;

    @Test
    void isHeldByOneAtATime() {
        try (var first = BrokerDirectory.open(root)) {
            assertThat(first.root()).isEqualTo(root);
            assertThatThrownBy(() -> BrokerDirectory.open(root))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Expected no other broker on " + root)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void canBeTakenAgainOnceReleased() {
        BrokerDirectory.open(root).close();

        try (var second = BrokerDirectory.open(root)) {
            assertThat(second.data()).isDirectory();
        }
    }

    @Test
    void remembersPorts() {
        try (var directory = BrokerDirectory.open(root)) {
            assertThat(directory.rememberedPorts()).isEqualTo(BrokerPorts.NONE);

            directory.remember(new BrokerPorts(19092, 19093));

            assertThat(directory.rememberedPorts()).isEqualTo(new BrokerPorts(19092, 19093));
        }
    }

    @Test
    void damagedPortsFileSaysWhatToDo() throws Exception {
        Files.writeString(root.resolve("broker.properties"), "broker.port=19092\ncontroller.port=tea\n");

        try (var directory = BrokerDirectory.open(root)) {
            assertThatThrownBy(directory::rememberedPorts)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("controller.port")
                    .hasMessageContaining("found tea")
                    .hasMessageContaining("delete the file");
        }
    }

    @Test
    void fileInPlaceOfTheDirectoryIsAnError() throws Exception {
        var file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> BrokerDirectory.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Expected a directory that the broker can write to, but " + file);
    }
}
