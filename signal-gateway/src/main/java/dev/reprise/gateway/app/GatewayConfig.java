package dev.reprise.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.ClientAuth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The settings of a node, {@code reprise.*}; as environment variables {@code REPRISE_*}. */
@ConfigMapping(prefix = "reprise")
public interface GatewayConfig {
    /** The Kafka cluster, {@code host:port} separated by commas. */
    @WithDefault("127.0.0.1:9092")
    String bootstrapServers();

    /** Further settings for every Kafka client, such as security. */
    Map<String, String> kafka();

    /** What the names of all topics begin with. */
    @WithDefault("reprise.")
    String topicPrefix();

    /** How many partitions the journal is created with; an existing journal keeps its own number. */
    @WithDefault("16")
    int partitions();

    /** How many brokers keep each record. */
    @WithDefault("1")
    short replicationFactor();

    /** Tells this node from others; the same after a restart. */
    @WithDefault("node-1")
    String nodeId();

    /**
     * Where the other nodes reach this one: scheme, host and port. All nodes have the same scheme. The default is right for
     * a node that is alone.
     */
    @WithDefault("http://127.0.0.1:${quarkus.http.port:8080}")
    URI advertisedUrl();

    /** How many other nodes keep a copy of each partition's state, to take it over at once: 1 in a cluster. */
    @WithDefault("0")
    int standbys();

    /** Where this node keeps what it can do without but would have to build again. */
    @WithDefault(".reprise")
    Path stateDir();

    /** How many threads fold. */
    @WithDefault("1")
    int streamThreads();

    /** How long a record waits for its verdict before its outcome is called unknown. */
    @WithDefault("30s")
    Duration verdictTimeout();

    /** With so many records waiting for their verdicts, new executions are turned away; running ones go on. */
    @WithDefault("10000")
    int maxWaitingRecords();

    /** The same for the bytes in those records. */
    @WithDefault("134217728")
    long maxWaitingBytes();

    /** How many bytes the bodies of all requests under way may have together; a quarter of the heap without it. */
    OptionalLong maxRequestBytes();

    /** Where people reach this service, for links to callbacks. */
    @WithDefault("http://127.0.0.1:${quarkus.http.port:8080}")
    URI publicUrl();

    /**
     * What tokens and callback ids are signed with, at least 16 characters each: the first signs, all are accepted. The
     * same for all nodes. Without any, one is made up and kept in the state directory, which is right for one node only.
     */
    Optional<List<String>> secrets();

    /** Whether callers are asked who they are. Off is right only where nobody else can reach the service. */
    @WithDefault("on")
    Asking authentication();

    /**
     * The hashes of the API keys that callers may show, each {@code ID:ROLE:HASH} or {@code ID:ROLE:PREFIX:HASH} for the
     * functions whose names begin with the prefix. The command {@code reprise key new} makes both.
     */
    Optional<List<String>> apiKeys();

    /** A file with more of them, one a line. */
    Optional<Path> apiKeysFile();

    /**
     * The keys that calls of the AWS API may be signed with, each {@code ACCESS-KEY-ID:ROLE:SECRET} or {@code
     * ACCESS-KEY-ID:ROLE:PREFIX:SECRET}.
     */
    Optional<List<String>> accessKeys();

    /** A file with more of them, one a line. */
    Optional<Path> accessKeysFile();

    /**
     * Whether callers must show a certificate of their own with TLS, one that the trust store of {@code quarkus.tls} knows:
     * none, request or required.
     */
    @WithDefault("none")
    ClientAuth clientCertificates();

    /** How many requests one caller may make each second, in the long run; 0 for any number. */
    @WithDefault("0")
    double rateLimit();

    /** How many requests one caller may make at once, after a pause. */
    @WithDefault("100")
    int rateLimitBurst();

    /** Whether callers are asked who they are. */
    enum Asking {
        ON,
        OFF
    }

    /** The region that ARNs name. */
    @WithDefault("us-east-1")
    String region();

    /** The account that ARNs name, 12 digits. */
    @WithDefault("000000000000")
    String account();

    /** How functions of AWS Lambda are invoked. */
    Lambda lambda();

    /** {@code reprise.lambda.*}. */
    interface Lambda {
        /** Where Lambda's API is; without it what the AWS SDK finds, {@code AWS_ENDPOINT_URL_LAMBDA} or else AWS. */
        Optional<URI> endpoint();
    }

    /** What is traced, where tracing is on at all. */
    Tracing tracing();

    /** {@code reprise.tracing.*}. */
    interface Tracing {
        /** How many of the executions whose callers trace nothing are traced, 0 to 1; others are as their callers say. */
        @WithDefault("1")
        double share();
    }

    /** Queues whose messages are signals. */
    Sqs sqs();

    /** {@code reprise.sqs.*}. */
    interface Sqs {
        /** The URLs of the queues. */
        Optional<List<String>> queues();

        /** Where SQS's API is; without it what the AWS SDK finds, {@code AWS_ENDPOINT_URL_SQS} or else AWS. */
        Optional<URI> endpoint();

        /** The region of all queues; without it what their URLs say. */
        Optional<String> region();

        /** How long a message that could not be taken in stays away before it comes back. */
        @WithDefault("60s")
        Duration visibility();

        /** How many batches of up to ten messages of one queue this node handles at once. */
        @WithDefault("2")
        int pollers();
    }

    /** Topics of SNS whose notifications are signals. */
    Sns sns();

    /** {@code reprise.sns.*}. */
    interface Sns {
        /** The ARNs of the topics whose subscriptions are confirmed and whose notifications are taken. */
        Optional<Set<String>> topics();

        /** Where SNS is, for certificates and confirmations; without it AWS's own hosts. */
        Optional<URI> endpoint();
    }

    /** How long a caller who invokes a function and waits is kept waiting for the end of the execution. */
    @WithDefault("15m")
    Duration syncInvokeLimit();

    /** Pauses of running code in this process that are no longer than this are waited out in place. */
    @WithDefault("3s")
    Duration inPlaceLimit();
}
