package dev.reprise.gateway.sns;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The certificates that SNS signs with. Each is fetched once, one after another, so that nobody can make the service ask SNS
 * for many. That it is SNS's is known from where it was fetched, by HTTPS, and from its name; it comes without those that
 * issued it. Thread-safe.
 */
final class SigningCertificates {
    private static final Pattern NAME = Pattern.compile(
            "sns\\.amazonaws\\.com|sns-signing\\.[a-z0-9-]+\\.amazonaws\\.com|sns-[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");
    private static final int DNS_NAME = 2;
    private static final int MOST_KEPT = 16;

    private final Function<URI, byte[]> fetch;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Map<URI, X509Certificate> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Fetches none yet.
     *
     * @param fetch what an address answers; throws {@link SnsUnreachable}
     */
    SigningCertificates(Function<URI, byte[]> fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * The certificate at an address.
     *
     * @throws SnsRefusal when it is none, another's than SNS's, or not valid now
     * @throws SnsUnreachable when it cannot be had
     */
    X509Certificate at(URI address) {
        fetching.lock();
        try {
            var known = kept.get(address);
            var certificate = known == null ? parsed(fetch.apply(address)) : known;
            requireValid(certificate);
            kept.put(address, certificate);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return certificate;
        } finally {
            fetching.unlock();
        }
    }

    private static X509Certificate parsed(byte[] pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException e) {
            throw forged("found none");
        }
    }

    private void requireValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            if (names(certificate).noneMatch(name -> NAME.matcher(name).matches())) {
                throw forged("found somebody else's");
            }
        } catch (CertificateException | InvalidNameException e) {
            throw forged("found one that has expired, or is not valid yet");
        }
    }

    private static Stream<String> names(X509Certificate certificate) throws CertificateException, InvalidNameException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        var ofSubject = new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(part -> part.getType().equalsIgnoreCase("CN"))
                        .map(Rdn::getValue);
        var others = alternatives == null
                ? Stream.empty()
                : alternatives.stream()
                        .filter(each -> each.getFirst().equals(DNS_NAME))
                        .map(each -> each.get(1));
        return Stream.concat(ofSubject, others).map(Object::toString);
    }

    private static SnsRefusal forged(String found) {
        return new SnsRefusal(
                SnsRefusal.Kind.FORGED, "Expected a certificate of SNS at the post's SigningCertURL, but " + found);
    }
}
