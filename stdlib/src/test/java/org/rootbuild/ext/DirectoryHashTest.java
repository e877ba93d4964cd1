package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryHashTest {
    private static final String SEED = "01020304-0506-0708-090a-0b0c0d0e0f10";

    @TempDir
    Path folder;

    @Test
    void hashesAreThoseOfDebugfs() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 16; i++) {
            bytes.put(i, (byte) (i + 1));
        }
        int[] seed = {bytes.getInt(0), bytes.getInt(4), bytes.getInt(8), bytes.getInt(12)};
        Path image = Tools.make(Tools.options(ExtRevision.EXT2).build(), new ListedTree(), folder.resolve("i"), 1 << 20);
        List<String> words = List.of("legacy", "half_md4", "tea");
        for (String name : List.of("a", "abcd", "lost+found", "é", "hällo_wörld€", "x".repeat(31), "y".repeat(32),
            "z".repeat(33), "ü".repeat(100), "w".repeat(255))) {
            for (int version = 0; version < words.size(); version++) {
                String answer = Tools.debugfs(image, "dx_hash -h " + words.get(version) + " -s " + SEED + " " + name);
                byte[] spelt = name.getBytes(StandardCharsets.UTF_8);
                String ours = String.format("0x%x", new DirectoryHash(version, seed).of(spelt, 0, spelt.length));
                assertEquals(ours, answer.replaceAll("(?s).* is (0x[0-9a-f]+) .*", "$1"), name + words.get(version));
            }
        }
    }

    @Test
    void signedAndUnsignedDifferOnlyBehindAscii() {
        for (int version = 0; version < 3; version++) {
            DirectoryHash signed = new DirectoryHash(version, new int[4]);
            DirectoryHash unsigned = new DirectoryHash(version + DirectoryHash.UNSIGNED, new int[4]);
            byte[] ascii = "a name of ASCII alone, which is long".getBytes(StandardCharsets.UTF_8);
            byte[] more = "ä name".getBytes(StandardCharsets.UTF_8);
            assertEquals(signed.of(ascii, 0, ascii.length), unsigned.of(ascii, 0, ascii.length));
            assertNotEquals(signed.of(more, 0, more.length), unsigned.of(more, 0, more.length));
        }
    }
}
