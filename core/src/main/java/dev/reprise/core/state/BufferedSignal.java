package dev.reprise.core.state;

import dev.reprise.core.Payload;
import java.time.Instant;

/**
 * A signal that came before the code waited for it.
 *
 * @param payload its content
 * @param receivedAt when it came
 */
public record BufferedSignal(Payload payload, Instant receivedAt) {}
