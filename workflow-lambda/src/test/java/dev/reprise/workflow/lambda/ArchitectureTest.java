package dev.reprise.workflow.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the one in {@code cli} does not see, because nothing there runs in Lambda. */
@AnalyzeClasses(packages = "dev.reprise.workflow.lambda", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_HANDLER_KNOWS_THE_SDK_QUARKUS_AND_LAMBDAS_INTERFACE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reprise.core",
                    "dev.reprise.workflow..",
                    "com.amazonaws.services.lambda.runtime",
                    "com.fasterxml.jackson..",
                    "io.quarkus..",
                    "io.smallrye.config",
                    "jakarta..",
                    "java..",
                    "org.crac",
                    "org.jspecify..",
                    "org.slf4j");
}
