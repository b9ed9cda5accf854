package dev.reprise.workflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.reprise.workflow.http.HttpCheckpointClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final byte[] NOTHING_RECORDED = "{\"Operations\":[]}".getBytes();

    /** A context that tells its resources when it is told to. */
    private static final class Ceremony extends Context<Resource> {
        private final List<Resource> resources = new ArrayList<>();

        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) {
            tell(resource -> resource.beforeCheckpoint(this));
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) {
            tell(resource -> resource.afterRestore(this));
        }

        private interface Told {
            void tell(Resource resource) throws Exception;
        }

        private void tell(Told told) {
            for (var resource : resources) {
                try {
                    told.tell(resource);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void register(Resource resource) {
            resources.add(resource);
        }
    }

    @Test
    void connectionsAreClosedForASnapshotAndOpenedAnewAfterIt() throws Exception {
        var connections = new CopyOnWriteArrayList<Integer>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(200, NOTHING_RECORDED.length);
            exchange.getResponseBody().write(NOTHING_RECORDED);
            exchange.close();
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var client = new HttpCheckpointClient(address)) {
            var ceremony = new Ceremony();
            ceremony.register(new Snapshots(client));
            client.state("arn", "token", null);
            client.state("arn", "token", null);
            assertThat(connections)
                    .as("one connection serves both")
                    .containsExactly(connections.get(0), connections.get(0));

            ceremony.beforeCheckpoint(ceremony);
            ceremony.afterRestore(ceremony);
            client.state("arn", "token", null);

            assertThat(connections.get(2)).as("another connection").isNotEqualTo(connections.get(0));
        } finally {
            server.stop(0);
        }
    }
}
