package org.rootbuild.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.compress.HostTool;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** What the writers wrote, judged by the standard tools. */
class WriterTest {
    private static final long EPOCH = 1_600_000_000L;
    private static final Compressor COMPRESSOR = new Compressor(2, 400L << 20);
    private static final String LONG = "long/" + "n".repeat(120) + "/" + "m".repeat(140);

    @TempDir
    Path folder;
    private final MemoryTree tree = new MemoryTree();

    @BeforeEach
    void makeTree() throws IOException {
        tree.put(new Entry.Folder("", Attributes.ofRoot(0755, EPOCH)));
        tree.put(new Entry.Folder("etc", Attributes.ofRoot(0750, EPOCH - 5)));
        tree.write("etc/passwd", Attributes.of(0644, 0, 0, EPOCH - 7), Content.of("root:x:0:0\n"));
        tree.write("etc/late", Attributes.of(0600, 1000, 100, EPOCH + 999), Content.of("late"));
        tree.write("etc-late", Attributes.of(04755, 4000000, 3000000, 1), Content.of("x".repeat(100_001)));
        tree.write("empty", Attributes.ofRoot(0644, 0), Content.of(""));
        tree.link("b/hard", "etc/passwd");
        tree.link("zhard", "etc/passwd");
        tree.put(new Entry.Symlink("link", Attributes.ofRoot(0777, EPOCH), "etc/passwd"));
        tree.put(new Entry.Device("dev/console", Attributes.ofRoot(0600, EPOCH), false, 5, 1));
        tree.put(new Entry.Device("dev/nvme0n1", Attributes.of(0660, 0, 6, EPOCH), true, 259, 300));
        tree.put(new Entry.Pipe("dev/pipe", Attributes.ofRoot(0622, EPOCH), false));
        tree.write("Grüße", Attributes.ofRoot(0644, EPOCH), Content.of("ü"));
        tree.write(LONG, Attributes.ofRoot(0644, EPOCH), Content.of("deep"));
    }

    private byte[] cpio(FileTree what) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new CpioWriter(EPOCH).write(what, bytes, Activity.SILENT);
        return bytes.toByteArray();
    }

    private byte[] tar(FileTree what) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TarWriter(EPOCH).write(what, bytes, Activity.SILENT);
        return bytes.toByteArray();
    }

    @Test
    void cpioListsEveryEntryAsItWasWritten() throws Exception {
        Files.write(folder.resolve("out"), cpio(tree));
        String list = HostTool.sh(folder, "TZ=UTC cpio -itvn --quiet < out").replaceAll(" +", " ");
        for (String line : List.of("drwxr-x--- 2 0 0 0 Sep 13 2020 etc\n", "-rw------- 1 1000 100 4 Sep 13 2020 "
            + "etc/late\n",
            "-rwsr-xr-x 1 4000000 3000000 100001 Jan 1 1970 etc-late\n", "crw------- 1 0 0 5, 1 Sep 13 2020 "
            + "dev/console\n",
            "brw-rw---- 1 0 6 259, 300 Sep 13 2020 dev/nvme0n1\n", "prw--w--w- 1 0 0 0 Sep 13 2020 dev/pipe\n",
            "lrwxrwxrwx 1 0 0 10 Sep 13 2020 link -> etc/passwd\n", "-rw-r--r-- 3 0 0 0 Sep 13 2020 b/hard\n",
            "-rw-r--r-- 3 0 0 11 Sep 13 2020 zhard\n", " Grüße\n", " " + LONG + "\n")) {
            assertTrue(list.contains(line), line + "is not in\n" + list);
        }
        assertEquals(0, Files.size(folder.resolve("out")) % 512);
    }

    @Test
    void cpioTakesTheFilesOutAgainWithTheirHardLinks() throws Exception {
        Files.write(folder.resolve("out"), cpio(tree));
        HostTool.sh(folder, "mkdir x; cd x; cpio -idm --quiet --no-preserve-owner --no-absolute-filenames 'etc*' "
            + "'b*' 'z*'"
            + " link 'long*' 'G*' empty < ../out");
        assertEquals("root:x:0:0\n", Files.readString(folder.resolve("x/b/hard")));
        assertEquals("deep", Files.readString(folder.resolve("x").resolve(LONG)));
        assertEquals("3 3\n", HostTool.sh(folder, "echo $(stat -c %h x/b/hard x/etc/passwd)"));
        assertEquals(HostTool.sh(folder, "stat -c %i x/b/hard"), HostTool.sh(folder, "stat -c %i x/zhard"));
        assertEquals("4755 100001\n", HostTool.sh(folder, "stat -c '%a %s' x/etc-late"));
    }

    @Test
    void cpioRejectsADamagedArchive() throws Exception {
        byte[] whole = cpio(tree);
        Files.write(folder.resolve("out"), Arrays.copyOf(whole, whole.length - 100_400));
        assertTrue(HostTool.attempt(folder, "cpio -it < out").failed());
        whole[94 + 6] = 'Z';
        Files.write(folder.resolve("out"), whole);
        assertTrue(HostTool.attempt(folder, "cpio -it < out").output().contains("Malformed"));
    }

    @Test
    void theSameTreeGivesTheSameBytesWhoeverReadsItAgain() throws Exception {
        byte[] once = cpio(tree);
        assertArrayEquals(once, cpio(tree));
        Files.write(folder.resolve("out"), once);
        MemoryTree again = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), again, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertArrayEquals(once, cpio(again));
        byte[] tar = tar(tree);
        Files.write(folder.resolve("out"), tar);
        MemoryTree fromTar = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), fromTar, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertArrayEquals(tar, tar(fromTar));
        assertArrayEquals(once, cpio(fromTar));
    }

    @ParameterizedTest
    @EnumSource(value = Codec.class, names = {"GZIP", "XZ", "ZSTD"})
    void theToolsForAnInitramfsSeeEverySegment(Codec codec) throws Exception {
        MemoryTree early = new MemoryTree();
        early.write("kernel/x86/microcode/GenuineIntel.bin", Attributes.ofRoot(0644, 0), Content.of("microcode"));
        Files.write(folder.resolve("init"), initramfs(List.of(
            new InitramfsWriter.ReadySegment(Content.of(cpio(early))),
            new InitramfsWriter.TreeSegment(tree, new Compression(codec, 1)))));
        String list = HostTool.sh(folder, "lsinitramfs init");
        assertTrue(list.contains("kernel/x86/microcode/GenuineIntel.bin"), list);
        assertTrue(list.contains("etc/passwd") && list.contains(LONG), list);
        MemoryTree read = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("init"), read, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertTrue(read.lines().containsAll(early.lines().subList(1, 2)), "early");
        assertEquals("late", new String(((Entry.PlainFile) read.get("etc/late").orElseThrow()).content().bytes()));
    }

    @Test
    void unmkinitramfsTakesItApartAndRejectsADamagedOne() throws Exception {
        MemoryTree early = new MemoryTree();
        early.write("kernel/x86/microcode/GenuineIntel.bin", Attributes.ofRoot(0644, 0), Content.of("microcode"));
        MemoryTree main = new MemoryTree();
        main.write("init", Attributes.ofRoot(0755, 0), Content.of("#!/bin/sh\n"));
        byte[] whole = initramfs(List.of(new InitramfsWriter.TreeSegment(early, Compression.NONE),
            new InitramfsWriter.TreeSegment(main, Compression.zstd(3))));
        Files.write(folder.resolve("init"), whole);
        HostTool.sh(folder, "unmkinitramfs init x");
        assertEquals("microcode", Files.readString(folder.resolve("x/early/kernel/x86/microcode/GenuineIntel.bin")));
        assertEquals("#!/bin/sh\n", Files.readString(folder.resolve("x/main/init")));
        whole[whole.length - 30] ^= 0x55;
        Files.write(folder.resolve("init"), whole);
        assertTrue(HostTool.attempt(folder, "unmkinitramfs init y").failed());
    }

    private static byte[] initramfs(List<InitramfsWriter.Segment> segments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new InitramfsWriter(COMPRESSOR, EPOCH).write(segments, bytes, Activity.SILENT);
        return bytes.toByteArray();
    }

    @Test
    void aFileOfFourGibibytesIsRefusedInCpio() throws Exception {
        tree.write("huge", Attributes.ofRoot(0644, 0), new Content() {
            @Override
            public long sizeBytes() {
                return 4L << 30;
            }

            @Override
            public InputStream open() {
                throw new AssertionError("opened");
            }
        });
        Failure failure = assertThrows(Failure.class, () -> cpio(tree));
        assertEquals("/huge has 4294967296 bytes, and a file in a cpio archive has less than 4 "
            + "GiB", failure.getMessage());
    }

    @Test
    void aFileThatChangesMeanwhileIsAFailure() throws Exception {
        for (int size : new int[] {3, 5}) {
            MemoryTree changing = new MemoryTree();
            changing.write("f", Attributes.ofRoot(0644, 0), new Content() {
                @Override
                public long sizeBytes() {
                    return size;
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(new byte[4]);
                }
            });
            assertThrows(Failure.class, () -> cpio(changing));
            assertThrows(Failure.class, () -> tar(changing));
        }
    }

    @Test
    void lostAttributesAreNoted() throws Exception {
        List<String> notes = new ArrayList<>();
        tree.write("cap", new Attributes(0755, 0, 0, 0, new TreeMap<>(java.util.Map.of("security.capability",
            new byte[20]))), Content.of("x"));
        new CpioWriter(EPOCH).write(tree, OutputStream.nullOutputStream(), noting(notes));
        tree.put(new Entry.Pipe("socket", Attributes.ofRoot(0755, 0), true));
        new TarWriter(EPOCH).write(tree, OutputStream.nullOutputStream(), noting(notes));
        assertEquals(List.of("Extended attributes of 1 entry is lost, since cpio cannot hold them.",
            "1 sockets are left out, since tar cannot hold them."), notes);
    }

    private static Activity noting(List<String> notes) {
        return new Activity() {
            @Override
            public void progress(String what, long doneBytes, long totalBytes) {
                // not of interest
            }

            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }

            @Override
            public void log(String line) {
                // not of interest
            }
        };
    }

    @Test
    void tarListsEveryEntryAsItWasWrittenAndRejectsADamagedArchive() throws Exception {
        byte[] whole = tar(tree);
        Files.write(folder.resolve("out"), whole);
        String list = HostTool.sh(folder, "TZ=UTC tar --full-time --numeric-owner -tvf out").replaceAll(" +", " ");
        for (String line : List.of("drwxr-xr-x 0/0 0 2020-09-13 12:26:40 ./\n", "drwxr-x--- 0/0 0 2020-09-13 "
            + "12:26:35 ./etc/\n",
            "-rw------- 1000/100 4 2020-09-13 12:26:40 ./etc/late\n",
            "-rwsr-xr-x 4000000/3000000 100001 1970-01-01 00:00:01 ./etc-late\n",
            "crw------- 0/0 5,1 2020-09-13 12:26:40 ./dev/console\n", "brw-rw---- 0/6 259,300 2020-09-13 12:26:40 "
            + "./dev/nvme0n1\n",
            "lrwxrwxrwx 0/0 0 2020-09-13 12:26:40 ./link -> etc/passwd\n", "./zhard link to ./b/hard\n", " "
            + "./" + LONG + "\n")) {
            assertTrue(list.contains(line), line + "is not in\n" + list);
        }
        assertTrue(HostTool.sh(folder, "tar --quoting-style=literal -tf out").contains("./Grüße\n"));
        whole[100] = '9';
        Files.write(folder.resolve("out"), whole);
        assertTrue(HostTool.attempt(folder, "tar -tf out").failed());
    }

    @Test
    void tarKeepsExtendedAttributesByteByByte() throws Exception {
        byte[] value = {1, 0, -1, 10, 61, -128};
        MemoryTree one = new MemoryTree();
        one.write("f", new Attributes(0644, 0, 0, -3, new TreeMap<>(java.util.Map.of("user.bytes", value))),
            Content.of("x"));
        Files.write(folder.resolve("out"), tar(one));
        HostTool.sh(folder, "mkdir x; tar --xattrs --no-same-owner -C x -xf out");
        assertEquals(Arrays.toString(value).replaceAll("[\\[\\] ]", "") + "\n", HostTool.sh(folder, "python3 -c "
            + "\"import os; "
            + "print(','.join(str(b - 256 if b > 127 else b) for b in os.getxattr('x/f', 'user.bytes')))\""));
        assertEquals("-3\n", HostTool.sh(folder, "stat -c %Y x/f"));
    }
}
