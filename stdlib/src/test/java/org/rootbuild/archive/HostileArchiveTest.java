package org.rootbuild.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.compress.HostTool;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;

/** Archives that mean harm, or were harmed. */
class HostileArchiveTest {
    private static final String PYTHON = """
        import io, stat, struct, sys, tarfile, zipfile
        def tar(*entries, path='out'):
            with tarfile.open(path, 'w', format=tarfile.GNU_FORMAT) as t:
                for name, kind, target in entries:
                    i = tarfile.TarInfo(name)
                    i.type = {'f': b'0', 'd': b'5', 'l': b'2', 'h': b'1'}[kind]
                    data = b''
                    if kind == 'f':
                        data = target.encode(); i.size = len(data)
                    elif target:
                        i.linkname = target
                    t.addfile(i, io.BytesIO(data))
        def newc(name, data=b'', mode=0o100644, size=None, links=1, ino=1):
            n = name.encode() + b'\\0'
            fields = [ino, mode, 0, 0, links, 0, len(data) if size is None else size, 0, 0, 0, 0, len(n), 0]
            h = b'070701' + b''.join(b'%08x' % f for f in fields) + n
            return h + b'\\0' * (-len(h) % 4) + data + b'\\0' * (-len(data) % 4)
        END = newc('TRAILER!!!', mode=0)
        def write(data):
            open('out', 'wb').write(data)
        """;

    @TempDir
    Path folder;

    private void python(String script) throws IOException {
        Files.writeString(folder.resolve("make.py"), PYTHON + script);
        HostTool.sh(folder, "python3 make.py");
    }

    private MemoryTree unpack(UnpackOptions options) throws IOException {
        return unpack(options, Limits.USUAL);
    }

    private MemoryTree unpack(UnpackOptions options, Limits limits) throws IOException {
        MemoryTree tree = new MemoryTree(in -> {
            long size = in.transferTo(java.io.OutputStream.nullOutputStream());
            return org.rootbuild.tree.Content.of(Long.toString(size));
        });
        new Unpacker(limits).unpack(folder.resolve("out"), tree, options, Activity.SILENT);
        return tree;
    }

    private Failure refused() {
        return refused(Limits.USUAL);
    }

    private Failure refused(Limits limits) {
        Failure failure = assertThrows(Failure.class, () -> unpack(UnpackOptions.EVERYTHING, limits));
        assertTrue(failure.getMessage().startsWith("out ") || failure.getMessage().startsWith("in out ")
            || failure.getMessage().contains(" of out "), failure.getMessage());
        assertFalse(failure.getMessage().endsWith("."), failure.getMessage());
        assertTrue(failure.remedy().endsWith("."), failure.remedy());
        return failure;
    }

    @Test
    void aRefusalCallsTheArchiveAsThePersonDoes() throws Exception {
        python("tar(('../evil', 'f', 'x'))");
        MemoryTree tree = new MemoryTree(in -> org.rootbuild.tree.Content.of(""));
        Failure failure = assertThrows(Failure.class, () -> new Unpacker(Limits.USUAL).unpack(folder.resolve("out"),
            "gcc.tar", tree, UnpackOptions.EVERYTHING, Activity.SILENT));
        assertTrue(failure.getMessage().startsWith("gcc.tar holds the name '../evil'"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "('../evil', 'f', 'x') | '../evil', which leads out of the tree",
        "('a/../../evil', 'f', 'x') | 'a/../../evil', which leads out",
        "('/etc/evil', 'f', 'x') | the absolute name '/etc/evil'",
        "('x', 'l', '/etc'), ('x/passwd', 'f', 'x') | 'x/passwd', which passes through the link /x",
        "('x', 'l', 'y'), ('y', 'd', ''), ('x/z/passwd', 'f', 'x') | passes through the link /x",
        "('a/b', 'l', '../../..') | 'a/b' to '../../..', which climbs above the root",
        "('b', 'l', '..') | 'b' to '..', which climbs",
        "('a/b', 'l', 'c/../../../d') | which climbs",
        "('h', 'h', '../../etc/passwd') | '../../etc/passwd', which leads out",
        "('h', 'h', '/etc/passwd') | the absolute name '/etc/passwd'",
        "('h', 'h', 'later'), ('later', 'f', 'x') | 'h' as a hard link to 'later', which is not there",
        "('d', 'd', ''), ('h', 'h', 'd') | 'h' to the folder /d",
        "('x', 'l', '/etc'), ('h', 'h', 'x/passwd') | passes through the link /x",
        "('a', 'f', 'x'), ('a/b', 'f', 'x') | a",
        "('d/' * 200 + 'f', 'f', 'x') | lies more than 128 folders deep",
        "('n' * 300, 'f', 'x') | or fits no filesystem",
        "('d/' * 3000 + 'f', 'f', 'x') | whose name is longer than 4096 characters"})
    void aNameThatReachesElsewhereIsRefused(String entries, String sentence) throws Exception {
        python("tar(" + entries + ")");
        if (sentence.equals("a")) {
            assertThrows(Failure.class, () -> unpack(UnpackOptions.EVERYTHING));
        } else {
            String message = refused().getMessage();
            assertTrue(message.contains(sentence), message);
        }
    }

    @Test
    void absoluteNamesAreTakenInsideTheTreeWhenAllowed() throws Exception {
        python("tar(('/etc/x', 'f', 'x'), ('/h', 'h', '/etc/x'))");
        MemoryTree tree = unpack(UnpackOptions.EVERYTHING.withAbsoluteNames());
        assertEquals('f', tree.get("etc/x").orElseThrow().letter());
        assertEquals('f', tree.get("h").orElseThrow().letter());
    }

    @Test
    void aLinkIsRefusedAlsoUnderAnotherSpellingThroughALinkOfTheTree() throws Exception {
        python("tar(('a/x', 'l', '/etc'), ('b/x/passwd', 'f', 'x'))");
        MemoryTree tree = new MemoryTree();
        tree.put(new Entry.Folder("a", org.rootbuild.tree.Attributes.ofRoot(0755, 0)));
        tree.put(new Entry.Symlink("b", org.rootbuild.tree.Attributes.ofRoot(0777, 0), "a"));
        Failure failure = assertThrows(Failure.class, () -> new Unpacker(Limits.USUAL)
            .unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING, Activity.SILENT));
        assertTrue(failure.getMessage().contains("passes through the link /a/x"), failure.getMessage());
    }

    @Test
    void theLastOfSeveralEntriesWinsAndIsCounted() throws Exception {
        python("tar(('a', 'f', 'one'), ('a', 'l', 'b'), ('a', 'f', 'three'), ('./a', 'f', 'fourth'))");
        MemoryTree tree = new MemoryTree();
        UnpackSummary summary = new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING,
            Activity.SILENT);
        assertEquals(3, summary.duplicates());
        assertEquals("fourth", new String(((Entry.PlainFile) tree.get("a").orElseThrow()).content().bytes()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'../evil', 0o100644, b'x' | leads out of the tree",
        "'/evil', 0o100644, b'x' | the absolute name '/evil'",
        "'l', 0o120777, b'../..' | which climbs above the root",
        "'l', 0o120777, b'' | without a proper target",
        "'f', 0o010644, b'' | of an unknown kind"})
    void aZipThatReachesElsewhereIsRefused(String entry, String sentence) throws Exception {
        python("name, mode, data = " + entry + "\n"
            + "z = zipfile.ZipFile('out', 'w'); i = zipfile.ZipInfo(name); i.create_system = 3\n"
            + "i.external_attr = mode << 16; z.writestr(i, data); z.close()");
        String message = refused().getMessage();
        assertTrue(message.contains(sentence), message);
    }

    @Test
    void aZipWhoseBytesDoNotMatchTheirChecksumOrSizeIsRefused() throws Exception {
        python("z = zipfile.ZipFile('out', 'w'); z.writestr('f', b'hello there'); z.close()\n"
            + "d = bytearray(open('out', 'rb').read()); d[d.index(b'hello')] ^= 1; write(d)");
        assertTrue(refused().getMessage().contains("'f' whose checksum does not match"));
        python("z = zipfile.ZipFile('out', 'w', zipfile.ZIP_DEFLATED); z.writestr('f', b'hello' * 100); z.close()\n"
            + "d = bytearray(open('out', 'rb').read()); at = d.index(b'PK\\1\\2') + 24\n"
            + "d[at:at+4] = struct.pack('<I', 400); write(d)");
        assertTrue(refused().getMessage().contains("'f', which has another size"));
    }

    @Test
    void anEncryptedZipSaysSo() throws Exception {
        HostTool.sh(folder, "echo secret > f; zip -q -P pw out.zip f; mv out.zip out");
        assertTrue(refused().getMessage().contains("'f' is encrypted"));
    }

    @Test
    void aGzipBombIsStoppedEarlyAndInLittleMemory() throws Exception {
        HostTool.sh(folder, "(printf '%s' ''; head -c 1G /dev/zero) > zeros; tar -cf - zeros | gzip > out; rm zeros");
        long before = System.nanoTime();
        assertTrue(refused().getMessage().contains("grows more than 250 times"));
        assertTrue(System.nanoTime() - before < 20_000_000_000L);
        assertEquals('f', unpack(UnpackOptions.EVERYTHING, Limits.USUAL.withMaxRatio(2000)).get("zeros").orElseThrow()
            .letter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "zstd", "bzip2", "gzip | gzip", "xz -0 | gzip"})
    void everyCompressionIsMeasured(String tool) throws Exception {
        HostTool.sh(folder, "truncate -s 200M zeros; tar -cf - zeros | " + tool + " > out; rm zeros");
        assertTrue(refused().getMessage().contains("grows more than 250 times"));
    }

    @Test
    void aSparseFileOfATerabyteIsABomb() throws Exception {
        HostTool.sh(folder, "truncate -s 1T huge; tar -Scf out huge; rm huge");
        assertTrue(refused().getMessage().contains("grows more than 250 times"));
    }

    @Test
    void aZipOfManyTimesTheSameBytesIsABomb() throws Exception {
        python("""
            import zlib
            raw = b'\\0' * (1 << 20)
            c = zlib.compressobj(9, zlib.DEFLATED, -15); body = c.compress(raw) + c.flush(); crc = zlib.crc32(raw)
            f = struct.pack('<HHHHHIIIHH', 20, 0, 8, 0, 33, crc, len(body), len(raw), 1, 0)
            out = b'PK\\3\\4' + f + b'f' + body
            start = len(out)
            for i in range(3000):
                name = b'%05d' % i
                out += b'PK\\1\\2' + struct.pack('<HHHHHHIIIHHHHHII', 20, 20, 0, 8, 0, 33, crc,
                    len(body), len(raw), 5, 0, 0, 0, 0, 0, 0) + name
            size = len(out) - start
            out += b'PK\\5\\6' + struct.pack('<HHHHIIH', 0, 0, 3000, 3000, size, start, 0)
            write(out)
            """);
        assertThrows(Failure.class, () -> unpack(UnpackOptions.EVERYTHING));
    }

    @Test
    void aBombOfManyCompressionsIsRefused() throws Exception {
        HostTool.sh(folder, "echo x > f; tar -c f | gzip | gzip | gzip | gzip | gzip > out");
        assertTrue(refused().getMessage().contains("compressed more than 4 times over"));
    }

    @Test
    void tooManyEntriesAndTooManyBytesAreRefusedByTheirLimit() throws Exception {
        python("tar(*[('f%d' % i, 'f', 'x' * 100) for i in range(50)])");
        assertTrue(refused(Limits.USUAL.withMaxEntries(49)).remedy().contains("maxEntries"));
        assertTrue(refused(Limits.USUAL.withMaxTotalBytes(4999)).remedy().contains("maxTotalBytes"));
        assertEquals(50, unpack(UnpackOptions.EVERYTHING, Limits.USUAL.withMaxEntries(50)).children("").size());
        python("z = zipfile.ZipFile('out', 'w')\nfor i in range(5000): z.writestr('f%d' % i, b'')\nz.close()");
        assertTrue(refused(Limits.USUAL.withMaxEntries(4000)).remedy().contains("maxEntries"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "newc('f', b'abc', size=0xfffffff0) + END | cut off inside 'f'",
        "newc('f', b'abcd', size=8) + END | no cpio header",
        "newc('f', b'abc').replace(b'00000001', b'zzzzzzzz', 1) + END | with the number 'zzzzzzzz'",
        "newc('f', b'abc') | cut off before its end mark",
        "newc('l', b'', mode=0o120777) + END | with a target of 0 bytes",
        "newc('l', b'x' * 5000, mode=0o120777) + END | with a target of 5000 bytes",
        "newc('f', b'abc', mode=0o170000) + END | of an unknown kind",
        "newc('f', b'abc') + END + b'garbage' | goes on behind its end",
        "newc('../f', b'abc') + END | leads out of the tree",
        "newc('l', b'/etc', mode=0o120777) + newc('l/passwd', b'x') + END | passes through the link /l",
        "newc('', b'abc') + END | an entry without a name",
        "newc('n' * 9000, b'abc') + END | with a name of 9001 bytes",
        "b'!<arch>\\n' + b'f/              0           0     0     100644  -5        `\\n' + b'x' | the number '-5'",
        "b'!<arch>\\n' + b'f/              0           0     0     100644  5000      `\\n' + b'x' | cut off inside "
        + "'f/'",
        "b'!<arch>\\n' + b'/99             0           0     0     100644  1         `\\nx\\n' | beyond its table "
        + "of names",
        "b'!<arch>\\n' + b'#1/99999        0           0     0     100644  1         `\\nx\\n' | a name of 99999 bytes",
        "b'!<arch>\\n' + b'debian-binary   0           0     0     100644  4         `\\n2.0\\n' | without its "
        + "control"})
    void sizesAndNumbersThatLieAreFound(String bytes, String sentence) throws Exception {
        python("write(" + bytes + ")");
        String message = refused().getMessage();
        assertTrue(message.contains(sentence), message);
    }

    /** As the kernel does it: what comes behind lies in the root that came before. */
    @Test
    void theSecondArchiveOfAnInitramfsGoesThroughLinksOfTheFirstAndStaysInTheTree() throws Exception {
        python("write(newc('l', b'/../../etc', mode=0o120777) + newc('etc', b'', mode=0o40755) + END"
            + " + newc('l/passwd', b'x') + END)");
        MemoryTree tree = unpack(UnpackOptions.EVERYTHING, Limits.USUAL);
        assertTrue(tree.get("etc/passwd").isPresent());
        assertTrue(tree.get("l").orElseThrow() instanceof Entry.Symlink);
        assertEquals(2, tree.children("").size());
    }

    @Test
    void aCpioWhoseChecksumDoesNotMatchIsRefused() throws Exception {
        HostTool.sh(folder, "echo hello > f; echo f | cpio -o -H crc > out; sed -i s/hello/hallo/ out");
        assertTrue(refused().getMessage().contains("'f' whose checksum does not match"));
    }

    @Test
    void aTarWithADamagedHeaderIsRefused() throws Exception {
        HostTool.sh(folder, "echo hello > f; echo hello > g; tar -cf out f g; printf X | dd of=out bs=1 seek=1030 "
            + "conv=notrunc");
        assertTrue(refused().getMessage().contains("a header at byte 1024 whose checksum does not match"));
    }

    @Test
    void whatFollowsACompressedArchiveIsToldApart() throws Exception {
        HostTool.sh(folder, "echo hello > f; tar -czf out f; head -c 5000 /dev/zero >> out");
        assertEquals('f', unpack(UnpackOptions.EVERYTHING).get("f").orElseThrow().letter());
        HostTool.sh(folder, "echo garbage >> out");
        assertTrue(refused().getMessage().contains("goes on behind its end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar -cf out in", "tar -czf out in", "tar -cjf out in", "tar -cJf out in", "tar --zstd "
        + "-cf out in",
        "tar --lzma -cf out in", "find in | cpio -o -H newc > out", "find in | cpio -o -H odc > out",
        "find in | cpio -o -H newc | gzip > out", "zip -qr out.zip in && mv out.zip out",
        "mkdir in/DEBIAN; printf 'Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: A "
        + "<a@b.org>\\nDescription: d\\n'"
            + " > in/DEBIAN/control; dpkg-deb -b in out"})
    void anArchiveThatIsCutOffAnywhereIsAFailure(String line) throws Exception {
        HostTool.sh(folder, "mkdir in; for i in 1 2 3 4 5; do head -c 20011 /dev/urandom > in/$i; done; " + line);
        byte[] whole = Files.readAllBytes(folder.resolve("out"));
        unpack(UnpackOptions.EVERYTHING);
        // Behind the end mark there is padding, which may be missing.
        int needed = line.startsWith("tar -cf") ? whole.length - 10240 : line.contains("cpio") && !line.contains("gzip")
            ? whole.length - 512 : whole.length - 1;
        for (int part = 0; part <= 16; part++) {
            int length = Math.min((int) ((long) whole.length * part / 16), needed);
            Files.write(folder.resolve("out"), Arrays.copyOf(whole, length));
            refused();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar -cf out in", "tar -cJf out in", "find in | cpio -o -H newc > out",
        "zip -qr out.zip in && mv out.zip out", "ar rc out in/*", "tar --format=posix -S -cf out in"})
    void randomDamageIsAFailureOrHarmless(String line) throws Exception {
        HostTool.sh(folder, "mkdir in; truncate -s 100k in/s; echo x >> in/s; ln -s 1 in/l; ln in/s in/h"
            + "; for i in 1 2 3; do head -c 3011 /dev/urandom > in/$i; done; " + line);
        byte[] whole = Files.readAllBytes(folder.resolve("out"));
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(Math.min(damaged.length, 4096))] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("out"), damaged);
            try {
                unpack(UnpackOptions.EVERYTHING);
            } catch (Failure expected) {
                assertFalse(expected.remedy().isBlank());
            }
        }
    }

    @Test
    void aFileThatIsNoArchiveIsCalledWhatItIs() throws Exception {
        for (List<String> one : List.of(
            List.of("true", "out is empty"),
            List.of("printf '\\n<!DOCTYPE html><html><head><title> 404 Not Found </title>'",
                "out is a web page ('404 Not Found') and no archive"),
            List.of("echo hello there", "out is a text and no archive that is known"),
            List.of("cat /bin/true", "out is a program or library, which cannot be unpacked"),
            List.of("head -c 100k /dev/zero", "out is nothing but zeros at its beginning and no archive that is known"),
            List.of("printf '7z\\274\\257\\047\\034'", "out is a 7z archive, which cannot be unpacked"),
            List.of("echo hello | gzip", "out holds, once it is decompressed, a text and no archive that is known"),
            List.of("true | xz", "out holds nothing once it is decompressed"))) {
            HostTool.sh(folder, one.get(0) + " > out");
            assertEquals(one.get(1), refused().getMessage());
        }
        Files.delete(folder.resolve("out"));
        assertTrue(assertThrows(Failure.class, () -> unpack(UnpackOptions.EVERYTHING)).getMessage()
            .startsWith("there is no file"));
        Files.createDirectory(folder.resolve("out"));
        assertEquals("out is a folder and no archive", refused().getMessage());
    }

    @Test
    void aSinkThatFailsEndsTheReadingAndNoThreadStays() throws Exception {
        HostTool.sh(folder, "head -c 20M /dev/urandom > f; tar -cf - f | gzip -1 > out");
        IOException full = assertThrows(IOException.class, () -> new ArchiveReader(Limits.USUAL)
            .read(folder.resolve("out"), (member, content) -> {
                throw new IOException("No space left on device");
            }, Activity.SILENT));
        assertEquals("No space left on device", full.getMessage());
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(one -> one.getName().equals("read-ahead")));
    }
}
