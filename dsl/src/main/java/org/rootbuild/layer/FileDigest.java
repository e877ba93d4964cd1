package org.rootbuild.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.rootbuild.model.Fields;

/**
 * What the file of an artifact is known by: the SHA-256 of its bytes, or, of a large file that is mostly a hole, the
 * SHA-256 of its data. A disk of 20 GB with 300 MB on it would else cost a minute to digest, for zeros alone. The form
 * of the second is in {@code docs/formats.md}, "Manifest"; it depends on the bytes and not on where the holes are.
 *
 * @param ofData whether it is the second
 * @param hex    lower-case hexadecimal
 */
public record FileDigest(boolean ofData, String hex) {
    private static final String DATA = "data:";
    private static final String PLAIN_LABEL = "sha256";
    private static final String DATA_LABEL = "dataSha256";
    private static final String HEADER = "rbdata1\n";
    private static final long LARGE_BYTES = 64L << 20;

    /** In the form that suits the file. */
    public static FileDigest of(Path file) throws IOException {
        long size = Files.size(file);
        boolean mostlyHole = size >= LARGE_BYTES && DataBlocks.dataBytes(file, size) < size / 2;
        return mostlyHole ? new FileDigest(true, data(file)) : new FileDigest(false, Digests.ofFile(file));
    }

    /** The one in the header of an artifact's manifest; empty in that of anything else. */
    public static Optional<FileDigest> in(Fields header) {
        return header.findText(PLAIN_LABEL).map(hex -> new FileDigest(false, hex))
            .or(() -> header.findText(DATA_LABEL).map(hex -> new FileDigest(true, hex)));
    }

    /** What {@link #text} gave. */
    public static FileDigest parse(String text) {
        boolean ofData = text.startsWith(DATA);
        return new FileDigest(ofData, ofData ? text.substring(DATA.length()) : text);
    }

    /** Under which label it stands in headers and events. */
    public String label() {
        return ofData ? DATA_LABEL : PLAIN_LABEL;
    }

    /** Whether the file, which is read through, has this digest. */
    public boolean isOf(Path file) throws IOException {
        return hex.equals(ofData ? data(file) : Digests.ofFile(file));
    }

    /** The plain SHA-256 alone, or {@code data:} before that of the data. */
    public String text() {
        return ofData ? DATA + hex : hex;
    }

    private static String data(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        digest.update(HEADER.getBytes(StandardCharsets.US_ASCII));
        digest.update(number(Files.size(file)));
        DataBlocks.of(file, (at, bytes, from, count) -> {
            digest.update(number(at));
            digest.update(bytes, from, count);
        });
        return Digests.hex(digest);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
