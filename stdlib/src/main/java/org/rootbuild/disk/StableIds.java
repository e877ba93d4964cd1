package org.rootbuild.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;

/**
 * Identities that are made of names, so that the same recipe gives the same disk. They are UUIDs of version 5
 * (RFC 9562, 5.5) in a space of our own.
 *
 * @param seed the names of recipe and artifact; disks with the same seed have the same identities
 */
public record StableIds(String seed) {
    private static final UUID SPACE = UUID.fromString("5b1c5a9e-6d0f-4f0c-9c63-0d6f1a7e2b84");

    public StableIds {
        Objects.requireNonNull(seed);
    }

    /** @param purpose what it identifies: {@code disk}, {@code partition root}, {@code filesystem root} */
    public UUID uuid(String purpose) {
        ByteBuffer digest = ByteBuffer.wrap(digest(purpose));
        return new UUID(digest.getLong() & ~0xF000L | 0x5000L, digest.getLong() & ~(3L << 62) | 1L << 63);
    }

    /** 1 to 2^32 − 1: 0 stands for none on many disks. */
    public long number(String purpose) {
        return Math.max(1, ByteBuffer.wrap(digest(purpose)).getInt() & 0xFFFFFFFFL);
    }

    private byte[] digest(String purpose) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16).putLong(SPACE.getMostSignificantBits())
                .putLong(SPACE.getLeastSignificantBits()).flip());
            sha1.update(seed.getBytes(StandardCharsets.UTF_8));
            sha1.update((byte) 0);
            return sha1.digest(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
