package dev.reprise.schemas.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding, read from an array and distrusting it: a length or count that the rest of the array cannot hold
 * is an error before anything is allocated for it. (Avro's own decoder believes a damaged length of two gigabytes.)
 */
final class StrictDecoder extends Decoder {
    private final byte[] bytes;
    private int position;

    StrictDecoder(byte[] bytes, int start) {
        this.bytes = bytes;
        this.position = start;
    }

    void requireEnd() throws IOException {
        if (position != bytes.length) {
            throw new IOException("the record ends at byte %d of %d".formatted(position, bytes.length));
        }
    }

    @Override
    public void readNull() {
        // takes no bytes
    }

    @Override
    public boolean readBoolean() throws IOException {
        int found = readByte();
        if (found != 0 && found != 1) {
            throw new IOException("a boolean of %d at byte %d".formatted(found, position - 1));
        }
        return found == 1;
    }

    @Override
    public int readInt() throws IOException {
        long found = readLong();
        if (found != (int) found) {
            throw new IOException("a 32-bit number of %d before byte %d".formatted(found, position));
        }
        return (int) found;
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            long next = readByte();
            zigzag |= (next & 0x7F) << shift;
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IOException("a number of more than 64 bits before byte " + position);
    }

    @Override
    public float readFloat() throws IOException {
        return ByteBuffer.wrap(bytes, take(Float.BYTES), Float.BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return ByteBuffer.wrap(bytes, take(Double.BYTES), Double.BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = readLength();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        var content = new byte[readLength()];
        System.arraycopy(bytes, take(content.length), content, 0, content.length);
        return ByteBuffer.wrap(content);
    }

    @Override
    public void skipBytes() throws IOException {
        take(readLength());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return readCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return readCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return readCount();
    }

    @Override
    public long mapNext() throws IOException {
        return readCount();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    /** The number of items in a block. None of our items takes less than a byte. */
    private int readCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            readLength(); // the size of the block, for those who skip it
            count = -count;
        }
        return requireLeft(count);
    }

    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            take(readLength());
            count = readLong();
        }
        return requireLeft(count);
    }

    private int readLength() throws IOException {
        return requireLeft(readLong());
    }

    private byte readByte() throws IOException {
        return bytes[take(1)];
    }

    private int take(int length) throws IOException {
        int start = position;
        position += requireLeft(length);
        return start;
    }

    private int requireLeft(long length) throws IOException {
        if (length < 0 || length > bytes.length - position) {
            throw new EOFException("%d more at byte %d of %d".formatted(length, position, bytes.length));
        }
        return (int) length;
    }
}
