package org.rootbuild.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs as GPT stores them: the first three fields are little-endian (UEFI 2.10, appendix A). */
public final class Guid {
    public static final int BYTES = 16;
    public static final UUID NONE = new UUID(0, 0);

    private Guid() {
    }

    public static UUID read(ByteBuffer from, int at) {
        ByteBuffer little = from.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = from.duplicate().order(ByteOrder.BIG_ENDIAN);
        long high = (little.getInt(at) & 0xFFFFFFFFL) << 32 | (little.getShort(at + 4) & 0xFFFFL) << 16
            | little.getShort(at + 6) & 0xFFFFL;
        return new UUID(high, big.getLong(at + 8));
    }

    public static void write(UUID id, ByteBuffer into, int at) {
        long high = id.getMostSignificantBits();
        into.duplicate().order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) (high >>> 32))
            .putShort(at + 4, (short) (high >>> 16)).putShort(at + 6, (short) high);
        into.duplicate().order(ByteOrder.BIG_ENDIAN).putLong(at + 8, id.getLeastSignificantBits());
    }

    /** The same for the same words; bears the marks of a UUID that is made from a digest (RFC 9562, version 8). */
    public static UUID of(String words) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new UUID(bytes.getLong() & ~0xF000L | 0x8000L, bytes.getLong() & ~(3L << 62) | 1L << 63);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
