package org.rootbuild.layer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.codec.Codec;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** The manifest as a file; {@code docs/formats.md}, "Manifest", says what every byte is. */
public final class ManifestFile {
    /** The file's name in the folder of a result. */
    public static final String NAME = "manifest";
    /** The file's name in a result that is whole, but may not survive a loss of power yet. */
    public static final String PENDING = "manifest.pending";
    /** The folder beside it that holds the contents of plain files, each under its path. */
    public static final String TREE = "tree";
    private static final byte[] MAGIC = "rbman1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;

    private ManifestFile() {
    }

    public static byte[] encode(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            byte[] header = Codec.encode(manifest.header());
            writeBytes(out, header);
            writeNumber(out, manifest.changes().size());
            for (Change change : manifest.changes()) {
                writeChange(out, change);
            }
            out.flush();
            out.write(Digests.sha256().digest(bytes.toByteArray()));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail to write", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the manifest in the folder of a result, or the one that is pending there.
     *
     * @throws DamagedContent when it is gone, cut off or changed
     */
    public static Manifest read(Path folder) throws IOException {
        return decode(bytes(folder), folder);
    }

    /** The manifest's bytes, unread. */
    public static byte[] bytes(Path folder) throws IOException {
        // Pending ones get their final name at any moment, hence the second look.
        for (String name : List.of(NAME, PENDING, NAME)) {
            try {
                return Files.readAllBytes(folder.resolve(name));
            } catch (NoSuchFileException otherName) {
                continue;
            }
        }
        throw new DamagedContent(folder.resolve(NAME), "it is gone");
    }

    /** @param folder of the result, where its contents are */
    static Manifest decode(byte[] bytes, Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        int end = bytes.length - DIGEST_BYTES;
        if (end < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new DamagedContent(file, "it is no manifest of this version");
        }
        var digest = Digests.sha256();
        digest.update(bytes, 0, end);
        if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new DamagedContent(file, "its bytes have changed");
        }
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(bytes, MAGIC.length, end - MAGIC.length))) {
            var header = Codec.decode(readBytes(in));
            long count = readNumber(in);
            List<Change> changes = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                changes.add(readChange(in, folder.resolve(TREE)));
            }
            return new Manifest(header, changes);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new DamagedContent(file, "it does not read as a manifest", malformed);
        }
    }

    private static void writeChange(DataOutputStream out, Change change) throws IOException {
        if (change instanceof Change.Put put) {
            out.writeByte(put.entry().letter());
            writeText(out, change.path());
            writeEntry(out, put.entry());
        } else {
            out.writeByte('g');
            writeText(out, change.path());
        }
    }

    private static void writeEntry(DataOutputStream out, Entry entry) throws IOException {
        writeAttributes(out, entry.attributes());
        if (entry instanceof Entry.PlainFile file) {
            writeNumber(out, file.content().sizeBytes());
            out.write(HexFormat.of().parseHex(file.content().sha256().orElseThrow()));
            writeNumber(out, file.linkGroup());
        } else if (entry instanceof Entry.Symlink link) {
            writeText(out, link.target());
        } else if (entry instanceof Entry.Device device) {
            writeNumber(out, device.major());
            writeNumber(out, device.minor());
        }
    }

    private static Change readChange(DataInputStream in, Path tree) throws IOException {
        int letter = in.readUnsignedByte();
        String path = readText(in);
        if (!TreePath.of(path).equals(path)) {
            throw new IOException("a path that is not spelt as paths are: " + path);
        }
        if (letter == 'g') {
            return new Change.Gone(path);
        }
        Attributes attributes = readAttributes(in);
        return new Change.Put(switch (letter) {
            case 'f' -> readFile(in, path, attributes, tree);
            case 'd' -> new Entry.Folder(path, attributes);
            case 'l' -> new Entry.Symlink(path, attributes, readText(in));
            case 'b', 'c' -> new Entry.Device(path, attributes, letter == 'b', (int) readNumber(in),
                (int) readNumber(in));
            case 'p', 's' -> new Entry.Pipe(path, attributes, letter == 's');
            default -> throw new IOException("unknown kind of entry: " + letter);
        });
    }

    private static Entry readFile(DataInputStream in, String path, Attributes attributes, Path tree)
            throws IOException {
        long sizeBytes = readNumber(in);
        byte[] digest = new byte[DIGEST_BYTES];
        in.readFully(digest);
        LayerContent content = new LayerContent(tree.resolve(path), sizeBytes, HexFormat.of().formatHex(digest));
        return new Entry.PlainFile(path, attributes, content, readNumber(in));
    }

    private static void writeAttributes(DataOutputStream out, Attributes attributes) throws IOException {
        writeNumber(out, attributes.mode());
        writeNumber(out, attributes.owner());
        writeNumber(out, attributes.group());
        writeNumber(out, attributes.mtimeSeconds() << 1 ^ attributes.mtimeSeconds() >> 63);
        writeNumber(out, attributes.xattrs().size());
        for (var xattr : attributes.xattrs().entrySet()) {
            writeText(out, xattr.getKey());
            writeBytes(out, xattr.getValue());
        }
    }

    private static Attributes readAttributes(DataInputStream in) throws IOException {
        int mode = (int) readNumber(in);
        long owner = readNumber(in);
        long group = readNumber(in);
        long zigzag = readNumber(in);
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        for (long left = readNumber(in); left > 0; left--) {
            xattrs.put(readText(in), readBytes(in));
        }
        return new Attributes(mode, owner, group, zigzag >>> 1 ^ -(zigzag & 1), xattrs);
    }

    /** Seven bits a byte, lowest first, the high bit set on all but the last. */
    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        writeNumber(out, bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        long length = readNumber(in);
        if (length < 0 || length > in.available()) {
            throw new IOException("a length beyond the end: " + length);
        }
        return in.readNBytes((int) length);
    }
}
