package dev.reprise.gateway.sns;

import dev.reprise.gateway.signals.SignalDelivery;
import dev.reprise.gateway.signals.SignalMessage;
import dev.reprise.streams.JournalUnavailable;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscriber of SNS topics. What is not wanted or not SNS's changes nothing and is not asked about anywhere. Thread-safe;
 * blocks.
 */
public final class SnsSubscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnsSubscriber.class);

    private final SnsSettings settings;
    private final SignalDelivery delivery;
    private final SnsAddresses addresses;
    private final SnsHttp http = new SnsHttp();
    private final SigningCertificates certificates;

    public SnsSubscriber(SnsSettings settings, SignalDelivery delivery, InstantSource clock) {
        this.settings = settings;
        this.delivery = delivery;
        addresses = new SnsAddresses(settings.endpoint());
        certificates = new SigningCertificates(http::get, clock);
    }

    /** What became of a post. */
    public sealed interface Outcome {
        /** A notification was taken in, or is among the dead letters; SNS need not send it again. */
        record Delivered(SignalDelivery.Delivered delivered) implements Outcome {}

        /** The subscription is confirmed. */
        record Confirmed(String topic) implements Outcome {}

        /** The subscription is gone. */
        record Unsubscribed(String topic) implements Outcome {}

        /** It is none of the posts that SNS makes. */
        record Malformed(String detail) implements Outcome {}

        /** It is not SNS's, or of a topic that is not wanted. */
        record Refused(String detail) implements Outcome {}

        /** SNS itself could not be asked; worth another try. */
        record Unreachable(String detail) implements Outcome {}
    }

    /**
     * Takes a post. Blocks until it is done with.
     *
     * @throws JournalUnavailable when SNS is to send it again
     */
    public Outcome take(byte[] body) {
        try {
            var post = SnsPost.read(body);
            verify(post);
            return take(post, body);
        } catch (SnsRefusal e) {
            return refused(e.kind(), String.valueOf(e.getMessage()));
        } catch (SnsUnreachable e) {
            LOG.warn("Cannot tell whether a post is of SNS, or confirm it: {}", e.getMessage());
            return new Outcome.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome refused(SnsRefusal.Kind kind, String detail) {
        return switch (kind) {
            case MALFORMED -> new Outcome.Malformed(detail);
            case UNWANTED, FORGED -> {
                LOG.warn("Refused a post that says it is of SNS: {}", detail);
                yield new Outcome.Refused(detail);
            }
        };
    }

    /** First what costs nothing, so that no stranger makes the service ask anybody anything. */
    private void verify(SnsPost post) {
        if (!settings.topics().contains(post.get(SnsPost.TOPIC_ARN))) {
            throw new SnsRefusal(
                    SnsRefusal.Kind.UNWANTED,
                    "Expected a topic that reprise.sns.topics lists, but found another TopicArn");
        }
        var certificate = certificates.at(addresses.certificate(post.get(SnsPost.SIGNING_CERT_URL)));
        SnsSignature.verify(post, certificate.getPublicKey());
    }

    private Outcome take(SnsPost post, byte[] body) {
        var topic = post.get(SnsPost.TOPIC_ARN);
        return switch (post.type()) {
            case NOTIFICATION -> {
                var id = post.get(SnsPost.MESSAGE_ID);
                yield new Outcome.Delivered(delivery.take(SignalMessage.from(topic + "/" + id, id, body, Map.of())));
            }
            case SUBSCRIPTION_CONFIRMATION -> {
                http.get(addresses.confirmation(post.get(SnsPost.SUBSCRIBE_URL)));
                LOG.info("Subscribed to {}", topic);
                yield new Outcome.Confirmed(topic);
            }
            case UNSUBSCRIBE_CONFIRMATION -> {
                LOG.warn("Unsubscribed from {}: its notifications come no more", topic);
                yield new Outcome.Unsubscribed(topic);
            }
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
