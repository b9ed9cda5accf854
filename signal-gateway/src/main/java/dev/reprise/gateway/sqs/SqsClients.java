package dev.reprise.gateway.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Clients of SQS, one for each region that queues are in. Credentials are what the SDK finds. Not thread-safe. */
final class SqsClients implements AutoCloseable {
    /** In the host of a queue's URL, of a VPC endpoint too. */
    private static final Pattern REGION = Pattern.compile("^https?://(?:[^/]*\\.)?sqs\\.([a-z0-9-]+)\\.");

    /** Where neither setting, URL nor environment says it, the SDK is asked. */
    private static final String AS_THE_SDK_FINDS = "";

    private final SqsSettings settings;
    private final SdkAsyncHttpClient http;
    private final Map<String, SqsAsyncClient> clients = new HashMap<>();

    SqsClients(SqsSettings settings, Duration longestPoll) {
        this.settings = settings;
        http = NettyNioAsyncHttpClient.builder()
                .maxConcurrency(2 * settings.pollers() * settings.queues().size())
                .connectionTimeout(Duration.ofSeconds(5))
                .readTimeout(longestPoll.plusSeconds(10))
                .build();
    }

    SqsAsyncClient forQueue(String url) {
        return clients.computeIfAbsent(region(settings.region(), url), this::make);
    }

    static String region(@Nullable String setting, String url) {
        if (setting != null) {
            return setting;
        }
        var found = REGION.matcher(url);
        return found.find() ? found.group(1) : AS_THE_SDK_FINDS;
    }

    private SqsAsyncClient make(String region) {
        var builder = SqsAsyncClient.builder().httpClient(http);
        if (!region.equals(AS_THE_SDK_FINDS)) {
            builder.region(Region.of(region));
        }
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    @Override
    public void close() {
        clients.values().forEach(SqsAsyncClient::close);
        http.close();
    }
}
