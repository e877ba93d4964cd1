package org.rootbuild.iso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.iso.IsoWork.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.MemoryVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Images that are damaged, cut off or made to harm: read, or refused with a sentence, soon and in little memory. */
class HostileIsoTest {
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final int SECTOR = 2048;
    private static final int PRIMARY = 16 * SECTOR;
    private static final int TURNS = 400;

    @TempDir
    Path folder;

    private byte[] sound;

    @BeforeEach
    void image() throws Exception {
        run(folder, "mkdir -p s/a/b/c/d/e/f/g/h/i s/boot; echo hi > s/a/b/c/d/e/f/g/h/i/file; ln -s a/../b/c s/link;"
            + " ln -s $(printf 't%.0s' {1..150})/$(printf 'u%.0s' {1..150}) s/long-link;"
            + " for i in {1..60}; do echo $i > s/boot/a-longer-name-$i; done; mknod s/null c 1 3;"
            + " cp /usr/lib/ISOLINUX/isolinux.bin s/boot; truncate -s 1M s/esp;"
            + " touch s/z s/zz s/zzzz; echo name > s/$(printf 'n%.0s' {1..240});"
            + " genisoimage -quiet -R -J -joliet-long -c boot/cat -b boot/isolinux.bin -no-emul-boot"
            + " -boot-load-size 4 -boot-info-table -eltorito-alt-boot -b esp -no-emul-boot"
            + " -o cd.iso s");
        sound = Files.readAllBytes(folder.resolve("cd.iso"));
    }

    private static Volume volume(byte[] bytes) throws IOException {
        Volume volume = new MemoryVolume(bytes.length);
        volume.write(0, ByteBuffer.wrap(bytes));
        return volume;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All that a reader does. */
    private static void use(byte[] bytes) throws IOException {
        IsoFilesystem iso = IsoFilesystem.open(volume(bytes)).orElseThrow(() -> new Failure("none", "None."));
        iso.facts();
        iso.notes();
        iso.inUse();
        IsoWork.readAll(iso.tree());
        iso.options();
        BootSetup setup = iso.boot();
        for (BootEntry entry : setup.entries()) {
            if (entry.image() instanceof BootImage.Hidden hidden) {
                hidden.content().bytes();
            }
        }
    }

    private static Failure refused(byte[] bytes) {
        Failure failure = assertTimeoutPreemptively(ENOUGH, () -> assertThrows(Failure.class, () -> use(bytes)));
        assertTrue(!failure.getMessage().isBlank() && !failure.getMessage().endsWith("."), failure.getMessage());
        assertTrue(failure.remedy().endsWith("."), failure.remedy());
        return failure;
    }

    private static void said(String words, byte[] bytes) {
        String message = refused(bytes).getMessage();
        assertTrue(message.contains(words), message);
    }

    /** Whether it was refused; anything but a sentence is thrown. */
    private static boolean isRefused(byte[] bytes) {
        return assertTimeoutPreemptively(ENOUGH, () -> {
            try {
                use(bytes);
                return false;
            } catch (Failure failure) {
                return true;
            }
        });
    }

    @Test
    void theImageIsSound() throws Exception {
        use(sound);
        assertEquals(2, IsoFilesystem.open(volume(sound)).orElseThrow().boot().entries().size());
    }

    /** Where something else than zeros is, the contents of files not counted. */
    private List<Integer> places() throws Exception {
        List<Range> files = new ArrayList<>();
        IsoFilesystem.open(volume(sound)).orElseThrow().tree().entries().forEach(entry -> {
            if (entry instanceof org.rootbuild.tree.Entry.PlainFile file) {
                files.addAll(((IsoContent) file.content()).parts());
            }
        });
        List<Integer> places = new ArrayList<>();
        for (int at = PRIMARY; at < sound.length; at++) {
            int here = at;
            if (sound[at] != 0 && files.stream().noneMatch(one -> here >= one.at() && here < one.end())) {
                places.add(at);
            }
        }
        return places;
    }

    @Test
    void fourHundredDamagedImagesAreReadOrRefused() throws Exception {
        List<Integer> places = places();
        int refusals = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            Random random = new Random(turn);
            byte[] damaged = sound.clone();
            for (int i = 1 + random.nextInt(turn % 2 == 0 ? 2 : 60); i > 0; i--) {
                damaged[places.get(random.nextInt(places.size()))] = (byte) random.nextInt();
            }
            refusals += isRefused(damaged) ? 1 : 0;
        }
        assertTrue(refusals > TURNS / 4 && refusals < TURNS, refusals + " of " + TURNS + " refused");
    }

    @Test
    void imagesCutOffAnywhereAreRefused() throws Exception {
        int files = sound.length - (400 << 10);
        for (int turn = 0; turn < 100; turn++) {
            int length = (int) ((long) turn * files / 100);
            assertTrue(isRefused(Arrays.copyOf(sound, length)), "of " + length + " bytes");
        }
        said("cut off", Arrays.copyOf(sound, sound.length / 2));
    }

    private int rootAt() {
        return little(sound).getInt(PRIMARY + 158) * SECTOR;
    }

    /** The record in the root folder whose name begins so. */
    private int record(String name) {
        for (int at = rootAt(); sound[at] != 0; at += sound[at] & 0xff) {
            if (new String(sound, at + 33, sound[at + 32], StandardCharsets.ISO_8859_1).startsWith(name)) {
                return at;
            }
        }
        throw new AssertionError("no record " + name);
    }

    @Test
    void aFolderInsideOfItselfIsRefused() {
        byte[] hostile = sound.clone();
        little(hostile).putInt(record("BOOT") + 2, rootAt() / SECTOR)
            .putInt(record("BOOT") + 10, little(sound).getInt(PRIMARY + 166));
        said("lies where another one is", hostile);
    }

    @Test
    void namesThatLeadElsewhereAreRefused() {
        for (String name : List.of("..", "a/bc", "/etc", "x\0yz", ".")) {
            byte[] hostile = sound.clone();
            // A file whose name is as long has its name overwritten.
            String old = "zzzz".substring(0, name.length());
            String text = new String(hostile, StandardCharsets.ISO_8859_1);
            int at = text.indexOf("NM" + (char) (5 + name.length()) + (char) 1 + (char) 0 + old);
            System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, hostile, at + 5, name.length());
            said("which no file can have", hostile);
        }
    }

    @Test
    void aChainOfFieldsThatGoesRoundEnds() {
        byte[] hostile = sound.clone();
        String text = new String(hostile, StandardCharsets.ISO_8859_1);
        int field = text.indexOf("CE" + (char) 28 + (char) 1, record("NNN"));
        int area = little(hostile).getInt(field + 4) * SECTOR + little(hostile).getInt(field + 12);
        // The area is the same field once more, and so leads to itself.
        little(hostile).putInt(field + 20, 28);
        System.arraycopy(hostile, field, hostile, area, 28);
        said("go on in more than", hostile);
    }

    @Test
    void placesAndSizesBeyondTheImageAreRefused() {
        for (String name : List.of("BOOT", "ESP")) {
            for (int field : List.of(2, 10)) {
                byte[] hostile = sound.clone();
                little(hostile).putInt(record(name) + field, 0xfffffff0);
                refused(hostile);
            }
        }
        for (int at : List.of(PRIMARY + 128, PRIMARY + 158, PRIMARY + 166)) {
            byte[] hostile = sound.clone();
            little(hostile).putInt(at, 0x7ffffff1);
            refused(hostile);
        }
    }

    @Test
    void aBootCatalogueThatIsNoneIsRefused() {
        byte[] hostile = sound.clone();
        little(hostile).putInt(17 * SECTOR + 0x47, 20);
        said("no boot catalogue", hostile);
        little(hostile).putInt(17 * SECTOR + 0x47, -1);
        said("cut off", hostile);
    }

    /** Each folder holds the next sector as twenty folders: without care, 20 to the power of 100 of them. */
    @Test
    void aTreeThatGrowsWithoutEndIsRefused() {
        byte[] hostile = Arrays.copyOf(sound, 2 << 20);
        int first = sound.length / SECTOR;
        int record = record("BOOT");
        for (int sector = first; sector < hostile.length / SECTOR - 1; sector++) {
            for (int i = 0; i < 20; i++) {
                int at = sector * SECTOR + i * 40;
                System.arraycopy(sound, record, hostile, at, 34);
                hostile[at] = 40;
                hostile[at + 32] = 2;
                hostile[at + 33] = 'A';
                hostile[at + 34] = (byte) ('A' + i);
                little(hostile).putInt(at + 2, sector + 1).putInt(at + 10, SECTOR);
            }
        }
        little(hostile).putInt(record + 2, first).putInt(record + 10, SECTOR);
        refused(hostile);
    }

    /** A folder as long as the whole of an image of zeros costs no more than reading it. */
    @Test
    void aFolderOfZerosIsReadSoon() {
        byte[] hostile = Arrays.copyOf(sound, 64 << 20);
        little(hostile).putInt(record("BOOT") + 10, (64 << 20) - 32 * SECTOR - sound.length);
        little(hostile).putInt(record("BOOT") + 2, sound.length / SECTOR);
        isRefused(hostile);
    }
}
