package dev.reprise.gateway;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.broker.EmbeddedBrokerOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that asks for a login and allows nothing but what docs/security.md says that the service and publishers of
 * signals need.
 */
public final class SecuredBroker implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = "-secret-of-kafka";

    /** The lines of the table in docs/security.md: type, name, whether it is a prefix, operations. */
    private record Needed(ResourceType type, String name, PatternType pattern, AclOperation... operations) {}

    private static final List<Needed> SERVICE = List.of(
            new Needed(
                    ResourceType.TOPIC,
                    "reprise.",
                    PatternType.PREFIXED,
                    AclOperation.CREATE,
                    AclOperation.DESCRIBE,
                    AclOperation.READ,
                    AclOperation.WRITE),
            new Needed(
                    ResourceType.TOPIC,
                    "reprise-journal-streams-",
                    PatternType.PREFIXED,
                    AclOperation.CREATE,
                    AclOperation.DESCRIBE,
                    AclOperation.DESCRIBE_CONFIGS,
                    AclOperation.READ,
                    AclOperation.WRITE),
            new Needed(ResourceType.GROUP, "reprise-journal-streams", PatternType.LITERAL, AclOperation.READ),
            new Needed(ResourceType.GROUP, "reprise-signal-relay", PatternType.LITERAL, AclOperation.READ),
            new Needed(
                    ResourceType.TRANSACTIONAL_ID,
                    "reprise-journal-streams",
                    PatternType.PREFIXED,
                    AclOperation.DESCRIBE,
                    AclOperation.WRITE));

    private static final List<Needed> PUBLISHER =
            List.of(new Needed(ResourceType.TOPIC, "reprise.signals", PatternType.LITERAL, AclOperation.WRITE));

    private EmbeddedBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory("reprise-secured-test");
            broker = EmbeddedBroker.start(EmbeddedBrokerOptions.in(directory.resolve("kafka"))
                    .withSetting("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
                    .withSetting("sasl.enabled.mechanisms", "PLAIN")
                    .withSetting("sasl.mechanism.inter.broker.protocol", "PLAIN")
                    .withSetting(
                            "listener.name.clients.plain.sasl.jaas.config",
                            jaas("admin")
                                    .replace(
                                            ";",
                                            "%s%s%s;".formatted(user("admin"), user("service"), user("publisher"))))
                    .withSetting("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                    // The controller, in the same process, is the only one who comes without a name.
                    .withSetting("super.users", "User:admin;User:ANONYMOUS"));
            allow("service", SERVICE);
            allow("publisher", PUBLISHER);
            return Map.of(
                    "reprise.bootstrap-servers",
                    broker.bootstrapServers(),
                    "reprise.state-dir",
                    directory.resolve("node").toString(),
                    "reprise.partitions",
                    "2",
                    "reprise.kafka.\"security.protocol\"",
                    "SASL_PLAINTEXT",
                    "reprise.kafka.\"sasl.mechanism\"",
                    "PLAIN",
                    "reprise.kafka.\"sasl.jaas.config\"",
                    jaas("service"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String user(String name) {
        return " user_%s=\"%s\"".formatted(name, name + PASSWORD);
    }

    static String jaas(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, user + PASSWORD);
    }

    /** What a client of that user is configured with. */
    static Map<String, Object> client(String bootstrapServers, String user) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                jaas(user));
    }

    private void allow(String user, List<Needed> all) {
        var bindings = new ArrayList<AclBinding>();
        for (var needed : all) {
            for (var operation : needed.operations()) {
                bindings.add(new AclBinding(
                        new ResourcePattern(needed.type(), needed.name(), needed.pattern()),
                        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
            }
        }
        try (var admin = Admin.create(client(broker.bootstrapServers(), "admin"))) {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        broker.close();
    }
}
