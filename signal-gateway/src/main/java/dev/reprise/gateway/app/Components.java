package dev.reprise.gateway.app;

import dev.reprise.gateway.application.BackgroundCalls;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.DeleteExecution;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.HistoryPages;
import dev.reprise.gateway.application.ListExecutions;
import dev.reprise.gateway.application.PauseExecution;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.ReleaseExecution;
import dev.reprise.gateway.application.RequestMemory;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.SignalLinks;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.StopExecution;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.dispatch.TakenTasks;
import dev.reprise.gateway.lambda.AccessKeys;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.lambda.SyncInvokeLimit;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.peers.PeerAnswers;
import dev.reprise.gateway.rest.PublicUrl;
import dev.reprise.gateway.security.ApiKeys;
import dev.reprise.gateway.security.Authentication;
import dev.reprise.gateway.security.RateLimit;
import dev.reprise.gateway.security.SubjectFunctions;
import dev.reprise.gateway.security.WebPages;
import dev.reprise.gateway.signals.SignalDelivery;
import dev.reprise.gateway.sns.SnsSettings;
import dev.reprise.gateway.sns.SnsSubscriber;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.DerivedIds;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.Journal;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.opentelemetry.TracingListener;
import dev.reprise.workflow.quarkus.EventListeners;
import dev.reprise.workflow.quarkus.FunctionBeans;
import dev.reprise.workflow.quarkus.RepriseConfig;
import dev.reprise.workflow.spi.ExecutionListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.Startup;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Hands the parts of the node to those whom Quarkus makes. */
@Singleton
final class Components {
    @Produces
    @Singleton
    @Startup
    Node node(
            GatewayConfig config,
            MeterRegistry meters,
            TlsConfigurationRegistry tls,
            RepriseConfig functionsConfig,
            OpenTelemetry telemetry,
            DerivedIds ids,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced,
            @All List<ExecutionListener> listeners,
            @All List<InstanceHandle<DurableFunction<?, ?>>> functions) {
        var told = new ArrayList<>(listeners);
        if (!untraced) {
            told.add(new TracingListener(telemetry));
        }
        var options = RuntimeOptions.DEFAULT
                .inPlaceLimit(config.inPlaceLimit())
                .callbackBase(URI.create(config.publicUrl() + "/callbacks"))
                .listener(EventListeners.of(told, functionsConfig));
        var tracing = untraced
                ? Tracing.off()
                : Tracing.on(telemetry, ids, config.tracing().share());
        return new Node(config, meters, tracing, FunctionBeans.host(functions, options), tls(tls));
    }

    /** The certificates that this node shows to others and trusts them by: those of its own HTTPS. */
    private static @Nullable SSLContext tls(TlsConfigurationRegistry registry) {
        try {
            var configured = registry.getDefault();
            return configured.isPresent() ? configured.get().createSSLContext() : null;
        } catch (Exception e) {
            throw new IllegalStateException("Expected TLS as quarkus.tls.* configures it, but: " + e.getMessage(), e);
        }
    }

    void stop(@Disposes Node node) {
        node.close();
    }

    @Produces
    @Singleton
    Journal journal(Node node) {
        return node.journal;
    }

    @Produces
    @Singleton
    PeerAnswers peers(Node node) {
        return new PeerAnswers(node.journal::answer, node.seal, InstantSource.system());
    }

    @Produces
    @Singleton
    FunctionRegistry functions(Node node) {
        return node.functions;
    }

    @Produces
    @Singleton
    Seal seal(Node node) {
        return node.seal;
    }

    @Produces
    @Singleton
    ExecutionEnds ends(Node node) {
        return node.ends;
    }

    @Produces
    @Singleton
    CompleteCallback callbacks(Node node) {
        return node.callbacks;
    }

    @Produces
    @Singleton
    StartExecution start(Node node) {
        return new StartExecution(node.journal, node.functions, node.admission);
    }

    @Produces
    @Singleton
    RequestMemory requestMemory(Node node) {
        return node.requestMemory;
    }

    @Produces
    @Singleton
    SendSignal signal(Node node) {
        return new SendSignal(node.journal);
    }

    @Produces
    @Singleton
    SignalDelivery signals(Node node) {
        return node.signals;
    }

    @Produces
    @Singleton
    SnsSubscriber sns(GatewayConfig config, SignalDelivery signals, InstantSource clock) {
        var settings = new SnsSettings(
                config.sns().topics().orElse(Set.of()), config.sns().endpoint().orElse(null));
        return new SnsSubscriber(settings, signals, clock);
    }

    void stop(@Disposes SnsSubscriber sns) {
        sns.close();
    }

    @Produces
    @Singleton
    SignalLinks signalLinks(Node node, SendSignal signals, InstantSource clock) {
        return new SignalLinks(node.journal, signals, node.seal, clock, new SecureRandom()::nextLong);
    }

    @Produces
    @Singleton
    StopExecution stop(Journal journal) {
        return new StopExecution(journal);
    }

    @Produces
    @Singleton
    ReleaseExecution release(Journal journal) {
        return new ReleaseExecution(journal);
    }

    @Produces
    @Singleton
    PauseExecution pause(Journal journal) {
        return new PauseExecution(journal);
    }

    @Produces
    @Singleton
    DescribeExecution describe(Journal journal) {
        return new DescribeExecution(journal);
    }

    @Produces
    @Singleton
    DeleteExecution delete(Journal journal) {
        return new DeleteExecution(journal);
    }

    @Produces
    @Singleton
    HistoryPages history(Node node) {
        return new HistoryPages(node.journal, node.seal);
    }

    @Produces
    @Singleton
    ListExecutions list(Node node) {
        return new ListExecutions(node.journal, node.functions, node.seal);
    }

    @Produces
    @Singleton
    ExecutionArns arns(Node node) {
        return node.arns;
    }

    @Produces
    @Singleton
    Checkpoint checkpoint(Node node) {
        return node.checkpoint;
    }

    @Produces
    @Singleton
    CallTargets targets(Node node) {
        return node.targets;
    }

    @Produces
    @Singleton
    StatePages pages(Node node) {
        return node.pages;
    }

    @Produces
    @Singleton
    TaskQueue taskQueue(Node node) {
        return node.tasks;
    }

    @Produces
    @Singleton
    TakenTasks takenTasks(Node node, InstantSource clock) {
        return new TakenTasks(node.journal, node.pages, node.seal, node.arns, node.metrics, node.tracing, clock);
    }

    @Produces
    @Singleton
    GatewayMetrics metrics(Node node) {
        return node.metrics;
    }

    @Produces
    @Singleton
    PlainFunctions plainFunctions(Node node) {
        return node.plainFunctions;
    }

    @Produces
    @Singleton
    BackgroundCalls backgroundCalls(PlainFunctions functions) {
        return new BackgroundCalls(functions, BackgroundCalls.USUAL_PAUSES);
    }

    void stop(@Disposes BackgroundCalls calls) {
        calls.close();
    }

    @Produces
    @Singleton
    SyncInvokeLimit syncInvokeLimit(GatewayConfig config) {
        return new SyncInvokeLimit(config.syncInvokeLimit());
    }

    @Produces
    @Singleton
    AccessKeys accessKeys(GatewayConfig config) {
        return new AccessKeys(Security.accessKeys(config));
    }

    @Produces
    @Singleton
    ApiKeys apiKeys(GatewayConfig config) {
        return new ApiKeys(Security.apiKeys(config));
    }

    @Produces
    @Singleton
    Authentication authentication(
            GatewayConfig config, @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
        return Security.authentication(config, issuer);
    }

    @Produces
    @Singleton
    RateLimit rateLimit(GatewayConfig config, InstantSource clock) {
        return new RateLimit(config.rateLimit(), config.rateLimitBurst(), clock);
    }

    @Produces
    @Singleton
    WebPages webPages(GatewayConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        return new WebPages(config.publicUrl().getHost(), Security.isLoopback(host));
    }

    @Produces
    @Singleton
    SubjectFunctions subjectFunctions(Node node) {
        return new SubjectFunctions(node.journal, node.seal);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    PublicUrl publicUrl(GatewayConfig config) {
        return new PublicUrl(config.publicUrl().toString());
    }
}
