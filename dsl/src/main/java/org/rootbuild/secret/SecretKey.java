package org.rootbuild.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a store, with which secrets are told apart without being known: their digests are HMAC-SHA-256 (RFC 2104).
 * A plain digest of a password would be guessed from a list of words. The key is a file that only its owner can read,
 * made when it is first needed; when it is lost, what was made with secrets is made again. Safe for many threads.
 */
public final class SecretKey {
    /** What the file is called, among the recipes of a store. */
    public static final String FILE = "secrets.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Path file;
    private Optional<byte[]> key = Optional.empty();

    /** @param file where it is, or is to be made; where that is not possible, the key lives as long as this object */
    public SecretKey(Path file) {
        this.file = file;
    }

    /** A digest of the secret, lower-case hexadecimal. */
    public synchronized String digest(String name, String value) {
        if (key.isEmpty()) {
            key = Optional.of(readOrMade());
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            byte[] label = name.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, label.length));
            mac.update(label);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    private byte[] readOrMade() {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            Optional<byte[]> there = read();
            return there.isPresent() ? there.get() : kept(fresh);
        } catch (IOException | UnsupportedOperationException notKept) {
            return fresh;
        }
    }

    /** Empty when there is none, or a damaged one, which is removed. */
    private Optional<byte[]> read() throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == KEY_BYTES) {
                return Optional.of(bytes);
            }
            Files.delete(file);
            return Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Written whole under another name first: of two processes, one finds what the other has made. */
    private byte[] kept(byte[] fresh) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + "." + HexFormat.of().formatHex(fresh, 0, 4));
        try (FileChannel channel = FileChannel.open(temporary,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(fresh));
            channel.force(true);
        }
        try {
            Files.createLink(file, temporary);
            return fresh;
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return read().orElseThrow(() -> new UncheckedIOException(anotherWasFirst));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
