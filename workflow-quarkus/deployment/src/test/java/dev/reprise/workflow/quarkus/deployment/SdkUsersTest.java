package dev.reprise.workflow.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.deployment.ApplicationArchiveImpl;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;
import io.quarkus.paths.PathTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdkUsersTest {
    private static final ArtifactCoords SDK = ArtifactCoords.jar("dev.reprise", "reprise-workflow-runtime", "1");
    private static final ArtifactCoords ANY = ArtifactCoords.jar("org.example", "any", "1");

    @TempDir
    Path directory;

    /** A dependency whose only class is this one. */
    private ResolvedDependency dependency(ArtifactCoords coordinates, Class<?> content, ArtifactCoords on)
            throws IOException {
        var root = directory.resolve(coordinates.getArtifactId());
        var file = content.getName().replace('.', '/') + ".class";
        Files.createDirectories(root.resolve(file).getParent());
        try (var classFile = content.getClassLoader().getResourceAsStream(file)) {
            Files.write(root.resolve(file), classFile.readAllBytes());
        }
        return ResolvedDependencyBuilder.newInstance()
                .setCoords(coordinates)
                .setResolvedPath(root)
                .setDependencies(List.of(on))
                .build();
    }

    private static SdkUsers users(ResolvedDependency application, ResolvedDependency... dependencies) {
        var root = PathTree.ofDirectoryOrArchive(application.getResolvedPaths().getSinglePath())
                .open();
        var archive = new ApplicationArchiveImpl(new Indexer().complete(), root, application);
        return SdkUsers.of(
                new Indexer().complete(), new ApplicationArchivesBuildItem(archive, List.of()), List.of(dependencies));
    }

    @Test
    void aDependencyThatIsWrittenAgainstTheSdkIsLookedAtAlthoughQuarkusDoesNot() throws Exception {
        var application =
                dependency(ArtifactCoords.jar("org.example", "app", "1"), MentionedTypesTest.Charge.class, ANY);
        var library =
                dependency(ArtifactCoords.jar("org.example", "lib", "1"), MentionedTypesTest.InALambda.class, SDK);

        var users = users(application, library);

        assertThat(users.classFiles()).hasSize(2);
        assertThat(users.index().getClassByName(MentionedTypesTest.InALambda.class))
                .isNotNull();
    }

    @Test
    void aDependencyThatKnowsNothingOfTheSdkIsNot() throws Exception {
        var application =
                dependency(ArtifactCoords.jar("org.example", "app", "1"), MentionedTypesTest.Charge.class, ANY);
        var library =
                dependency(ArtifactCoords.jar("org.example", "lib", "1"), MentionedTypesTest.InALambda.class, ANY);

        assertThat(users(application, library).classFiles()).hasSize(1);
    }

    @Test
    void theSdksOwnHalvesAreNot() throws Exception {
        var application =
                dependency(ArtifactCoords.jar("org.example", "app", "1"), MentionedTypesTest.Charge.class, ANY);
        var ours = dependency(
                ArtifactCoords.jar("dev.reprise", "reprise-workflow-quarkus", "1"),
                MentionedTypesTest.InALambda.class,
                SDK);

        assertThat(users(application, ours).classFiles()).hasSize(1);
    }
}
