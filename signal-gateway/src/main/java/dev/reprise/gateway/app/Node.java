package dev.reprise.gateway.app;

import dev.reprise.gateway.application.Admission;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.RequestMemory;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.dispatch.Dispatching;
import dev.reprise.gateway.dispatch.InProcessCheckpoints;
import dev.reprise.gateway.dispatch.InProcessFunctions;
import dev.reprise.gateway.dispatch.JournalEvents;
import dev.reprise.gateway.dispatch.LambdaFunctions;
import dev.reprise.gateway.dispatch.Patience;
import dev.reprise.gateway.dispatch.TaskTopics;
import dev.reprise.gateway.functions.KafkaFunctions;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.peers.HttpPeers;
import dev.reprise.gateway.signals.SignalDelivery;
import dev.reprise.gateway.signals.SignalRelay;
import dev.reprise.gateway.sqs.SqsQueues;
import dev.reprise.gateway.sqs.SqsSettings;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.JournalConfig;
import dev.reprise.streams.KafkaJournal;
import dev.reprise.streams.Topics;
import dev.reprise.workflow.host.FunctionHost;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the service, complete once constructed: everything there is one of, in the order in which it needs each
 * other. Kafka may still be down; then everything answers that it is unavailable, and the health says why.
 */
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    final Seal seal;
    final KafkaJournal journal;
    final Admission admission;
    final RequestMemory requestMemory;
    final KafkaFunctions functions;
    final ExecutionArns arns;
    final ExecutionEnds ends;
    final RunningInvocations running = new RunningInvocations();
    final GatewayMetrics metrics;
    final Checkpoint checkpoint;
    final StatePages pages;
    final CallTargets targets;
    final CompleteCallback callbacks;
    final PlainFunctions plainFunctions;
    final SignalDelivery signals;
    private final Patience patience = new Patience();
    private final LambdaFunctions lambda;
    final TaskTopics tasks;
    final Tracing tracing;
    private final SignalRelay relay;
    private final SqsQueues queues;

    /**
     * Begins.
     *
     * @param tls what this node shows to others and trusts them by, where they speak HTTPS; null for the JVM's own
     */
    Node(GatewayConfig config, MeterRegistry meters, Tracing tracing, FunctionHost host, @Nullable SSLContext tls) {
        this.tracing = tracing;
        var topics = new Topics(config.topicPrefix());
        var events = new JournalEvents();
        seal = Secrets.seal(config);
        arns = new ExecutionArns(config.region(), config.account());
        metrics = new GatewayMetrics(meters, running);
        journal = KafkaJournal.open(
                journalConfig(config),
                events,
                new HttpPeers(config.advertisedUrl().getScheme(), seal, InstantSource.system(), tls));
        ends = new ExecutionEnds(journal);
        admission = new Admission(journal, config.maxWaitingRecords(), config.maxWaitingBytes());
        requestMemory = new RequestMemory(config.maxRequestBytes().orElseGet(RequestMemory::ofThisProcess));
        metrics.watch(journal, admission);
        metrics.watch(requestMemory);
        metrics.watch(journal::lags);
        metrics.watch(config.stateDir());
        functions = new KafkaFunctions(topics.functions(), kafka(config));
        checkpoint = new Checkpoint(journal, seal, running);
        pages = new StatePages(journal, seal);
        targets = new CallTargets(functions, config.region(), config.account());
        callbacks = new CompleteCallback(journal, seal);
        lambda = new LambdaFunctions(config.lambda().endpoint().orElse(null));
        metrics.watchCircuits(lambda::inTrouble);
        tasks = new TaskTopics(journalConfig(config), kafka(config));
        var inProcess = new InProcessFunctions(host, new InProcessCheckpoints(checkpoint, pages, targets, metrics));
        plainFunctions = Dispatching.begin(
                events, journal, functions, inProcess, lambda, tasks, pages, seal, running, arns, patience, metrics,
                tracing);
        signals = SignalDelivery.open(topics, kafka(config), journal, callbacks, metrics);
        relay = SignalRelay.start(topics, kafka(config), config.nodeId(), signals, patience);
        queues = SqsQueues.start(sqs(config.sqs()), signals, metrics);
        Thread.ofVirtual().name("register-functions").start(() -> register(host));
    }

    private static JournalConfig journalConfig(GatewayConfig config) {
        return new JournalConfig(
                config.bootstrapServers(),
                config.topicPrefix(),
                config.nodeId(),
                config.advertisedUrl().getAuthority(),
                config.stateDir().resolve("streams"),
                config.partitions(),
                config.replicationFactor(),
                config.standbys(),
                config.streamThreads(),
                config.verdictTimeout(),
                config.kafka());
    }

    private static SqsSettings sqs(GatewayConfig.Sqs sqs) {
        return new SqsSettings(
                sqs.queues().orElse(List.of()),
                sqs.endpoint().orElse(null),
                sqs.region().orElse(null),
                sqs.visibility(),
                sqs.pollers());
    }

    private static Map<String, Object> kafka(GatewayConfig config) {
        var settings = new HashMap<String, Object>(config.kafka());
        settings.put("bootstrap.servers", config.bootstrapServers());
        return settings;
    }

    /** Registers what this process hosts, unless somebody has registered something of that name already. */
    private void register(FunctionHost host) {
        try {
            for (var name : host.names()) {
                patience.insist("register function " + name, () -> registerOnce(functions, name));
            }
        } catch (Patience.Stopped stopped) {
            LOG.debug("Stopped before every function was registered");
        }
    }

    private static boolean registerOnce(FunctionRegistry functions, String name) {
        if (functions.find(name, RegisteredFunction.LATEST) != null) {
            return false;
        }
        functions.put(RegisteredFunction.durable(name, new FunctionTarget.InProcess(name)));
        LOG.info("Registered function {}, hosted in this process", name);
        return true;
    }

    @Override
    public void close() {
        patience.close();
        queues.close();
        relay.close();
        signals.close();
        lambda.close();
        tasks.close();
        functions.close();
        journal.close();
    }
}
