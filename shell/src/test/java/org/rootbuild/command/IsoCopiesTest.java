package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.command.Desk.Said;

/**
 * Changed copies of ISOs that genisoimage, grub-mkrescue and xorriso made (as Debian and Ubuntu call it) are the old
 * ones but for what was changed, and boot in a real QEMU wherever the old ones do.
 */
class IsoCopiesTest {
    private static final String RECIPE = """
        recipe 'copies'
        ['genisoimage', 'rescue', 'debian', 'ubuntu'].each { String shape ->
            artifact("new-${shape}.iso") {
                iso(local("${shape}.iso")) {
                    write '/word', 'default a\\nlabel a\\nkernel /CHANGED\\n'
                    copy local('moves'), '/0-comes-first'
                    remove '/gone'
                }
            }
            boot("${shape} from a CD by a BIOS") {
                cdrom artifact("new-${shape}.iso"); expect 'CHANGED', within: 150.seconds
            }
            if (shape != 'genisoimage') {
                boot("${shape} from a CD by UEFI") {
                    cdrom artifact("new-${shape}.iso"); firmware 'uefi'; expect 'CHANGED', within: 150.seconds
                }
                boot("${shape} from a disk") {
                    disk artifact("new-${shape}.iso"); firmware 'bios', 'uefi'; expect 'CHANGED', within: 150.seconds
                }
            }
        }
        """;
    /** What of a boot image tells its place: mkisofs' boot information table, and GRUB's number. */
    private static final int[][] TOLD = {{8, 64}, {2548, 2556}};

    @TempDir
    static Path folder;
    private static ForeignIsos isos;

    @BeforeAll
    static void make() throws Exception {
        isos = ForeignIsos.made(folder);
        Desk.at(folder).write("copies.groovy", RECIPE);
        Said said = Desk.at(folder).call("run", "copies", "new-genisoimage.iso", "new-rescue.iso", "new-debian.iso",
            "new-ubuntu.iso");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("Apple partition map is lost"), said.errors());
    }

    private static void comparedFileByFile(String shape, String catalogue, String image) throws Exception {
        TreeMap<String, String> before = isos.files(shape + ".iso");
        TreeMap<String, String> after = isos.files("out/new-" + shape + ".iso");
        assertTrue(after.remove("0-comes-first").startsWith("0-comes-first f 0644 0:0"));
        assertNotEquals(before.remove("word"), after.remove("word"));
        assertFalse(before.remove("gone/deeper/file").isEmpty());
        before.keySet().removeIf(path -> path.startsWith("gone"));
        assertFalse(before.remove(catalogue).isEmpty());
        assertFalse(after.remove(catalogue).isEmpty());
        before.remove(image);
        after.remove(image);
        assertEquals(before, after);
        assertTrue(before.size() > 5 && before.containsKey("big") && before.get("link").endsWith(" word"));
        assertEquals(untold(shape + ".iso", image), untold("out/new-" + shape + ".iso", image));
    }

    /** A boot image without what it is told of its place. */
    private static String untold(String iso, String image) throws Exception {
        isos.run("rm -f image; xorriso -osirrox on -indev '" + iso + "' -extract '" + image + "' image");
        byte[] bytes = Files.readAllBytes(folder.resolve("image"));
        for (int[] range : TOLD) {
            Arrays.fill(bytes, range[0], range[1], (byte) 0);
        }
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({"genisoimage, boot/isolinux/boot.cat, boot/isolinux/isolinux.bin",
        "rescue, boot.catalog, boot/grub/i386-pc/eltorito.img",
        "debian, boot/isolinux/boot.cat, boot/isolinux/isolinux.bin",
        "ubuntu, boot.catalog, boot/grub/eltorito.img"})
    void theCopyIsTheOldOneButForWhatWasChanged(String shape, String catalogue, String image) throws Exception {
        comparedFileByFile(shape, catalogue, image);
        assertEquals(isos.boot(shape + ".iso"), isos.boot("out/new-" + shape + ".iso"));
        String told = "isoinfo -d -i %s | grep -v 'Volume size\\|boot catalog is in\\|Bootoff'";
        assertEquals(isos.run(told.formatted(shape + ".iso")), isos.run(told.formatted("out/new-" + shape + ".iso")));
    }

    @Test
    void theComparisonTellsADamagedCopy() throws Exception {
        Path damaged = Files.copy(folder.resolve("out/new-debian.iso"), folder.resolve("damaged.iso"));
        Map<String, String> whole = isos.files("damaged.iso");
        try (RandomAccessFile raw = new RandomAccessFile(damaged.toFile(), "rw")) {
            raw.seek(raw.length() / 2);
            raw.write(new byte[] {1, 2, 3, 4});
            raw.seek(446);
            raw.write(0x55);
        }
        assertNotEquals(whole, isos.files("damaged.iso"));
        assertNotEquals(isos.boot("out/new-debian.iso"), isos.boot("damaged.iso"));
    }

    /** A partition table that others take for damaged is a trap for whoever writes the ISO to a stick. */
    @Test
    void theCopiesGptIsInOrder() throws Exception {
        for (String shape : new String[] {"ubuntu", "rescue"}) {
            String said = isos.run("sgdisk -v out/new-" + shape + ".iso || true");
            assertTrue(said.contains("No problems found"), said);
        }
    }

    /** Whoever copies a CD by the size that it tells of itself has its EFI system partition too. */
    @Test
    void theVolumeReachesToTheEndOfWhatIsAppendedForAGpt() throws Exception {
        for (String iso : new String[] {"ubuntu.iso", "out/new-ubuntu.iso"}) {
            long sizeBytes = Long.parseLong(isos.run("isosize " + iso).strip());
            String last = isos.run("sgdisk -i 2 " + iso + " | sed -n 's/Last sector: \\([0-9]*\\).*/\\1/p'").strip();
            assertTrue(sizeBytes >= (Long.parseLong(last) + 1) * 512, iso + " tells " + sizeBytes + " bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"genisoimage, 1", "rescue, 4", "debian, 4", "ubuntu, 4"})
    void theCopyBootsAsTheOldOneDoes(String shape, int times) {
        String[] words = shape.equals("genisoimage") ? new String[] {"run", "copies", shape + " from a CD by a BIOS"}
            : new String[] {"run", "copies", shape + " from a CD by a BIOS", shape + " from a CD by UEFI",
                shape + " from a disk"};
        Said said = Desk.at(folder).call(words);
        assertEquals(0, said.status(), said.errors());
        assertEquals(times, said.errors().split("the console showed 'CHANGED'", -1).length - 1, said.errors());
    }
}
