package org.rootbuild.raid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.compress.HostTool;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.MemoryVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

class MdSuperblockTest {
    private static final long MIB = 1 << 20;
    private static final long MADE = 1_500_000_000;

    @TempDir
    private Path folder;

    private static MdUuid uuid(String text) {
        return MdUuid.parse(text).orElseThrow();
    }

    private MdSuperblock written(MdArray array, int slot, long bytes) throws IOException {
        Path file = folder.resolve("member");
        Files.deleteIfExists(file);
        try (FileVolume member = FileVolume.create(file, bytes)) {
            MdSuperblock made = MdSuperblock.of(array, slot, bytes);
            made.write(member);
            MdSuperblock read = MdSuperblock.read(member).orElseThrow();
            assertEquals(array, read.array());
            assertEquals(made.data(), read.data());
            assertEquals(slot, read.slot());
            return made;
        }
    }

    private String examined() throws IOException {
        return HostTool.sh(folder, "TZ=UTC mdadm -E member 2>&1");
    }

    private static void says(String examined, String label, String value) {
        assertTrue(examined.lines().anyMatch(line -> line.strip().equals(label + " : " + value)),
            label + " : " + value + " in\n" + examined);
    }

    @Test
    void theMirrorsOfDsmAreWhatMdadmExpects() throws IOException {
        MdArray system = MdArray.mirror(MdVersion.V0_90, uuid("5d279172:1ed20bf2:3017a5a8:c86610be"), 2, MADE)
            .withMissing(Set.of(0));
        MdSuperblock made = written(system, 1, 4980480L * 512);
        assertEquals(new Range(0, 4980480L * 512 - 65536), made.data());
        String told = examined();
        says(told, "Version", "0.90.00");
        says(told, "UUID", "5d279172:1ed20bf2:3017a5a8:c86610be");
        says(told, "Raid Level", "raid1");
        says(told, "Raid Devices", "2");
        says(told, "Total Devices", "1");
        says(told, "Failed Devices", "1");
        says(told, "State", "clean");
        says(told, "Creation Time", "Fri Jul 14 02:40:00 2017");
        says(told, "Used Dev Size", "2490176 (2.37 GiB 2.55 GB)");
        assertTrue(told.contains("- correct"), told);
        assertTrue(told.contains("this     1       0        0        1      active sync"), told);
        assertTrue(told.contains("0     0       0        0        0      faulty removed"), told);

        MdArray data = MdArray.mirror(MdVersion.V1_2, uuid("61203c7b-83ed31ed-29334798-82e3a353"), 1, MADE)
            .withName("yunnas:2");
        written(data, 0, 30406656L * 512);
        told = examined();
        says(told, "Version", "1.2");
        says(told, "Array UUID", "61203c7b:83ed31ed:29334798:82e3a353");
        says(told, "Name", "yunnas:2");
        says(told, "Super Offset", "8 sectors");
        says(told, "Device Role", "Active device 0");
        assertTrue(told.contains("Array State : A ('A' == active"), told);
    }

    @ParameterizedTest
    @EnumSource(MdVersion.class)
    void everyVersionLevelAndSizeIsReadByMdadm(MdVersion version) throws IOException {
        int[] levels = {1, 0, 5, 6, 10, MdArray.LINEAR};
        for (int i = 0; i < levels.length; i++) {
            int level = levels[i];
            int chunk = level == 1 || level == MdArray.LINEAR ? 0 : 512 << 10;
            MdArray array = MdArray.mirror(version, uuid("0123456789abcdef0123456789abcdef"), 4, MADE)
                .withLevel(level, MdArray.usualLayout(level), chunk).withEvents((1L << 33) + 5)
                .withMissing(level == 1 ? Set.of(0, 3) : Set.of());
            MdSuperblock made = written(array, 2, (20L << i * 2) * MIB + 512 * i);
            String told = examined();
            assertTrue(told.contains("- correct"), told);
            says(told, "Raid Level", array.levelWord());
            says(told, "Events", "8589934597");
            if (made.data().at() > 0) {
                says(told, "Data Offset", made.data().at() / 512 + " sectors");
            }
        }
    }

    @Test
    void dataOffsetsAreThoseThatMdadmChooses() throws Failure {
        MdArray array = MdArray.mirror(MdVersion.V1_2, uuid("0123456789abcdef0123456789abcdef"), 2, MADE);
        assertEquals(2048 * 512, MdSuperblock.of(array, 0, 100 * MIB).data().at());
        assertEquals(18432 * 512, MdSuperblock.of(array, 0, 10240 * MIB).data().at());
        assertEquals(264192L * 512, MdSuperblock.of(array, 0, (1L << 20) * MIB).data().at());
        MdSuperblock own = MdSuperblock.of(array, 0, 100 * MIB).withDataAt(4096 * 512, 100 * MIB);
        assertEquals(new Range(2 * MIB, 98 * MIB), own.data());
        assertThrows(Failure.class, () -> own.withDataAt(4097, 100 * MIB));
        assertThrows(Failure.class, () -> MdSuperblock.of(array, 0, MIB));
    }

    /** What mdadm 4.2 and Linux 6.1 left behind: the superblock's 4 KiB, deflated. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "41943040 | 41877504 | eNr746e9kgEIohgQoGiieqxxNkM2I5B9YD4DAxMDBMPAJ+5LciuWihvsE0g7wUAhANkDohmRMAjESi/5zMgw"
            + "CoY7AMXxPyQ222iQjIJRMApGwSgYBaNgFIyCUTAKRvs/NAEATIEREg== | V0_90 | '' | 1 | 1 | 2 | 0 | 1 | 0 | 41877504",
        "52428800 | 52420608 | eNr746e9kpEBAWLVJxbJXeL+ZCC+dMWJNIF9laV5eYnFVoYMOIBJNkM2iIaZ0dCPMI2ZgXjwAKrvQz8jVnk"
            + "ma/nbFz9dSrT+qHn6H//xiwwMHAw//v//bwG1nxdmvxJEv3q72JEGomz+/58JiEcqYBgFo2AUjIJRMApGwSgYBaNgFIyCUTAiAADV5x0F"
            + " | V1_0 | yunnas:1 | 1 | 0 | 3 | 1 | 13 | 0 | 52363264",
        "105906176 | 0 | eNr746e9kpEBCAQYwCBWfWKR3CXuTwbiS1ecSBPYp5GXn5eqaVVcwoAdWGQzZMPYjEjiDUDMxEAE4IDSCsx4lU3I3eI"
            + "83+3f0751l3dYqbPcB2nkQLMfBP5Dwavv+942EGM/0NX/RzBgGAWjYBSMglEwCkbBKBgFo2AUjIJRMCIAAG9oHw8="
            + " | V1_1 | (none):st | 0 | 0 | 2 | '' | 0 | 1048576 | 104857600",
        "52461568 | 4096 | eNr746e9kpEBAWLVJxbJXeL+ZCC+dMWJNIF9Gnn5eamaVgYMOEBeNkM2iIab0YEwjYmBCMABoRyg+jjQpGGmVf5X3F"
            + "vQnTrl2g3Zet9zpzJBKgWQ7EcHx+uXKjcQYf3//4xAPHIBwygYBaNgFIyCUTAKRsEoGAWjYBSMghEBADQUGBc="
            + " | V1_2 | (none):0 | 1 | 1 | 2 | 0 | 0 | 1048576 | 51380224"})
    void whatMdadmMadeIsReadAndPlannedAlike(long memberBytes, long at, String deflated, MdVersion version, String name,
        int level, int slot, int disks, String missing, long events, long data, long dataBytes) throws Exception {
        MemoryVolume member = new MemoryVolume(memberBytes);
        try (InputStream bytes = new InflaterInputStream(
            new ByteArrayInputStream(Base64.getDecoder().decode(deflated)))) {
            member.write(at, ByteBuffer.wrap(bytes.readAllBytes()));
        }
        MdSuperblock read = MdSuperblock.read(member).orElseThrow();
        assertEquals(version, read.array().version());
        assertEquals("5d279172:1ed20bf2:3017a5a8:c86610be", read.array().uuid().text());
        assertEquals(name, read.array().name());
        assertEquals(level, read.array().level());
        assertEquals(List.of(slot, disks), List.of(read.slot(), read.array().raidDisks()));
        assertEquals(missing.isEmpty() ? Set.of() : Set.of(Integer.valueOf(missing)), read.array().missing());
        assertEquals(events, read.array().events());
        assertEquals(new Range(data, dataBytes), read.data());
        assertEquals(read.data(), MdSuperblock.of(read.array(), slot, memberBytes).data());
    }

    @Test
    void theDataOfAMemberIsAPlaceForAFilesystem() throws IOException {
        for (MdVersion version : MdVersion.values()) {
            MemoryVolume member = new MemoryVolume(8 * MIB);
            MdArray array = MdArray.mirror(version, uuid("0123456789abcdef0123456789abcdef"), 2, MADE);
            MdSuperblock made = MdSuperblock.of(array, 1, member.sizeBytes());
            made.write(member);
            Volume data = made.data(member);
            byte[] filler = new byte[(int) data.sizeBytes()];
            new Random(1).nextBytes(filler);
            data.write(0, ByteBuffer.wrap(filler));
            assertEquals(made.data(), MdSuperblock.read(member).orElseThrow().data());
        }
    }

    @Test
    void damageIsRefusedHereAndByMdadm() throws IOException {
        for (MdVersion version : MdVersion.values()) {
            MdArray array = MdArray.mirror(version, uuid("0123456789abcdef0123456789abcdef"), 2, MADE);
            MdSuperblock made = written(array, 0, 64 * MIB);
            try (FileVolume member = FileVolume.forWriting(folder.resolve("member"))) {
                Random random = new Random(7);
                for (int i = 0; i < 200; i++) {
                    long at = made.superblock() + random.nextInt(256);
                    byte had = member.read(at, 1).get();
                    member.write(at, ByteBuffer.wrap(new byte[] {(byte) (had ^ 1 << random.nextInt(8))}));
                    if (at - made.superblock() >= 8 && !isPlace(version, at - made.superblock())) {
                        assertThrows(Failure.class, () -> MdSuperblock.read(member), "byte " + at);
                    } else {
                        isReadOrRefused(member);
                    }
                    if (i == 0) {
                        String told = HostTool.attempt(folder, "mdadm -E member").output();
                        assertFalse(told.contains("- correct"), told);
                    }
                    member.write(at, ByteBuffer.wrap(new byte[] {had}));
                }
                assertTrue(MdSuperblock.read(member).isPresent());
            }
        }
    }

    /** Where a superblock says its own place: another place there makes it that of another disk. */
    private static boolean isPlace(MdVersion version, long at) {
        return version != MdVersion.V0_90 && at >= 144 && at < 152;
    }

    private static void isReadOrRefused(Volume member) throws IOException {
        try {
            MdSuperblock.read(member);
        } catch (Failure told) {
            assertTrue(told.getMessage().contains("superblock"));
        }
    }

    @Test
    void whatIsNoMemberIsNone() throws IOException {
        for (int size : new int[] {0, 1, 4096, 65536, 8 << 20}) {
            assertEquals(Optional.empty(), MdSuperblock.read(new MemoryVolume(size)));
        }
    }
}
