package dev.reprise.gateway.security;

import java.net.URI;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that somebody's web page makes in a user's browser, where callers are not asked who they are: then being on
 * the same machine is all it takes, and a browser is.
 *
 * @param ownHost the name under which people reach the service
 * @param onLoopback whether it listens where only this machine reaches it, so that it has no other name
 */
public record WebPages(@Nullable String ownHost, boolean onLoopback) {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern LOOPBACK = Pattern.compile("(?:.+\\.)?localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    /**
     * Whether a request comes from a page of others. Browsers say whence a request comes; a link that is followed is no
     * harm. A page that has its own name point to this machine is the same site to the browser, so the name counts, too.
     *
     * @param header the first value of a header, or null
     */
    public boolean made(String method, UnaryOperator<@Nullable String> header) {
        var host = header.apply("Host");
        return (host != null && isStrange(host)) || isFromElsewhere(method, header, host);
    }

    private boolean isStrange(String host) {
        var name = PORT.matcher(host).replaceFirst("");
        return onLoopback && !LOOPBACK.matcher(name).matches() && !name.equals(ownHost);
    }

    private static boolean isFromElsewhere(
            String method, UnaryOperator<@Nullable String> header, @Nullable String host) {
        var site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            boolean followed = "navigate".equals(header.apply("Sec-Fetch-Mode")) && READING.contains(method);
            return !followed && !site.equals("same-origin") && !site.equals("none");
        }
        var origin = header.apply("Origin");
        return origin != null && !authority(origin).equals(host);
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }
}
