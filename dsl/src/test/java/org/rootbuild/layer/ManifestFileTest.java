package org.rootbuild.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

class ManifestFileTest {
    @TempDir
    private Path folder;

    private static Attributes attributes(int number) {
        return new Attributes(number * 97 & 07777, number * 31L, 4294967294L, -5L + number * 3_000_000_000L,
            new TreeMap<>(Map.of("user.x", new byte[] {1, 2, (byte) number}, "security.capability", new byte[0])));
    }

    private LayerContent content(String path, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new LayerContent(folder.resolve(ManifestFile.TREE).resolve(path), bytes.length, Digests.hex(bytes));
    }

    private Manifest everyKind() {
        List<Change> changes = new ArrayList<>();
        List<Entry> entries = List.of(
            new Entry.Folder("", attributes(0)),
            new Entry.PlainFile("a\nb", attributes(1), content("a\nb", ""), 0),
            new Entry.PlainFile("\u00e9\u65e5\ud83d\ude00", attributes(2), content("\u00e9\u65e5\ud83d\ude00", "x"), 1),
            new Entry.PlainFile("second name", attributes(2), content("second name", "x"), 1),
            new Entry.Folder("dev", attributes(3)),
            new Entry.Device("dev/sda", attributes(4), true, 0xfff, 0xfffff),
            new Entry.Device("dev/null", attributes(5), false, 1, 3),
            new Entry.Symlink("dev/fd", attributes(6), "/proc/self/fd\n"),
            new Entry.Pipe("dev/initctl", attributes(7), false),
            new Entry.Pipe("dev/log", attributes(8), true));
        entries.forEach(entry -> changes.add(new Change.Put(entry)));
        changes.add(new Change.Gone("etc/-gone"));
        return new Manifest(Fields.builder().text("node", "gcc:1").whole("number", -1).build(), changes);
    }

    private Manifest readBack(byte[] bytes) throws IOException {
        return ManifestFile.decode(bytes, folder);
    }

    @Test
    void everyKindOfEntryReadsBackAsItWas() throws IOException {
        Manifest manifest = everyKind();
        Files.write(folder.resolve(ManifestFile.NAME), ManifestFile.encode(manifest));
        assertEquals(manifest, ManifestFile.read(folder));
        assertArrayEquals(ManifestFile.encode(manifest), ManifestFile.encode(everyKind()));
    }

    @Test
    void aByteThatChangedIsDamageAtEveryPosition() throws IOException {
        byte[] whole = ManifestFile.encode(everyKind());
        Random random = new Random(1);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            assertThrows(DamagedContent.class, () -> readBack(damaged), "byte " + at);
        }
    }

    @Test
    void aManifestThatWasCutOffIsDamageAtEveryLength() throws IOException {
        byte[] whole = ManifestFile.encode(everyKind());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(DamagedContent.class, () -> readBack(cut), "cut to " + length);
        }
        assertThrows(DamagedContent.class, () -> readBack(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void nonsenseWithARightDigestIsDamageAndNothingWorse() throws IOException {
        byte[] whole = ManifestFile.encode(everyKind());
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] forged = whole.clone();
            int end = forged.length - 32;
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                forged[7 + random.nextInt(end - 7)] = (byte) random.nextInt(256);
            }
            var digest = Digests.sha256();
            digest.update(forged, 0, end);
            System.arraycopy(digest.digest(), 0, forged, end, 32);
            try {
                readBack(forged);
            } catch (DamagedContent expected) {
                assertTrue(expected.remedy().contains("rootbuild store verify"));
            }
        }
    }

    @Test
    void aPathThatLeavesTheLayerIsDamage() {
        Manifest hostile = new Manifest(Fields.none(), List.of(new Change.Gone("../../etc/passwd")));
        assertThrows(DamagedContent.class, () -> readBack(ManifestFile.encode(hostile)));
    }

    @Test
    void aManifestThatIsGoneIsDamage() {
        assertEquals("it is gone", assertThrows(DamagedContent.class, () -> ManifestFile.read(folder)).found());
    }
}
