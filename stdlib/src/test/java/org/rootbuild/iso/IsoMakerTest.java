package org.rootbuild.iso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;

/** ISOs of ours as xorriso, isoinfo and bsdtar read them. */
class IsoMakerTest {
    private static final long TIME = 1_700_000_000L;

    @TempDir
    Path folder;

    @Test
    void allThatATreeHoldsIsFoundAgainByXorriso() throws Exception {
        Path source = source();
        Path iso = make(IsoOptions.of("TEST", TIME), BootSetup.NONE, source, "plain.iso");
        assertEquals("", differences(iso, source));
        IsoOptions noJoliet = new IsoOptions("TEST", IsoOptions.Names.NONE, IsoOptions.Times.of(TIME), true, false, 1,
            true, List.of(), 0);
        assertEquals("", differences(make(noJoliet, BootSetup.NONE, source, "level1.iso"), source));
    }

    @Test
    void whatIsDamagedXorrisoFinds() throws Exception {
        Path source = source();
        Path iso = make(IsoOptions.of("TEST", TIME), BootSetup.NONE, source, "damaged.iso");
        byte[] bytes = Files.readAllBytes(iso);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("the content of deep")] = 'T';
        Files.write(iso, bytes);
        assertTrue(differences(iso, source).contains("deep.txt"), differences(iso, source));
    }

    @Test
    void bsdtarTakesOutWhatWasPutIn() throws Exception {
        Path source = source();
        for (boolean deep : new boolean[] {true, false}) {
            IsoOptions options = new IsoOptions("TEST", IsoOptions.Names.NONE, IsoOptions.Times.of(TIME), true, true,
                2, deep, List.of(), 0);
            Path iso = make(options, BootSetup.NONE, source, "tar" + deep + ".iso");
            Path out = Files.createDirectories(folder.resolve("out" + deep));
            run("bsdtar", "-xpf", iso.toString(), "-C", out.toString());
            run("sh", "-c", "cd '" + source + "' && find . | sort > '" + folder + "/a' && cd '" + out
                + "' && find . | grep -v '^./rr_moved$' | sort > '" + folder + "/b'");
            run("cmp", folder.resolve("a").toString(), folder.resolve("b").toString());
            run("sh", "-c", "cd '" + source + "' && find . -type f | while read f; do cmp \"$f\" \"" + out
                + "/$f\"; done");
        }
    }

    @Test
    void foldersThatAreTooDeepAreMovedWhereTheOptionsWantItAndFoundAgain() throws Exception {
        IsoOptions options = new IsoOptions("TEST", IsoOptions.Names.NONE, IsoOptions.Times.of(TIME), true, false, 3,
            false, List.of(), 0);
        Path source = source();
        Path iso = make(options, BootSetup.NONE, source, "moved.iso");
        String listed = run("isoinfo", "-l", "-i", iso.toString());
        assertTrue(listed.contains("/RR_MOVED/"), listed);
        for (String line : listed.lines().filter(one -> one.startsWith("Directory listing of ")).toList()) {
            assertTrue(line.chars().filter(one -> one == '/').count() <= 8 + 1, line);
        }
        assertEquals("", differences(iso, source).lines().filter(one -> !one.contains("rr_moved"))
            .collect(Collectors.joining("\n")));
    }

    @Test
    void windowsReadsLongNamesAndUnicode() throws Exception {
        Path iso = make(IsoOptions.of("TEST", TIME), BootSetup.NONE, source(), "joliet.iso");
        String listed = run("env", "LC_ALL=C.UTF-8", "bsdtar", "-tf", iso.toString(), "--options", "!rockridge");
        assertTrue(listed.contains("a name with bl\u00e4nks, \u4e2d.tar.gz"), listed);
        assertTrue(listed.contains("l".repeat(97) + "0;1") || listed.contains("l".repeat(90)), listed);
        assertFalse(listed.contains("link"), listed);
    }

    @Test
    void theSameInputGivesTheSameBytesToAFileAndToAStream() throws Exception {
        Path source = source();
        Path first = make(IsoOptions.of("TEST", TIME), BootSetup.NONE, source, "first.iso");
        Path second = make(IsoOptions.of("TEST", TIME), BootSetup.NONE, source, "second.iso");
        assertEquals(-1, Files.mismatch(first, second));
        Path third = folder.resolve("third.iso");
        try (FileChannel file = FileChannel.open(third, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            new IsoMaker(IsoOptions.of("TEST", TIME), BootSetup.NONE).make(neutral(source), plain(file),
                Activity.SILENT);
        }
        assertEquals(-1, Files.mismatch(first, third));
        assertEquals(Files.size(first), new IsoMaker(IsoOptions.of("TEST", TIME), BootSetup.NONE)
            .sizeBytes(neutral(source)));
    }

    @Test
    void aFileOfMoreThan4GiBHasSeveralExtentsThatReadersJoin() throws Exception {
        Path source = Files.createDirectories(folder.resolve("huge"));
        long size = (4L << 30) + 5000;
        try (FileChannel file = FileChannel.open(source.resolve("huge.bin"), StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("beyond".getBytes()), (4L << 30) - 2048);
            file.write(ByteBuffer.wrap("end".getBytes()), size - 3);
        }
        Files.writeString(source.resolve("z"), "after");
        Path iso = folder.resolve("huge.iso");
        try (FileChannel file = FileChannel.open(iso, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            new IsoMaker(IsoOptions.of("TEST", TIME), BootSetup.NONE).make(new FolderTree(source), sparse(file),
                Activity.SILENT);
        }
        String found = run("xorriso", "-indev", iso.toString(), "-find", "/", "-type", "f", "-exec", "lsdl", "--");
        assertTrue(found.contains(" " + size + " "), found);
        assertEquals("after", run("bsdtar", "-xOf", iso.toString(), "z"));
        // The second extent, as xorriso lists it: its first block, and how many there are.
        String extent = run("xorriso", "-indev", iso.toString(), "-find", "/huge.bin", "-exec", "report_lba", "--")
            .lines().filter(one -> one.startsWith("File data lba:  1 ")).findFirst().orElseThrow();
        long block = Long.parseLong(extent.split(",")[1].strip());
        try (FileChannel file = FileChannel.open(iso)) {
            ByteBuffer bytes = ByteBuffer.allocate(7048);
            file.read(bytes, block * 2048);
            assertEquals("beyond", new String(bytes.array(), 0, 6));
            assertEquals("end", new String(bytes.array(), 7048 - 3, 3));
        }
        Failure failure = assertThrows(Failure.class, () -> new IsoMaker(new IsoOptions("X", IsoOptions.Names.NONE,
            IsoOptions.Times.of(0), true, true, 2, true, List.of(), 0), BootSetup.NONE)
            .sizeBytes(new FolderTree(source)));
        assertTrue(failure.getMessage().contains("level 2 of ISO 9660 has no files of 4 GiB"), failure.getMessage());
        assertEquals("Take level 3.", failure.remedy());
    }

    @Test
    void whatTheVolumeSaysOfItselfIsWritten() throws Exception {
        IsoOptions options = IsoOptions.of("My disc", TIME).withNames(new IsoOptions.Names("LINUX", "SET", "PUBLISHER",
            "PREPARER", "APPLICATION", "", "", ""));
        String said = run("isoinfo", "-d", "-i", make(options, BootSetup.NONE, source(), "said.iso").toString());
        for (String one : List.of("Volume id: My disc", "System id: LINUX", "Volume set id: SET",
            "Publisher id: PUBLISHER", "Data preparer id: PREPARER", "Application id: APPLICATION",
            "Joliet with UCS level 3 found", "Rock Ridge signatures version 1 found")) {
            assertTrue(said.contains(one), said);
        }
        assertEquals("2023-11-14-22-13-20-00", run("blkid", "-o", "value", "-s", "UUID",
            folder.resolve("said.iso").toString()).strip());
    }

    @Test
    void manyFilesInAFolderAndManyFoldersAreFoundAgain() throws Exception {
        Path source = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 3000; i++) {
            Files.writeString(source.resolve("file-with-a-name-that-is-longer-than-iso-9660-allows-" + i), "" + i);
            Files.createDirectories(source.resolve("folders/" + i));
        }
        assertEquals("", differences(make(IsoOptions.of("TEST", TIME), BootSetup.NONE, source, "many.iso"), source));
    }

    @Test
    void aFileThatBecameShorterOrLongerIsAnErrorThatNamesIt() throws Exception {
        for (int really : new int[] {9, 11}) {
            FileTree tree = tree(new Content() {
                @Override
                public long sizeBytes() {
                    return 10;
                }

                @Override
                public InputStream open() {
                    return new java.io.ByteArrayInputStream(new byte[really]);
                }
            });
            Failure failure = assertThrows(Failure.class, () -> new IsoMaker(IsoOptions.of("X", 0), BootSetup.NONE)
                .make(tree, plain(FileChannel.open(folder.resolve("short" + really), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)), Activity.SILENT));
            assertEquals("/f has not 10 bytes any more", failure.getMessage());
        }
    }

    @Test
    void aBootImageThatIsNotThereIsNamed() {
        BootSetup boot = new BootSetup(Optional.of(new BootCatalogue(Optional.empty(), "",
            List.of(BootEntry.bios(new BootImage.InTree("isolinux/isolinux.bin"), false)))), SystemArea.EMPTY,
            List.of(), List.of());
        Failure failure = assertThrows(Failure.class, () -> new IsoMaker(IsoOptions.of("X", 0), boot)
            .sizeBytes(tree(Content.of("f"))));
        assertEquals("the boot image /isolinux/isolinux.bin is not among the files of the ISO", failure.getMessage());
    }

    private static FileTree tree(Content content) {
        return new org.rootbuild.filesystem.EditedTree(new FileTree() {
            private final List<Entry> all = List.of(
                new Entry.Folder("", org.rootbuild.tree.Attributes.ofRoot(0755, 0)),
                new Entry.PlainFile("f", org.rootbuild.tree.Attributes.ofRoot(0644, 0), content));

            @Override
            public Optional<Entry> get(String path) {
                return all.stream().filter(one -> one.path().equals(path)).findFirst();
            }

            @Override
            public java.util.stream.Stream<Entry> entries() {
                return all.stream();
            }

            @Override
            public List<Entry> children(String of) {
                return all.subList(1, 2);
            }
        }, 0);
    }

    /** With all kinds of entries and names that a tree can have. */
    private Path source() throws Exception {
        Path source = folder.resolve("source");
        if (!Files.exists(source)) {
            run("sh", "-euc", """
                mkdir -p "$1/a/b/c/d/e/f/g/h/i/j/k" "$1/a/b/c/d/e/f/g/h/i2/x" "$1/dev" "$1/empty folder" "$1/A"
                cd "$1"
                printf 'the content of deep' > a/b/c/d/e/f/g/h/i/j/k/deep.txt
                printf 'two' > a/b/c/d/e/f/g/h/i2/x/two.txt
                ln a/b/c/d/e/f/g/h/i/j/k/deep.txt hard
                ln -s ../../etc/passwd a/link
                ln -s /abs/./x/y a/abs
                ln -s "$(printf 'n%.0s' $(seq 200))/../$(printf 'm%.0s' $(seq 255))/$(printf 'o%.0s' $(seq 255))" a/long
                mknod dev/null c 1 3; mknod dev/sda b 8 0; mkfifo dev/pipe
                touch empty a/empty; chmod 4755 empty; chown 1000:70000 hard
                printf 'x' > 'a name with blänks, 中.tar.gz'; printf y > .hidden; printf z > name.with.dots.x
                head -c 300000 /dev/zero | tr '\\0' q > big; touch -d '1980-02-03 04:05:06' big
                for i in 1 2 3; do printf $i > "$(printf 'l%.0s' $(seq 250))$i"; printf $i > "A/File$i.TXT"; done
                printf u > A/FILE1.txt
                """, "sh", source.toString());
        }
        return source;
    }

    /** As the tree of a folder, without what reading it changes. */
    private static FileTree neutral(Path source) throws java.io.IOException {
        return new FolderTree(source);
    }

    private Path make(IsoOptions options, BootSetup boot, Path source, String name) throws Exception {
        Path iso = folder.resolve(name);
        try (FileChannel out = FileChannel.open(iso, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new IsoMaker(options, boot).make(neutral(source), out, Activity.SILENT);
        }
        return iso;
    }

    /** What xorriso sees differently in the ISO and in the folder; the time of a change of an inode is not kept. */
    private String differences(Path iso, Path source) throws Exception {
        List<String> line = new ArrayList<>(List.of("xorriso", "-for_backup", "-return_with", "FATAL", "32", "-indev",
            iso.toString(), "-compare_r", source.toString(), "/"));
        return run(line.toArray(new String[0])).lines().filter(one -> one.matches("[-?] '.*|.*(SORRY|FAILURE) :.*"))
            .filter(one -> !one.contains("st_ctime") && !one.contains("st_atime")).collect(Collectors.joining("\n"));
    }

    /** Any channel but a file's, so that nothing is left to the kernel. */
    private static WritableByteChannel plain(FileChannel file) {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer from) throws java.io.IOException {
                return file.write(from);
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // The file is its owner's.
            }
        };
    }

    /** Leaves holes where whole buffers are zeros. */
    private static WritableByteChannel sparse(FileChannel file) {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer from) throws java.io.IOException {
                int count = from.remaining();
                if (from.equals(zeros.slice(0, count))) {
                    file.position(file.position() + count);
                    from.position(from.limit());
                } else {
                    file.write(from);
                }
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // The file is its owner's.
            }
        };
    }

    static String run(String... words) throws Exception {
        Path log = Files.createTempFile("tool", ".log");
        try {
            int status = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start()
                .waitFor();
            String said = Files.readString(log, java.nio.charset.StandardCharsets.UTF_8);
            if (status != 0) {
                throw new AssertionError(List.of(words) + " ended with " + status + ": " + said);
            }
            return said;
        } finally {
            Files.delete(log);
        }
    }
}
