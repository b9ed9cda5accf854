package dev.reprise.workflow.quarkus.deployment;

import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.paths.PathTree;
import io.quarkus.paths.PathVisit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;

/**
 * The classes that are written against the SDK: the application's own, and those of its dependencies that depend on the SDK
 * themselves, whether they are Quarkus' business otherwise or not.
 *
 * @param index of the application and of them
 * @param classFiles the classes as compiled
 */
record SdkUsers(IndexView index, List<byte[]> classFiles) {
    private static final String GROUP = "dev.reprise";
    private static final String OURS = "reprise-workflow-";

    static SdkUsers of(
            IndexView applicationIndex,
            ApplicationArchivesBuildItem archives,
            Iterable<ResolvedDependency> runtimeDependencies) {
        var classFiles = new ArrayList<byte[]>();
        for (var archive : archives.getAllApplicationArchives()) {
            if (archive == archives.getRootArchive() || !isOurs(archive.getKey())) {
                archive.accept(tree -> addClasses(tree, classFiles));
            }
        }
        var indexer = new Indexer();
        for (var dependency : runtimeDependencies) {
            if (dependsOnSdk(dependency) && !isOurs(dependency.getKey()) && !isArchive(dependency, archives)) {
                var own = new ArrayList<byte[]>();
                addClasses(dependency.getContentTree(), own);
                own.forEach(classFile -> index(indexer, classFile));
                classFiles.addAll(own);
            }
        }
        return new SdkUsers(CompositeIndex.create(applicationIndex, indexer.complete()), classFiles);
    }

    private static boolean isOurs(ArtifactKey key) {
        return key != null
                && key.getGroupId().equals(GROUP)
                && key.getArtifactId().startsWith(OURS);
    }

    private static boolean dependsOnSdk(ResolvedDependency dependency) {
        return dependency.getDependencies().stream().anyMatch(on -> isOurs(on.getKey()));
    }

    private static boolean isArchive(ResolvedDependency dependency, ApplicationArchivesBuildItem archives) {
        return archives.getAllApplicationArchives().stream()
                .anyMatch(archive -> dependency.getKey().equals(archive.getKey()));
    }

    private static void addClasses(PathTree tree, List<byte[]> classFiles) {
        tree.walk(visit -> {
            if (isClass(visit)) {
                classFiles.add(read(visit));
            }
        });
    }

    private static boolean isClass(PathVisit visit) {
        var file = String.valueOf(visit.getPath().getFileName());
        return file.endsWith(".class") && !file.equals("module-info.class");
    }

    private static byte[] read(PathVisit visit) {
        try {
            return Files.readAllBytes(visit.getPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void index(Indexer indexer, byte[] classFile) {
        try {
            indexer.index(new ByteArrayInputStream(classFile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
