package dev.reprise.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows of ARCHITECTURE.md, for all modules at once: this is the one that sees them all. Think hard about the layering
 * before changing this file; a rule that needs an exception is probably the wrong design.
 */
@AnalyzeClasses(packages = "dev.reprise", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "dev.reprise.core..";
    private static final String SCHEMAS = "dev.reprise.schemas..";
    private static final String GENERATED = "dev.reprise.schemas.avro..";
    private static final String WORKFLOW = "dev.reprise.workflow..";
    private static final String STREAMS = "dev.reprise.streams..";
    private static final String GATEWAY = "dev.reprise.gateway..";
    private static final String EXAMPLES = "dev.reprise.examples..";
    private static final String BROKER = "dev.reprise.broker..";
    private static final String CLI = "dev.reprise.cli..";
    private static final String LOCAL_LAMBDA = "dev.reprise.lambda..";

    @ArchTest
    static final ArchRule CORE_KNOWS_NOTHING = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_CORE = noClasses()
            .that()
            .resideInAPackage(SCHEMAS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORKFLOW, STREAMS, GATEWAY, EXAMPLES, BROKER, CLI);

    @ArchTest
    static final ArchRule ONLY_THE_CODEC_KNOWS_GENERATED_CLASSES = noClasses()
            .that()
            .resideOutsideOfPackages(GENERATED, "dev.reprise.schemas.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(GENERATED);

    @ArchTest
    static final ArchRule THE_SDK_KNOWS_CORE_AND_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage(WORKFLOW)
            .and()
            .resideOutsideOfPackages("dev.reprise.workflow.quarkus..", "dev.reprise.workflow.lambda..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SCHEMAS,
                    STREAMS,
                    GATEWAY,
                    EXAMPLES,
                    BROKER,
                    CLI,
                    "org.apache..",
                    "io.quarkus..",
                    "io.vertx..",
                    "jakarta..",
                    "software.amazon..");

    @ArchTest
    static final ArchRule THE_SDK_KNOWS_NO_TRACING_BUT_IN_A_MODULE_OF_ITS_OWN = noClasses()
            .that()
            .resideInAPackage(WORKFLOW)
            .and()
            .resideOutsideOfPackage("dev.reprise.workflow.opentelemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule THE_JOURNAL_KNOWS_NEITHER_FUNCTIONS_NOR_HTTP = noClasses()
            .that()
            .resideInAPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WORKFLOW, GATEWAY, EXAMPLES, BROKER, CLI, "io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule THE_SERVICE_KNOWS_NO_EXAMPLE_AND_NO_BROKER = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EXAMPLES, BROKER, CLI);

    @ArchTest
    static final ArchRule ONLY_THE_DISPATCHER_AND_WHO_READS_QUEUES_KNOW_THE_AWS_SDK = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .and()
            .resideOutsideOfPackages("dev.reprise.gateway.dispatch..", "dev.reprise.gateway.sqs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule USE_CASES_KNOW_NO_TRANSPORT = noClasses()
            .that()
            .resideInAPackage("dev.reprise.gateway.application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reprise.gateway.rest..",
                    "dev.reprise.gateway.lambda..",
                    "dev.reprise.gateway.dispatch..",
                    "dev.reprise.gateway.signals..",
                    "dev.reprise.gateway.sqs..",
                    "dev.reprise.gateway.sns..",
                    "dev.reprise.gateway.app..",
                    "jakarta..",
                    "io.quarkus..",
                    "io.vertx..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule EXAMPLES_KNOW_THE_SDK_AND_ITS_NOUNS = noClasses()
            .that()
            .resideInAPackage(EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.reprise.core.fold..",
                    "dev.reprise.core.state..",
                    "dev.reprise.core.journal..",
                    SCHEMAS,
                    STREAMS,
                    GATEWAY,
                    BROKER,
                    CLI);

    @ArchTest
    static final ArchRule THE_STAND_IN_FOR_LAMBDA_IS_FOR_TESTS = noClasses()
            .that()
            .resideInAnyPackage(CORE, SCHEMAS, WORKFLOW, STREAMS, GATEWAY, EXAMPLES, BROKER, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LOCAL_LAMBDA);

    @ArchTest
    static final ArchRule MODULES_ARE_FREE_OF_CYCLES =
            slices().matching("dev.reprise.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_SERVICE_ARE_FREE_OF_CYCLES =
            slices().matching("dev.reprise.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_SDK_ARE_FREE_OF_CYCLES =
            slices().matching("dev.reprise.workflow.(*)..").should().beFreeOfCycles();
}
