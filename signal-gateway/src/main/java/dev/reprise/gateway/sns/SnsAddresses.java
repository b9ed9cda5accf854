package dev.reprise.gateway.sns;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of the addresses that a post names are SNS's. No other one is ever asked for anything, whatever a post says.
 *
 * @param endpoint the only one that counts; null for AWS's own hosts, by HTTPS
 */
record SnsAddresses(@Nullable URI endpoint) {
    private static final Pattern AWS = Pattern.compile("https://sns\\.[a-z0-9-]{1,40}\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9A-Za-z]{1,64}\\.pem");
    private static final Pattern CONFIRMATION = Pattern.compile("/\\?[A-Za-z0-9=&%._~:+-]{1,4096}");

    /**
     * The address of a certificate.
     *
     * @throws SnsRefusal when it is not one of SNS's
     */
    URI certificate(String url) {
        return checked(url, CERTIFICATE, SnsPost.SIGNING_CERT_URL);
    }

    /**
     * The address that confirms a subscription.
     *
     * @throws SnsRefusal when it is not one of SNS's
     */
    URI confirmation(String url) {
        var address = checked(url, CONFIRMATION, SnsPost.SUBSCRIBE_URL);
        if (!("&" + address.getRawQuery() + "&").contains("&Action=ConfirmSubscription&")) {
            throw notOfSns(SnsPost.SUBSCRIBE_URL);
        }
        return address;
    }

    /** By its characters, not its parts: what is matched here must be what is asked later. */
    private URI checked(String url, Pattern rest, String member) {
        int afterAuthority = url.indexOf('/', url.indexOf("//") + 2);
        if (afterAuthority < 0
                || !isOrigin(url.substring(0, afterAuthority))
                || !rest.matcher(url.substring(afterAuthority)).matches()) {
            throw notOfSns(member);
        }
        return URI.create(url);
    }

    private boolean isOrigin(String origin) {
        return endpoint == null
                ? AWS.matcher(origin).matches()
                : origin.equals(endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    }

    private SnsRefusal notOfSns(String member) {
        return new SnsRefusal(
                SnsRefusal.Kind.FORGED,
                "Expected %s to be one of SNS's, at %s, but it is not"
                        .formatted(member, endpoint == null ? "https://sns.REGION.amazonaws.com" : endpoint));
    }
}
