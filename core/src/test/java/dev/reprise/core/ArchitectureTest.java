package dev.reprise.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The fold must give the same result wherever and whenever it runs: no clock, no chance, no order that is left open. */
@AnalyzeClasses(packages = "dev.reprise.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_JDK_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reprise.core..",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.time..",
                    "java.nio",
                    "java.nio.charset",
                    "java.io",
                    "org.jspecify..")
            .because("engine, local journal and simulator fold the same records, and nothing else may decide");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("the only time is the journal's");

    @ArchTest
    static final ArchRule NO_CHANCE = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    /** A HashMap or HashSet may be asked, but not walked through; none is in sight of the fold's results. */
    @ArchTest
    static final ArchRule NO_ORDER_LEFT_OPEN = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "Set.of, Set.copyOf, Map.of, Map.ofEntries or Map.copyOf",
                    (JavaMethodCall call) -> (call.getTargetOwner().isEquivalentTo(Set.class)
                                    || call.getTargetOwner().isEquivalentTo(Map.class))
                            && List.of("of", "ofEntries", "copyOf").contains(call.getName())))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(IdentityHashMap.class, HashSet.class)
            .because("their order differs from one JVM to the next");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.reprise.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_FOLD_IS_ONE_DOOR = classes()
            .that()
            .resideInAPackage("..fold")
            .and()
            .arePublic()
            .should()
            .haveNameMatching(".*\\.(Fold|Folded|Verdict|Effect)(\\$.*)?");
}
