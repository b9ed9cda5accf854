package dev.reprise.workflow.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A build of an application, asked what a native program of it could reach by reflection. */
class RegisteredPayloadsTest {
    /** The build has its own classes, so it tells what it found through a file. */
    private static final Path FOUND = Path.of("target", "reflective-classes.txt");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Parcels.class)
                    .addClasses(Parcels.class.getDeclaredClasses())
                    .addClasses(nested(Parcels.class.getDeclaredClasses())))
            .overrideConfigKey("reprise.endpoint", "http://127.0.0.1:1")
            .overrideConfigKey("quarkus.http.test-port", "0")
            .addBuildChainCustomizer(RegisteredPayloadsTest::tellReflectiveClasses);

    private static Class<?>[] nested(Class<?>... classes) {
        return Stream.of(classes)
                .flatMap(type -> Arrays.stream(type.getDeclaredClasses()))
                .toArray(Class<?>[]::new);
    }

    private static void tellReflectiveClasses(BuildChainBuilder build) {
        build.addBuildStep(context -> {
                    var names = context.consumeMulti(ReflectiveClassBuildItem.class).stream()
                            .flatMap(item -> item.getClassNames().stream())
                            .sorted()
                            .distinct()
                            .toList();
                    write(names);
                    context.produce(new FeatureBuildItem("told-reflective-classes"));
                })
                .consumes(ReflectiveClassBuildItem.class)
                .produces(FeatureBuildItem.class)
                .build();
    }

    private static void write(List<String> names) {
        try {
            Files.write(FOUND, names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> registered() throws IOException {
        var prefix = Parcels.class.getName() + "$";
        return Files.readAllLines(FOUND).stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    @Test
    void everyTypeThatIsReadOrWrittenIsRegisteredWithAllItIsMadeOf() throws Exception {
        assertThat(registered())
                .as("the input, through a generic parent, with nested records, lists, optionals and enums")
                .contains("Order", "Order$Line", "Article", "Colour", "Discount")
                .as("the result, a sealed type")
                .contains("Outcome", "Outcome$Sent", "Outcome$Refused", "Tracking")
                .as("steps, of classes and of generic types")
                .contains("Charge", "Parcel", "Slot", "Hour")
                .as("signals, callbacks, and what other functions are called with")
                .contains("Verdict", "Stamp", "Customs")
                .as("whose type arguments are looked at")
                .contains("ShipOrder", "Shipping", "Sending", "ShipOrder$1", "ShipOrder$2");
    }

    @Test
    void whatNobodyReadsIsNot() throws Exception {
        assertThat(registered()).doesNotContain("NobodyReadsIt");
    }
}
