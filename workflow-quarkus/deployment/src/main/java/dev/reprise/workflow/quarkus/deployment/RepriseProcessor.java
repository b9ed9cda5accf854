package dev.reprise.workflow.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;

/** The build steps. */
final class RepriseProcessor {
    private static final String FEATURE = "reprise";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** The service may be at an address that begins with {@code https}. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem tls() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    /** Jackson reads and writes payloads by reflection, of which a native program has only what is registered. */
    @BuildStep
    void registerPayloads(
            CombinedIndexBuildItem application,
            ApplicationArchivesBuildItem archives,
            CurateOutcomeBuildItem curated,
            BuildProducer<ReflectiveHierarchyBuildItem> payloads,
            BuildProducer<ReflectiveClassBuildItem> declarations) {
        var users = SdkUsers.of(
                application.getComputingIndex(),
                archives,
                curated.getApplicationModel().getRuntimeDependencies());
        var found = PayloadTypes.find(users.index(), users.classFiles());
        found.types()
                .forEach((type, reason) -> payloads.produce(ReflectiveHierarchyBuildItem.builder(type)
                        .index(users.index())
                        .source(reason)
                        .build()));
        if (!found.declarations().isEmpty()) {
            declarations.produce(ReflectiveClassBuildItem.builder(found.declarations())
                    .reason("their type arguments say what payloads are read as")
                    .build());
        }
    }
}
