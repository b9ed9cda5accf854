package dev.reprise.workflow.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How functions are served over HTTP.
 *
 * @param address where to listen; port 0 takes a free one
 * @param grace how long invocations may go on when the host closes, before they are interrupted
 */
public record HttpHostOptions(InetSocketAddress address, Duration grace) {
    /** On this machine only, with ten seconds of grace. */
    public static HttpHostOptions loopback(int port) {
        return new HttpHostOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Duration.ofSeconds(10));
    }

    /** With another grace. */
    public HttpHostOptions grace(Duration other) {
        return new HttpHostOptions(address, other);
    }
}
