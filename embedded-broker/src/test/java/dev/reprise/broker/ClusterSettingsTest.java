package dev.reprise.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSettingsTest {
    private static final Map<Integer, Integer> CONTROLLERS = Map.of(1, 19_193, 2, 19_293, 3, 19_393);

    @TempDir
    Path root;

    private Properties settings(Map<Integer, Integer> controllers, Map<String, ClusterPlace.Listener> listeners) {
        try (var directory = BrokerDirectory.open(root)) {
            var place = new ClusterPlace("4L6g3nShT-eMCtK--X86sw", 2, controllers, listeners);
            return ClusterSettings.of(directory, new BrokerPorts(19_292, 19_293), place, Map.of());
        }
    }

    @Test
    void allControllersVoteAndAcknowledgedRecordsAreOnTwoOfThree() {
        assertThat(settings(CONTROLLERS, Map.of()))
                .containsEntry("node.id", "2")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:19193,2@127.0.0.1:19293,3@127.0.0.1:19393")
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("transaction.state.log.min.isr", "2");
    }

    @Test
    void oneBrokerAloneNeedsNobodyElse() {
        assertThat(settings(Map.of(2, 19_293), Map.of()))
                .containsEntry("default.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1");
    }

    @Test
    void whoComesInByAFurtherDoorIsToldToStayWithIt() {
        assertThat(settings(CONTROLLERS, Map.of("NODE1", new ClusterPlace.Listener(19_500, 19_600))))
                .containsEntry(
                        "listeners", "CLIENTS://127.0.0.1:19292,NODE1://127.0.0.1:19500,CONTROLLER://127.0.0.1:19293")
                .containsEntry("advertised.listeners", "CLIENTS://127.0.0.1:19292,NODE1://127.0.0.1:19600");
    }

    @Test
    void aBrokerThatIsNoControllerIsRefused() {
        assertThatThrownBy(() -> new ClusterPlace("4L6g3nShT-eMCtK--X86sw", 9, CONTROLLERS, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected broker 9 to be among the controllers");
    }

    @Test
    void aBrokerOfAClusterNeedsAPort() {
        var options = EmbeddedBrokerOptions.in(root)
                .withPlace(new ClusterPlace("4L6g3nShT-eMCtK--X86sw", 2, CONTROLLERS, Map.of()));

        assertThatThrownBy(() -> BrokerPorts.choose(options, BrokerPorts.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a port for broker 2 of a cluster");
    }
}
