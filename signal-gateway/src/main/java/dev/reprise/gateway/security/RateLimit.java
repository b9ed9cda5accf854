package dev.reprise.gateway.security;

import dev.reprise.core.InvalidValue;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How much one caller may ask for: a bucket of tokens each, which fills again at a constant rate. Thread-safe.
 *
 * <p>Buckets that are full are forgotten, since a new one is just like them, so there are no more than callers that asked
 * for something lately.
 */
public final class RateLimit {
    /** How many buckets there may be before full ones are looked for. */
    private static final int MANY = 10_000;

    private final double perSecond;
    private final int burst;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private long lookAgainAtMillis;

    private record Bucket(double tokens, long atMillis) {}

    /**
     * A limit.
     *
     * @param perSecond how many requests a caller may make each second, in the long run; 0 for any number
     * @param burst how many at once, after a pause; at least 1
     */
    public RateLimit(double perSecond, int burst, InstantSource clock) {
        if (perSecond < 0 || burst < 1) {
            throw new InvalidValue(
                    "Expected reprise.rate-limit to be at least 0 and reprise.rate-limit-burst at least 1, but found %s and %d"
                            .formatted(perSecond, burst));
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /** Lets a request pass, with 0, or says in how many seconds the next one may be made. */
    public synchronized long waitSeconds(String caller) {
        if (perSecond == 0) {
            return 0;
        }
        long now = clock.millis();
        forgetFull(now);
        var bucket = buckets.get(caller);
        double tokens = bucket == null ? burst : tokens(bucket, now);
        if (tokens < 1) {
            return Math.max(1, (long) Math.ceil((1 - tokens) / perSecond));
        }
        buckets.put(caller, new Bucket(tokens - 1, now));
        return 0;
    }

    private double tokens(Bucket bucket, long now) {
        return Math.min(burst, bucket.tokens() + Math.max(0, now - bucket.atMillis()) * perSecond / 1000);
    }

    /** At most once a second: an attacker with many addresses must not make each request a search. */
    private void forgetFull(long now) {
        if (buckets.size() >= MANY && now >= lookAgainAtMillis) {
            lookAgainAtMillis = now + 1000;
            buckets.values().removeIf(bucket -> tokens(bucket, now) >= burst);
        }
    }

    /** How many callers are remembered. */
    synchronized int remembered() {
        return buckets.size();
    }
}
