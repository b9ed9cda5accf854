package dev.reprise.gateway.tokens;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a link says that lets whoever has it send one signal, once. All of it is in the link: nothing is kept, and no other
 * link can be made of it.
 *
 * @param execution whom the signal is for
 * @param name of the signal
 * @param expiresAt until when the link is good, to the millisecond
 * @param nonce tells it from other links for the same signal
 * @param about what people are told that it is about; empty for nothing
 * @param choices what may be sent, each as a JSON string; empty for anything
 */
public record SignalLink(
        ExecutionId execution, SignalName name, Instant expiresAt, long nonce, String about, List<String> choices) {
    /** The longest text about it, in characters. */
    public static final int MAX_ABOUT = 200;

    /** The most choices. */
    public static final int MAX_CHOICES = 8;

    /** The longest choice, in characters. All this together keeps an address within the 4096 bytes that servers take. */
    public static final int MAX_CHOICE = 40;

    /** Nothing that JSON would escape, so that there is one way to write it. */
    private static final Pattern CHOICE = Pattern.compile("[^\\p{Cntrl}\"\\\\]{1," + MAX_CHOICE + "}");

    public SignalLink {
        choices = List.copyOf(choices);
        if (about.length() > MAX_ABOUT) {
            throw new InvalidValue("Expected a text of at most %d characters that says what it is about, but found %d"
                    .formatted(MAX_ABOUT, about.length()));
        }
        if (choices.size() > MAX_CHOICES
                || !choices.stream().allMatch(choice -> CHOICE.matcher(choice).matches())) {
            throw new InvalidValue(
                    "Expected at most %d choices of 1 to %d characters each, without quotation marks and backslashes, but found others"
                            .formatted(MAX_CHOICES, MAX_CHOICE));
        }
    }

    /** Whether something may be sent by it. */
    public boolean allows(Payload payload) {
        return choices.isEmpty()
                || choices.stream()
                        .anyMatch(choice -> Payload.of('"' + choice + '"').equals(payload));
    }

    /** The signal's id, by which it counts once. */
    public String signalId() {
        return "link-%016x".formatted(nonce);
    }

    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable SignalLink read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.SIGNAL_LINK, text);
        if (content == null) {
            return null;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            var execution = Ids.readExecution(ByteBuffer.wrap(in.readNBytes(Ids.EXECUTION_BYTES)));
            var expiresAt = Instant.ofEpochMilli(in.readLong());
            long nonce = in.readLong();
            var name = new SignalName(in.readUTF());
            var about = in.readUTF();
            var choices = new ArrayList<String>();
            for (int left = in.readByte(); left > 0; left--) {
                choices.add(in.readUTF());
            }
            return new SignalLink(execution, name, expiresAt, nonce, about, choices);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read what was signed, but could not", e);
        }
    }

    /** The link as text. */
    public String write(Seal seal) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            var id = ByteBuffer.allocate(Ids.EXECUTION_BYTES);
            Ids.write(id, execution);
            out.write(id.array());
            out.writeLong(expiresAt.toEpochMilli());
            out.writeLong(nonce);
            out.writeUTF(name.value());
            out.writeUTF(about);
            out.writeByte(choices.size());
            for (var choice : choices) {
                out.writeUTF(choice);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("Expected to write to memory, but could not", impossible);
        }
        return seal.close(Seal.Purpose.SIGNAL_LINK, bytes.toByteArray());
    }
}
