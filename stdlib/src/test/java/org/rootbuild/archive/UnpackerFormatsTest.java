package org.rootbuild.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.compress.HostTool;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Entry;

/** Archives of the standard tools, unpacked. */
class UnpackerFormatsTest {
    private static final String LONG = "long/" + "n".repeat(120) + "/" + "m".repeat(140);

    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        HostTool.sh(folder, "mkdir -p in/sub/deep in/empty in/long/" + "n".repeat(120)
            + "; printf hello > in/a; head -c 300000 /dev/urandom > in/sub/noise; : > in/nothing"
            + "; ln in/a in/sub/a2; ln in/a in/z; ln in/nothing in/nothing2; ln -s ../a in/sub/link; ln -s "
            + "/nowhere/at/all in/abs"
            + "; printf x > in/" + LONG + "; printf ü > in/sub/Grüße; mkfifo in/pipe"
            + "; truncate -s 1M in/sparse; printf end >> in/sparse; printf mid | dd of=in/sparse bs=1 seek=500000 "
            + "conv=notrunc"
            + "; chmod 4755 in/a; chmod 1777 in/empty; chmod 600 in/sub/noise"
            + "; find in -exec touch -h -d @1500000000 {} +");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "tar --format=gnu -S -C in -cf out .", "tar --format=posix -S -C in -cf out .", "tar --format=gnu -C in -cf "
        + "out .",
        "tar --format=posix -S --sparse-version=0.0 -C in -cf out .",
        "tar --format=posix -S --sparse-version=0.1 -C in -cf out .",
        "tar -C in -czf out .", "tar -C in -cjf out .", "tar -C in -cJf out .", "tar -C in --zstd -cf out .",
        "tar -C in --lzma -cf out .", "tar -C in -c . | lz4 > out", "tar -C in -cz . | xz | bzip2 > out",
        "cd in && find . | cpio -o -H newc > ../out", "cd in && find . | cpio -o -H crc > ../out",
        "cd in && find . | cpio -o -H odc > ../out", "cd in && find . | cpio -o -H newc | gzip > ../out",
        "cd in && find . | cpio -o -H newc | lz4 -l > ../out", "cd in && find . -depth | cpio -o -H newc | lzma > "
        + "../out"})
    void everyKindOfEntryComesOutAsItWas(String line) throws Exception {
        HostTool.sh(folder, line);
        MemoryTree tree = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING, Activity.SILENT);
        checkFiles(tree);
        assertEquals('p', tree.get("pipe").orElseThrow().letter());
        assertSameFile(tree, "a", "sub/a2", "z");
        assertSameFile(tree, "nothing", "nothing2");
        assertEquals(HostTool.sh(folder, "id "
            + "-u").trim(), Long.toString(tree.get("a").orElseThrow().attributes().owner()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip -ryX ../out.zip .", "zip -ry ../out.zip .", "zip -ry0 ../out.zip .",
        "zip -ry -fz- ../out.zip . && true", "zip -ry - . > ../out.zip"})
    void aZipComesOutWithModesAndLinks(String line) throws Exception {
        HostTool.sh(folder, "rm in/pipe; cd in; TZ=UTC " + line);
        MemoryTree tree = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out.zip"), tree, UnpackOptions.EVERYTHING, Activity.SILENT);
        checkFiles(tree);
    }

    private void checkFiles(MemoryTree tree) throws IOException {
        for (String name : List.of("a", "sub/noise", "nothing", "sub/a2", "sparse", LONG, "sub/Grüße")) {
            Entry.PlainFile file = (Entry.PlainFile) tree.get(name).orElseThrow();
            assertArrayEquals(Files.readAllBytes(folder.resolve("in").resolve(name)), file.content().bytes(), name);
            assertEquals(1500000000L, file.attributes().mtimeSeconds(), name);
        }
        assertEquals(04755, tree.get("a").orElseThrow().attributes().mode());
        assertEquals(01777, tree.get("empty").orElseThrow().attributes().mode());
        assertEquals(0600, tree.get("sub/noise").orElseThrow().attributes().mode());
        assertEquals("../a", ((Entry.Symlink) tree.get("sub/link").orElseThrow()).target());
        assertEquals("/nowhere/at/all", ((Entry.Symlink) tree.get("abs").orElseThrow()).target());
    }

    private static void assertSameFile(MemoryTree tree, String... names) {
        long group = ((Entry.PlainFile) tree.get(names[0]).orElseThrow()).linkGroup();
        assertTrue(group != 0, names[0]);
        for (String name : names) {
            assertEquals(group, ((Entry.PlainFile) tree.get(name).orElseThrow()).linkGroup(), name);
        }
    }

    @Test
    void anInitramfsOfSeveralSegmentsIsOneTreeWhereTheLastEntryWins() throws Exception {
        HostTool.sh(folder, "mkdir -p early/kernel/x86/microcode two; printf ucode > early/kernel/x86/microcode/G.bin"
            + "; printf other > two/a; printf new > two/new"
            + "; (cd early; find . | cpio -o -H newc) > out; head -c 1024 /dev/zero >> out"
            + "; (cd in; find . | cpio -o -H newc | gzip) >> out; head -c 516 /dev/zero >> out"
            + "; (cd two; find . | cpio -o -H newc | zstd) >> out");
        MemoryTree tree = new MemoryTree();
        UnpackSummary summary = new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING,
            Activity.SILENT);
        assertEquals("ucode", text(tree, "kernel/x86/microcode/G.bin"));
        assertEquals("other", text(tree, "a"));
        assertEquals("hello", text(tree, "z"));
        assertEquals("new", text(tree, "new"));
        assertEquals(ArchiveFormat.CPIO, summary.format());
        assertTrue(summary.duplicates() >= 1, summary.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "none"})
    void aDebianPackageGivesItsDataAndItsControlApart(String compression) throws Exception {
        HostTool.sh(folder, "mkdir -p pkg/DEBIAN pkg/usr/bin; printf 'Package: x\\nVersion: 1\\nArchitecture: all\\n"
            + "Maintainer: A <a@example.org>\\nDescription: d\\n' > pkg/DEBIAN/control; printf '#!/bin/sh\\n' > "
            + "pkg/usr/bin/x"
            + "; chmod 755 pkg/usr/bin/x; dpkg-deb --root-owner-group -Z" + compression + " -b pkg out");
        MemoryTree data = new MemoryTree();
        MemoryTree control = new MemoryTree();
        Unpacker unpacker = new Unpacker(Limits.USUAL);
        UnpackSummary summary = unpacker.unpack(folder.resolve("out"), data, UnpackOptions.EVERYTHING, Activity.SILENT);
        unpacker.unpackControl(folder.resolve("out"), control, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertEquals(ArchiveFormat.DEB, summary.format());
        assertEquals("#!/bin/sh\n", text(data, "usr/bin/x"));
        assertEquals(0755, data.get("usr/bin/x").orElseThrow().attributes().mode());
        assertTrue(text(control, "control").startsWith("Package: x\n"));
        assertTrue(data.get("control").isEmpty());
    }

    @Test
    void anArArchiveGivesItsMembersWithLongNames() throws Exception {
        HostTool.sh(folder, "cp in/a short; cp in/sub/noise " + "l".repeat(40) + ".o; ar rc out short " + "l".repeat(40)
            + ".o");
        MemoryTree tree = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertEquals("hello", text(tree, "short"));
        assertEquals(300000, ((Entry.PlainFile) tree.get("l".repeat(40) + ".o").orElseThrow()).content().sizeBytes());
    }

    @Test
    void devicesLargeOwnersAndBinaryAttributesComeOutOfPax() throws Exception {
        HostTool.sh(folder, "python3 - <<'E'\n"
            + "import tarfile\n"
            + "t = tarfile.open('out', 'w', format=tarfile.PAX_FORMAT, encoding='utf-8')\n"
            + "d = tarfile.TarInfo('dev/sda1'); d.type = tarfile.BLKTYPE; d.devmajor, d.devminor = 8, 1; t.addfile(d)\n"
            + "d = tarfile.TarInfo('dev/null'); d.type = tarfile.CHRTYPE; d.devmajor, d.devminor = 1, 3; d.mode = "
            + "0o666\n"
            + "t.addfile(d)\n"
            + "f = tarfile.TarInfo('big'); f.uid, f.gid = 4000000000, 3000000; f.mtime = -5.5; t.addfile(f)\n"
            + "t.close()\nE");
        MemoryTree tree = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING, Activity.SILENT);
        Entry.Device disk = (Entry.Device) tree.get("dev/sda1").orElseThrow();
        assertTrue(disk.block() && disk.major() == 8 && disk.minor() == 1, disk.toString());
        assertEquals('c', tree.get("dev/null").orElseThrow().letter());
        Entry big = tree.get("big").orElseThrow();
        assertEquals(4000000000L, big.attributes().owner());
        assertEquals(-6, big.attributes().mtimeSeconds());
    }

    @Test
    void extendedAttributesOfGnuTarComeOutByteByByte() throws Exception {
        HostTool.sh(folder, "cp in/a withattr; python3 -c \"import os; "
            + "os.setxattr('withattr', 'user.bytes', bytes([1, 0, 255, 10, 61]))\"; tar --xattrs --format=posix -cf "
            + "out withattr");
        MemoryTree tree = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertArrayEquals(new byte[] {1, 0, -1, 10, 61},
            tree.get("withattr").orElseThrow().attributes().xattrs().get("user.bytes"));
    }

    @Test
    void anEmptyTarIsAnArchiveOfNothing() throws Exception {
        HostTool.sh(folder, "tar -cf out -T /dev/null");
        UnpackSummary summary = new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), new MemoryTree(),
            UnpackOptions.EVERYTHING, Activity.SILENT);
        assertEquals(0, summary.files() + summary.folders());
    }

    private static String text(MemoryTree tree, String path) throws IOException {
        Entry.PlainFile file = (Entry.PlainFile) tree.get(path).orElseThrow();
        return new String(file.content().bytes(), StandardCharsets.UTF_8);
    }
}
