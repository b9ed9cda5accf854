package dev.reprise.gateway.dispatch;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

/**
 * Clients of AWS Lambda, one for each region that functions are in, made when they are first needed: most nodes need none.
 * Thread-safe.
 */
final class LambdaClients implements AutoCloseable {
    /** Each invocation under way holds a connection; how many there may be is what each function's own limit says. */
    private static final int MOST_CONNECTIONS = 10_000;

    private final @Nullable URI endpoint;
    private final @Nullable AwsCredentialsProvider credentials;
    private final ConcurrentHashMap<String, LambdaAsyncClient> clients = new ConcurrentHashMap<>();
    private @Nullable SdkAsyncHttpClient http;

    /**
     * Makes no client yet.
     *
     * @param endpoint where Lambda's API is, for all regions; null for what the SDK finds in the environment, or else AWS
     * @param credentials null for what the SDK finds: environment, profile, container, instance
     */
    LambdaClients(@Nullable URI endpoint, @Nullable AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    LambdaAsyncClient in(String region) {
        return clients.computeIfAbsent(region, this::make);
    }

    private LambdaAsyncClient make(String region) {
        var builder = LambdaAsyncClient.builder()
                .region(Region.of(region))
                .httpClient(http())
                // What to try again, and when, is for the dispatcher and the journal to say.
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (credentials != null) {
            builder.credentialsProvider(credentials);
        }
        return builder.build();
    }

    private synchronized SdkAsyncHttpClient http() {
        if (http == null) {
            http = NettyNioAsyncHttpClient.builder()
                    .maxConcurrency(MOST_CONNECTIONS)
                    .connectionTimeout(Duration.ofSeconds(5))
                    // An invocation says nothing until it ends: its own time is the limit, and probes keep the way
                    // open.
                    .readTimeout(Duration.ZERO)
                    .tcpKeepAlive(true)
                    .build();
        }
        return http;
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(LambdaAsyncClient::close);
        if (http != null) {
            http.close();
        }
    }
}
