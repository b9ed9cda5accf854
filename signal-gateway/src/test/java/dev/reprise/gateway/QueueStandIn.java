package dev.reprise.gateway;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** SQS in this process: ElasticMQ, on loopback. */
public final class QueueStandIn implements AutoCloseable {
    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient client;

    private QueueStandIn() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(0).start();
        InetSocketAddress address = server.waitUntilStarted().localAddress();
        endpoint = URI.create("http://127.0.0.1:" + address.getPort());
        client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static QueueStandIn start() {
        return new QueueStandIn();
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Makes a queue and gives its URL; one whose name ends in {@code .fifo} keeps the order of groups. */
    public String create(String name) {
        Map<QueueAttributeName, String> attributes =
                name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        return client.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    public void send(SendMessageRequest message) {
        client.sendMessage(message);
    }

    public void send(String queueUrl, String body) {
        client.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
    }

    /** The bodies of messages that nobody else has received just now. */
    public List<String> take(String queueUrl) {
        return client.receiveMessage(request -> request.queueUrl(queueUrl)).messages().stream()
                .map(Message::body)
                .toList();
    }

    /** How many messages are in a queue, whether somebody has received them or not. */
    public int size(String queueUrl) {
        var counts = client.getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(List.of(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
