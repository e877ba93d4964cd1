package org.rootbuild.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

class InitrdTest {
    private static final String LISTED = " | cpio -itv --quiet --numeric-uid-gid | awk '{$2=\"\"; print}'";

    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeFiles() throws IOException, InterruptedException {
        bench = new Bench(folder);
        bench.makeFiles();
        bench.run("cd in && find . | cpio -o -H newc --quiet > ../plain.cpio");
    }

    private static void edit(InitrdEdit edit) throws IOException {
        edit.write("/init", edit.get("init").orElseThrow().attributes(), Content.of("#!/bin/sh\necho new\n"));
        edit.write("/etc/new", Attributes.of(0640, 5, 6, 99), Content.of("fresh"));
        edit.put(new Entry.Device("dev/null", Attributes.ofRoot(0666, 7), false, 1, 3));
        edit.change("/etc/passwd", edit.get("etc/passwd").orElseThrow().attributes().withOwner(0, 0));
        edit.remove("/lib/modules/m7");
        edit.put(new Entry.Symlink("sbin", Attributes.ofRoot(0777, 7), "bin"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"cat,cat", "gzip -9n,gzip -dc", "gzip -6,gzip -dc", "pigz -p2,gzip -dc", "bzip2 -5,bzip2 -dc",
        "xz --check=crc32 -6,xz -dc", "xz -2,xz -dc", "lzma -7,xz --format=lzma -dc", "zstd -q -19,zstd -dcq",
        "lz4 -9 -l -q,lz4 -dcq", "lz4 -q,lz4 -dcq"})
    void everyCompressionIsKept(String compress, String decompress) throws IOException, InterruptedException {
        bench.run(compress + " < plain.cpio > old");
        try (Initrd initrd = bench.open("old")) {
            assertEquals(1, initrd.segments().size());
            bench.write(initrd, initrd.tree(), "same", Optional.empty(), List.of());
        }
        assertEquals(-1, Files.mismatch(bench.path("old"), bench.path("same")), "untouched, it has the same bytes");

        bench.pack("old", InitrdTest::edit, "new");
        try (Initrd old = bench.open("old"); Initrd made = bench.open("new")) {
            assertEquals(old.segments().get(0).compression(), made.segments().get(0).compression());
        }
        bench.run("cp -a in expected; cd expected; printf '#!/bin/sh\\necho new\\n' > init; printf fresh > etc/new;"
            + " chmod 640 etc/new; chown 5:6 etc/new; touch -d @99 etc/new; mknod -m 666 dev/null c 1 3;"
            + " touch -d @7 dev/null; chown 0:0 etc/passwd; chmod 644 etc/passwd; touch -d @1000000000 etc/passwd;"
            + " rm lib/modules/m7; ln -s bin sbin; touch -hd @7 sbin");
        bench.run("mkdir out && cd out && " + decompress + " ../new | cpio -idm --quiet --no-absolute-filenames");
        String compare = "cd %s && find . ! -type d -printf '%%P %%y %%m %%U %%G %%s %%T@ %%n %%l\\n' | sort"
            + " | awk '{ sub(/[.].*/, \"\", $7) } $2 == \"l\" { $7 = 0 } { print }';"
            + " cat dev/../init etc/new bin/two; ls -l dev | grep -o '[0-9]*, *[0-9]*'";
        assertEquals(bench.run(compare.formatted("expected")).replaceAll("(?m)^(init|.*sbin|lib).*", ""),
            bench.run(compare.formatted("out")).replaceAll("(?m)^(init|.*sbin|lib).*", ""));
        assertEquals("", bench.run("diff -r expected/lib out/lib; cat out/sbin/one > /dev/null"));
    }

    @Test
    void untouchedEntriesKeepTheirHeadersAndTheirOrder() throws IOException, InterruptedException {
        bench.run("gzip -9n < plain.cpio > old");
        bench.pack("old", InitrdTest::edit, "new");
        List<String> before = bench.run("zcat old" + LISTED).lines().toList();
        List<String> after = bench.run("zcat new" + LISTED).lines().toList();
        List<String> kept = before.stream().filter(after::contains).toList();
        assertEquals(before.size() - 2, kept.size(),
            "one is left out, one has another owner; /init is as long as it was");
        assertEquals(kept, after.stream().filter(kept::contains).toList());
        assertTrue(after.get(after.size() - 1).endsWith("sbin -> bin"), "what is new comes last");
        // Inode numbers are among what a header keeps.
        assertEquals(bench.run("zcat old > a; head -c 200 a"), bench.run("zcat new > b; head -c 200 b"));
    }

    @Test
    void whatDidNotChangeOfAGzipIsNotCompressedAgain() throws IOException, InterruptedException {
        bench.run("gzip -9n < plain.cpio > old.gz; cp old.gz best.gz; advdef -z -3 -q best.gz");
        bench.pack("best.gz", InitrdTest::edit, "new.gz");
        bench.run("gzip -t new.gz");
        long plain = Files.size(bench.path("old.gz"));
        long best = Files.size(bench.path("best.gz"));
        long made = Files.size(bench.path("new.gz"));
        assertTrue(best < plain, "advdef saves something");
        assertTrue(made < best + (plain - best) / 3, "most of what advdef saved is kept: " + made + " of " + best);
        bench.run("head -c 100000 new.gz > cut.gz; ! gzip -t cut.gz 2> /dev/null");
    }

    @Test
    void segmentsAreKeptApart() throws IOException, InterruptedException {
        bench.run("""
            mkdir -p early/kernel/x86/microcode over/etc
            head -c 5000 /dev/urandom > early/kernel/x86/microcode/GenuineIntel.bin
            (cd early && find . | cpio -o -H newc --quiet) > old; truncate -s %1024 old
            (cd over && echo later > etc/passwd && find . | cpio -o -H newc --quiet) > over.cpio
            zstd -q -19 < plain.cpio >> old; truncate -s %512 old; lzma < over.cpio >> old; truncate -s %4 old
            xz --check=crc32 < over.cpio >> old
            """);
        try (Initrd initrd = bench.open("old")) {
            assertEquals("EARLY not compressed, FILES zstd -19, FILES lzma -6, FILES xz -6", initrd.segments().stream()
                .map(one -> one.kind() + " " + one.shown()).collect(Collectors.joining(", ")));
            assertEquals("later\n", text(initrd.tree().get("etc/passwd").orElseThrow()));
            assertEquals("root:x:0:0::/:/bin/sh\n", text(initrd.tree(2).get("etc/passwd").orElseThrow()));
        }
        bench.pack("old", edit -> edit.write("/init", Attributes.ofRoot(0755, 7), Content.of("changed")), "new");
        try (Initrd old = bench.open("old"); Initrd made = bench.open("new")) {
            assertEquals(4, made.segments().size());
            assertEquals(0, made.segments().get(2).at() % 512);
            for (int number : List.of(1, 3, 4)) {
                assertEquals(hash(old, number), hash(made, number), "segment " + number);
            }
            assertNotEquals(hash(old, 2), hash(made, 2));
        }
    }

    @Test
    void theToolsOfDebianReadWhatWasChangedBehindMicrocode() throws IOException, InterruptedException {
        bench.run("mkdir -p early/kernel/x86/microcode;"
            + " head -c 5000 /dev/urandom > early/kernel/x86/microcode/Some.bin;"
            + " (cd early && find . | cpio -o -H newc --quiet) > old; gzip -9 < plain.cpio >> old");
        bench.pack("old", InitrdTest::edit, "new");
        assertTrue(bench.run("unmkinitramfs new out && find out").contains("early/kernel/x86/microcode/Some.bin"));
        assertEquals("fresh", bench.run("cat out/main/etc/new"));
        assertTrue(bench.run("lsinitramfs new").contains("lib/modules/m8"));
        bench.run("head -c 9000 new > cut; ! unmkinitramfs cut out2 > /dev/null 2>&1");
    }

    @Test
    void whatIsRemovedIsGoneFromEverySegment() throws IOException, InterruptedException {
        bench.run("(gzip < plain.cpio; gzip < plain.cpio) > old");
        bench.pack("old", edit -> edit.remove("/lib"), "new");
        try (Initrd made = bench.open("new")) {
            assertEquals(2, made.segments().size());
            assertTrue(made.tree().get("lib").isEmpty());
            assertTrue(made.tree().get("init").isPresent());
        }
    }

    @Test
    void namesOfOneFileStayNamesOfOneFile() throws IOException, InterruptedException {
        bench.pack("plain.cpio", edit -> {
            edit.remove("/bin/two");
            edit.link("/again", "/bin/one");
            edit.link("/newly", "/init");
        }, "new");
        bench.run("mkdir out && cd out && cpio -idm --quiet < ../new");
        assertEquals("same same same", bench.run("cd out;"
            + " for i in again etc/three; do [[ $i -ef bin/one ]] && echo same; done;"
            + " [[ newly -ef init ]] && echo same; true").strip().replace('\n', ' '));
        assertEquals("one\n", bench.run("cat out/again"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc", "odc"})
    void otherKindsOfCpioAreKept(String kind) throws IOException, InterruptedException {
        bench.run("cd in && find . ! -name m\\* | cpio -o -H " + kind + " --quiet --renumber-inodes --ignore-devno"
            + " > ../old");
        bench.pack("old", edit -> edit.write("/etc/new", Attributes.ofRoot(0644, 7), Content.of("fresh")), "new");
        assertEquals("fresh", bench.run("mkdir out && cd out && cpio -id --quiet < ../new && cat etc/new"));
        assertEquals(bench.run("head -c 6 old"), bench.run("head -c 6 new"));
    }

    @ParameterizedTest
    @CsvSource({"GZIP,9,gzip -t", "BZIP2,9,bzip2 -t", "XZ,6,xz -t", "LZMA,6,xz --format=lzma -t", "ZSTD,19,zstd -tq",
        "LZ4_LEGACY,9,lz4 -tq", "LZ4,1,lz4 -tq", "NONE,0,cpio -it --quiet"})
    void anotherShapeIsWritten(Codec codec, int level, String check) throws IOException, InterruptedException {
        bench.run("gzip < plain.cpio > old");
        Compression other = codec == Codec.NONE ? Compression.NONE : new Compression(codec, level);
        bench.pack("old", edit -> { }, "new", Optional.of(other), List.of());
        bench.run(check + " < new > /dev/null");
        try (Initrd made = bench.open("new")) {
            assertEquals(codec, made.segments().get(0).compression().codec());
            bench.write(made, made.tree(), "again", Optional.of(Compression.NONE), List.of());
        }
        assertEquals("", bench.run("cmp plain.cpio again"));
        bench.run("head -c 3000 new > cut; ! " + check + " < cut > /dev/null 2>&1");
    }

    @Test
    void anArchiveThatWasCutIntoMembersIsOneSegment() throws IOException, InterruptedException {
        bench.run("head -c 500000 plain.cpio | gzip > old; tail -c +500001 plain.cpio | gzip >> old");
        bench.pack("old", InitrdTest::edit, "new");
        try (Initrd made = bench.open("new")) {
            assertEquals(1, made.segments().size());
        }
        bench.run("zcat new | cpio -it --quiet");
    }

    @Test
    void theInstallersInitrdIsChangedInPlaceOfItsBytes() throws IOException, InterruptedException {
        Path real = Path.of("/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/initrd.gz");
        Files.copy(real, bench.path("old"));
        bench.pack("old", edit -> edit.write("/preseed.cfg", Attributes.ofRoot(0644, 7), Content.of("# mine\n")),
            "new");
        bench.run("zcat new | cpio -it --quiet > names; grep -qx preseed.cfg names");
        assertTrue(Files.size(bench.path("new")) < Files.size(real) + 4096);
        assertFalse(bench.tried("cmp old new").status() == 0);
    }

    private static String text(Entry entry) throws IOException {
        return new String(((Entry.PlainFile) entry).content().bytes());
    }

    private static int hash(Initrd initrd, int number) throws IOException {
        return java.util.Arrays.hashCode(initrd.segment(number).stored().bytes());
    }
}
