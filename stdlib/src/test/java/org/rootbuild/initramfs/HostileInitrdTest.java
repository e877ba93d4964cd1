package org.rootbuild.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.archive.Limits;

class HostileInitrdTest {
    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeFolder() throws IOException, InterruptedException {
        bench = new Bench(folder);
        bench.run("mkdir in; echo one > in/one; echo two > in/two; cd in; find . | cpio -o -H newc --quiet > ../good");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiterString = " || ", value = {
        "sed 's/one\\x00/\\/on\\x00/' good > bad || the absolute name '/on'",
        "sed 's/one\\x00/..\\/\\x00/' good > bad || the name '../', which climbs out of its folder",
        "head -c 300 good > bad || is cut off",
        "sed 's/070701/07070x/2' good > bad || no cpio header",
        "cat good > bad; echo garbage >> bad || goes on behind its end",
        "gzip < good | head -c 100 > bad || cut off",
        "gzip < good > bad; printf '\\xff' | dd of=bad bs=1 seek=40 conv=notrunc status=none || damaged",
        ": > bad || is empty",
        "truncate -s 1M bad || holds nothing but zeros",
        "echo hello > bad || is no initramfs",
        "echo hello | gzip > bad || no cpio archive",
        "printf '\\x27\\x05\\x19\\x56' > bad; cat good >> bad || is wrapped for U-Boot"})
    void whatIsDamagedIsRefusedWithASentence(String make, String said) throws IOException, InterruptedException {
        bench.run(make);
        String sentence = bench.refusal("bad", Limits.USUAL);
        assertTrue(sentence.contains(said), sentence);
        assertTrue(sentence.startsWith("bad") || sentence.contains(" of bad "), sentence);
    }

    @Test
    void theFileThatTheOthersAreMadeOfIsGood() throws IOException {
        try (Initrd initrd = bench.open("good")) {
            assertEquals(4, initrd.tree().entries().count() + 1);
        }
    }

    @Test
    void sizesThatNoArchiveHasAreRefused() throws IOException, InterruptedException {
        bench.run("python3 - <<'E'\ndata = bytearray(open('good', 'rb').read())\nat = data.find(b'one\\0') - 110\n"
            + "data[at + 54:at + 62] = b'FFFFFFFF'\nopen('bad', 'wb').write(data)\nE");
        assertTrue(bench.refusal("bad", Limits.USUAL).contains("cut off inside 'one'"));
    }

    @ParameterizedTest
    @CsvSource({"gzip -9", "xz -6", "zstd -q", "bzip2"})
    void bombsAreRefused(String compress) throws IOException, InterruptedException {
        bench.run("mkdir bomb; truncate -s 300M bomb/zeros; cd bomb; echo zeros | cpio -o -H newc --quiet | " + compress
            + " > ../bad");
        String sentence = bench.refusal("bad", Limits.USUAL);
        assertTrue(sentence.contains("decompression bombs"), sentence);
        try (var left = Files.list(folder)) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".decoded")), "nothing is left");
        }
    }

    @Test
    void moreEntriesThanAllowedAreRefused() {
        assertTrue(bench.refusal("good", Limits.USUAL.withMaxEntries(2)).contains("more than 2 entries"));
    }

    @Test
    void linksLeadNowhereOutside() throws IOException, InterruptedException {
        bench.run("ln -s ../../.. in/up; cd in; find . | cpio -o -H newc --quiet > ../links");
        bench.run("mkdir -p over/up/etc; echo x > over/up/etc/shadow; cd over; echo up/etc/shadow | cpio -o -H newc"
            + " --quiet >> ../links");
        try (Initrd initrd = bench.open("links")) {
            assertTrue(initrd.tree().get("etc/shadow").isPresent(), "above the root is the root");
            assertFalse(initrd.notes().isEmpty(), "that its folder is missing is said");
        }
    }
}
