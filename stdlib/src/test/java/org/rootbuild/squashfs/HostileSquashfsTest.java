package org.rootbuild.squashfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.MemoryVolume;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSquashfsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long MOST_BYTES = 64 << 20;
    private static final int INODE_TABLE_AT = 64;
    private static final int ROOT_AT = 32;

    @TempDir
    static Path folder;

    private Squash squash;

    @BeforeAll
    void begin() throws Exception {
        squash = new Squash(folder);
        squash.bash("""
            mkdir -p tree/loopfolder/inner/folder tree/more; cd tree
            for i in $(seq 40); do echo "$i" > more/f$i; done
            seq 20000 > text; truncate -s 300000 hole; ln text other; mkfifo pipe; mknod null c 1 3
            ln -s target thelink; setfattr -n user.one -v 1 text; setfattr -n trusted.one -v 2 pipe
            setfattr -n user.long -v "$(seq 500)" more
            """);
    }

    private static MemoryVolume volume(byte[] bytes) throws IOException {
        MemoryVolume volume = new MemoryVolume(bytes.length);
        volume.write(0, ByteBuffer.wrap(bytes));
        return volume;
    }

    /** Reads everything; answers what is wrong with it. What it costs is bounded. */
    private static Optional<Failure> trouble(byte[] image) {
        try {
            Optional<SquashfsReader> reader = SquashfsReader.open(volume(image));
            if (reader.isPresent()) {
                readAll(reader.get());
            }
            return Optional.empty();
        } catch (UncheckedIOException | IOException damaged) {
            Throwable cause = damaged instanceof UncheckedIOException ? damaged.getCause() : damaged;
            assertTrue(cause instanceof Failure, () -> "no sentence: " + cause);
            assertTrue(!cause.getMessage().endsWith(".") && ((Failure) cause).remedy().endsWith("."), cause.getMessage());
            return Optional.of((Failure) cause);
        }
    }

    private static void readAll(SquashfsReader reader) throws IOException {
        long left = MOST_BYTES;
        try (Stream<Entry> entries = reader.tree().entries()) {
            for (Entry entry : (Iterable<Entry>) entries::iterator) {
                reader.tree().children(entry.path());
                if (entry instanceof Entry.PlainFile file) {
                    try (InputStream in = file.content().open()) {
                        byte[] buffer = new byte[1 << 16];
                        for (int count = in.read(buffer); count > 0 && left > 0; count = in.read(buffer)) {
                            left -= count;
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-noI -noX -noF -noD", "-comp gzip", "-comp xz", "-comp zstd", "-comp lz4", "-comp lzo",
        "-comp lzma", "-comp lzo -b 4096", "-noI -comp lz4"})
    void imagesWithRandomBytesAreReadOrRefusedWithASentence(String options) throws Exception {
        byte[] image = Files.readAllBytes(squash.image("x.squashfs", options));
        assertEquals(Optional.empty(), trouble(image));
        Random random = new Random(options.hashCode());
        int metadataAt = (int) ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getLong(INODE_TABLE_AT);
        int refused = 0;
        for (int round = 0; round < 150; round++) {
            byte[] damaged = image.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int from = round % 3 == 0 ? 4 : round % 3 == 1 ? metadataAt : Superblock.BYTES;
                int end = round % 3 == 0 ? Superblock.BYTES : image.length;
                damaged[from + random.nextInt(end - from)] = (byte) random.nextInt();
            }
            refused += assertTimeoutPreemptively(LONG, () -> trouble(damaged)).isPresent() ? 1 : 0;
        }
        assertTrue(refused > 30, "refused " + refused);
    }

    @Test
    void imagesThatAreCutOffAreRefused() throws Exception {
        byte[] image = Files.readAllBytes(squash.image("cut.squashfs", "-nopad"));
        for (int length = Superblock.BYTES; length < image.length; length += 97) {
            String said = trouble(Arrays.copyOf(image, length)).orElseThrow().getMessage();
            assertTrue(said.contains("cut off"), said);
        }
    }

    private byte[] plain(String options) throws Exception {
        return Files.readAllBytes(squash.image("plain.squashfs", "-noI -noX -noF -noD -no-exports " + options));
    }

    /** Where the listing of a folder has the name, at the number that says where its inode is. */
    private static int listed(byte[] image, int type, String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = Superblock.BYTES; at < image.length - 8 - text.length; at++) {
            if (bytes.getShort(at + 4) == type && bytes.getShort(at + 6) == text.length - 1
                && Arrays.equals(image, at + 8, at + 8 + text.length, text, 0, text.length)) {
                return at;
            }
        }
        throw new AssertionError(name);
    }

    private static void refused(String sentence, byte[] image) {
        Optional<Failure> said = assertTimeoutPreemptively(LONG, () -> trouble(image));
        assertTrue(said.map(Failure::getMessage).orElse("").contains(sentence), said.toString());
    }

    @Test
    void foldersThatGoRoundInACircleAreRefused() throws Exception {
        byte[] image = plain("");
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(listed(image, 1, "inner"), (short) bytes.getLong(ROOT_AT));
        refused("is in more than one place", image);
    }

    @Test
    void namesThatLeaveTheirFolderAreRefused() throws Exception {
        for (String name : new String[] {"thel/nk", "the\0ink"}) {
            byte[] image = plain("");
            byte[] changed = name.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(changed, 0, image, listed(image, 3, "thelink") + 8, changed.length);
            refused("has a slash or a NUL in it", image);
        }
        squash.bash("mkdir -p dots; touch dots/ab; mksquashfs dots dots.squashfs -noI -quiet -no-progress -noappend");
        byte[] image = Files.readAllBytes(squash.file("dots.squashfs"));
        int at = listed(image, 2, "ab");
        image[at + 8] = '.';
        image[at + 9] = '.';
        refused("lists '..' as a name", image);
        image[at + 8] = 'a';
    }

    @Test
    void whatIsListedAsSomethingElseThanItIsIsRefused() throws Exception {
        byte[] image = plain("");
        image[listed(image, 1, "inner") + 4] = 2;
        refused("is listed as something else than it is", image);
        byte[] other = plain("");
        other[listed(other, 2, "text") + 4] = 1;
        refused("is listed as something else than it is", other);
    }

    @Test
    void aNameThatIsListedTwiceIsRefused() throws Exception {
        byte[] image = plain("");
        image[listed(image, 2, "f12") + 10] = '1';
        refused("/more/f11 is listed twice", image);
    }

    @Test
    void otherVersionsAndUnknownCompressionsAreToldApart() throws Exception {
        byte[] image = plain("");
        image[28] = 3;
        refused("is of version 3.0", image);
        image[28] = 4;
        image[20] = 9;
        refused("not known here (number 9)", image);
        byte[] swapped = plain("");
        swapped[0] = 's';
        swapped[1] = 'q';
        swapped[2] = 's';
        swapped[3] = 'h';
        refused("big-endian", swapped);
    }

    @Test
    void aFileOfImpossibleSizeIsRefusedAndALargeHoleCostsNothing() throws Exception {
        squash.bash("mkdir -p holes; truncate -s 1G holes/huge; mksquashfs holes holes.squashfs -quiet -no-progress"
            + " -noappend -b 1M -no-tailends; test $(stat -c %s holes.squashfs) -lt 100000");
        byte[] image = Files.readAllBytes(squash.file("holes.squashfs"));
        assertEquals(Optional.empty(), assertTimeoutPreemptively(LONG, () -> trouble(image)));
        SquashfsReader reader = SquashfsReader.open(volume(image)).orElseThrow();
        Entry.PlainFile huge = (Entry.PlainFile) reader.tree().get("huge").orElseThrow();
        assertEquals(1L << 30, huge.content().sizeBytes());
        assertThrows(Enough.class, () -> huge.content().open().transferTo(new OutputStream() {
            private long left = MOST_BYTES;

            @Override
            public void write(int one) {
                throw new AssertionError();
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                left -= count;
                if (left < 0) {
                    throw new Enough();
                }
            }
        }));
    }

    /** Ends a reading that would take long. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
