package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;

/** Disks that recipes make, as the tools of others see them. */
class DiskTest {
    private static final String ROOTS = """
        recipe 'r'
        root('esp') { pass('e') { write '/EFI/BOOT/BOOTX64.EFI', 'x' * 5000; write '/a long name.txt', 'hello\\n' } }
        root('system') {
            pass('s') {
                write '/etc/hostname', 'box\\n', mode: 0600, owner: '3:4'
                mkdir '/usr/lib', '/proc'
                symlink '/lib', to: 'usr/lib'
                mknod '/dev/null', 'c', 1, 3
            }
        }
        """;
    private static final String RECIPE = ROOTS + """
        artifact('disk.img') {
            disk(size: 300.MiB) {
                gpt(hybrid: ['esp']) {
                    partition('bios', size: 1.MiB, type: 'bios-boot', number: 5)
                    partition('esp', size: 64.MiB, type: 'esp', fat32(label: 'ESP', id: '1234-ABCD')) { copy root('esp') }
                    partition('swap', size: 16.MiB, swap(label: 'swp'))
                    partition('packed', size: contents(), squashfs()) { copy root('system') }
                    partition('md', size: 20.MiB, raid(name: 'box:2', ext4(label: 'inside'))) { copy root('system') }
                    partition('root', size: rest(), ext4(label: 'root')) {
                        copy root('system')
                        write '/lib/through', 'a link\\n'
                        copy root('esp'), into: '/boot', only: 'EFI'
                        copy artifact('root.ext4'), '/images/'
                    }
                }
            }
        }
        artifact('root.ext4') { ext4 root('system'), size: contents() + 1.MiB, uuid: '0fc63daf-8483-4772-8e79-3d69d8477de4' }
        artifact('packed.squashfs') { squashfs root('system') }
        artifact('again.qcow2') {
            disk {
                mbr(signature: 0x1234abcd) {
                    partition('boot', start: 2048.sectors, end: 8191.sectors, active: true, fat16()) {
                        copy filesOf(artifact('disk.img'), 1), without: 'EFI'
                    }
                    partition('md', start: 10000.sectors, size: contents(), type: 'raid') {
                        raw partitionOf(artifact('disk.img'), 4)
                    }
                    logical('etc', size: contents(atLeast: 30.MiB), ext3()) {
                        copy filesOf(artifact('disk.img'), 4), from: '/etc', into: '/old'
                    }
                    logical('old', size: 4.MiB, raid(metadata: '0.90', devices: 2, slot: 1,
                        uuid: '5d279172:1ed20bf2:3017a5a8:c86610be', ext2()))
                }
            }
        }
        """;

    @TempDir
    static Path folder;
    private static Path out;

    @BeforeAll
    static void build() throws Exception {
        Said said = Desk.at(folder.resolve("first")).write("r.groovy", RECIPE).call("run", "r");
        assertEquals(0, said.status(), said.errors());
        out = folder.resolve("first/out");
    }

    private static String tool(int status, String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue(), String.join(" ", words) + "\n" + text);
        return text;
    }

    /** First sector and number of sectors of the partitions, by number, as sfdisk says them. */
    private static Map<Integer, long[]> partitions(Path disk) throws Exception {
        Map<Integer, long[]> found = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)(\\d+) : start= *(\\d+), size= *(\\d+)").matcher(tool(0, "sfdisk", "-d",
            disk.toString()));
        while (line.find()) {
            found.put(Integer.valueOf(line.group(1)), new long[] {Long.parseLong(line.group(2)),
                Long.parseLong(line.group(3))});
        }
        return found;
    }

    private static String part(Path disk, int number) throws Exception {
        long[] place = partitions(disk).get(number);
        Path part = folder.resolve(disk.getFileName() + "." + number);
        tool(0, "dd", "if=" + disk, "of=" + part, "bs=512", "skip=" + place[0], "count=" + place[1], "conv=sparse",
            "status=none");
        return part.toString();
    }

    private static Path raw() throws Exception {
        Path raw = folder.resolve("again.raw");
        if (!Files.exists(raw)) {
            tool(0, "qemu-img", "convert", "-O", "raw", out.resolve("again.qcow2").toString(), raw.toString());
        }
        return raw;
    }

    @Test
    void theTableIsWholeAndInTheOrderSaid() throws Exception {
        Path disk = out.resolve("disk.img");
        assertEquals(300L << 20, Files.size(disk));
        tool(0, "sfdisk", "--verify", disk.toString());
        assertEquals(List.of(1, 2, 3, 4, 5, 6), List.copyOf(partitions(disk).keySet()));
        assertArrayEquals(new long[] {2048, 2048}, partitions(disk).get(5));
        assertArrayEquals(new long[] {4096, 131072}, partitions(disk).get(1));
        String table = tool(0, "sgdisk", "-p", disk.toString());
        assertTrue(table.contains("EF02  bios") && table.contains("EF00  esp"), table);
    }

    @Test
    void sgdiskSeesNoProblemUntilAByteOfTheTableIsChanged() throws Exception {
        Path plain = Desk.at(folder.resolve("plain")).folder();
        Said said = Desk.at(plain).write("r.groovy", ROOTS + "artifact('d.img') { disk(size: 40.MiB) { gpt {"
            + " partition('a', size: rest(), ext4()) { copy root('system') } } } }").call("run", "r");
        assertEquals(0, said.status(), said.errors());
        Path disk = plain.resolve("out/d.img");
        assertTrue(tool(0, "sgdisk", "-v", disk.toString()).contains("No problems found"));
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(1024 + 40);
            file.write(0x55);
        }
        assertTrue(tool(0, "sgdisk", "-v", disk.toString()).contains("CRC"));
    }

    @Test
    void everyFilesystemPassesItsChecker() throws Exception {
        Path disk = out.resolve("disk.img");
        String esp = part(disk, 1);
        tool(0, "fsck.fat", "-n", esp);
        assertTrue(tool(0, "mdir", "-i", esp, "::").contains("a long name.txt"));
        assertTrue(tool(0, "blkid", "-p", esp).contains("UUID=\"1234-ABCD\""));
        assertTrue(tool(0, "blkid", "-p", part(disk, 2)).contains("TYPE=\"swap\""));
        assertTrue(tool(0, "unsquashfs", "-lls", part(disk, 3)).contains("dev/null"));
        String root = part(disk, 6);
        tool(0, "e2fsck", "-fn", root);
        assertTrue(tool(0, "debugfs", "-R", "cat /usr/lib/through", root).contains("a link"));
        assertTrue(tool(0, "debugfs", "-R", "stat /etc/hostname", root).matches("(?s).*Mode: +0600.*User: +3 +Group:"
            + " +4 .*"));
        assertTrue(tool(0, "debugfs", "-R", "ls /boot/EFI/BOOT", root).contains("BOOTX64.EFI"));
        assertTrue(tool(0, "debugfs", "-R", "ls /images", root).contains("root.ext4"));
    }

    @Test
    void aMemberOfAnArrayIsOneForMdadmAndHoldsAFilesystem() throws Exception {
        String member = part(out.resolve("disk.img"), 4);
        String seen = tool(0, "mdadm", "-E", member);
        assertTrue(seen.contains("Version : 1.2") && seen.contains("Name : box:2") && seen.contains("- correct"), seen);
        long offset = Long.parseLong(seen.replaceAll("(?s).*Data Offset : (\\d+) sectors.*", "$1"));
        Path inside = folder.resolve("inside.ext4");
        tool(0, "dd", "if=" + member, "of=" + inside, "bs=512", "skip=" + offset, "status=none");
        tool(0, "e2fsck", "-fn", inside.toString());
        Files.copy(Path.of(member), folder.resolve("damaged"));
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("damaged").toFile(), "rw")) {
            file.seek(4096 + 80);
            file.write(0x55);
        }
        assertTrue(tool(0, "mdadm", "-E", folder.resolve("damaged").toString()).contains("expected"));
    }

    @Test
    void partitionsOfOtherImagesAreTakenByBytesAndByFiles() throws Exception {
        Path disk = raw();
        tool(0, "sfdisk", "--verify", disk.toString());
        assertTrue(tool(0, "sfdisk", "-d", disk.toString()).contains("label-id: 0x1234abcd"));
        assertArrayEquals(new long[] {2048, 6144}, partitions(disk).get(1));
        assertEquals(-1, Files.mismatch(Path.of(part(out.resolve("disk.img"), 4)), Path.of(part(disk, 2))));
        tool(0, "fsck.fat", "-n", part(disk, 1));
        assertTrue(tool(0, "mdir", "-b", "-i", part(disk, 1), "::").contains("a long name.txt"));
        String etc = part(disk, 5);
        tool(0, "e2fsck", "-fn", etc);
        assertTrue(tool(0, "debugfs", "-R", "cat /old/hostname", etc).contains("box"));
        String seen = tool(0, "mdadm", "-E", part(disk, 6));
        assertTrue(seen.contains("UUID : 5d279172:1ed20bf2:3017a5a8:c86610be") && seen.contains("Version : 0.90.00"),
            seen);
        tool(0, "e2fsck", "-fn", part(disk, 6));
    }

    @Test
    void anArtifactMayBeAFilesystem() throws Exception {
        tool(0, "e2fsck", "-fn", out.resolve("root.ext4").toString());
        assertTrue(tool(0, "blkid", "-p", out.resolve("root.ext4").toString())
            .contains("UUID=\"0fc63daf-8483-4772-8e79-3d69d8477de4\""));
    }

    @Test
    void anotherFolderWithAnotherStoreGivesTheSameBytes() throws Exception {
        Said said = Desk.at(folder.resolve("second")).write("r.groovy", RECIPE).call("run", "r");
        assertEquals(0, said.status(), said.errors());
        for (String name : List.of("disk.img", "root.ext4", "again.qcow2", "packed.squashfs")) {
            assertEquals(-1, Files.mismatch(out.resolve(name), folder.resolve("second/out").resolve(name)), name);
        }
    }

    @Test
    void whatDoesNotFitIsSaidBeforeAByteIsWritten() throws Exception {
        Said said = Desk.at(folder.resolve("small")).write("r.groovy", ROOTS + """
            root('big') { pass('b') { write '/usr/share/data', 'x' * 9_000_000; write '/etc/x', 'x' * 100_000 } }
            artifact('d.img') {
                disk(size: 20.MiB) {
                    gpt {
                        partition('a', size: 6.MiB, ext4()) { copy root('big') }
                        partition('b', size: rest(), fat16()) { copy root('system'), only: 'etc' }
                    }
                }
            }
            """).call("run", "r");
        assertNotEquals(0, said.status());
        assertTrue(said.errors().contains("the partition 'a' is of 6 MiB"), said.errors());
        assertTrue(said.errors().contains("The most room is taken by /usr/share/data (8.6 MiB), /etc"), said.errors());
        assertEquals(false, Files.exists(folder.resolve("small/out/d.img")));
    }

    @Test
    void whatAnImageDoesNotHaveIsSaid() throws Exception {
        Files.write(folder.resolve("none.img"), new byte[1 << 20]);
        for (Map.Entry<String, String> one : Map.of("filesOf(local('../none.img'), 1)", "has no partition table",
            "filesOf(local('../none.img'), 0)", "has no filesystem that can be read here",
            "filesOf(artifact('e.img'), 7)", "has no partition 7").entrySet()) {
            Said said = Desk.at(folder.resolve("none")).write("r.groovy", ROOTS + "artifact('e.img') { disk { gpt {"
                + " partition('a', size: 1.MiB) } } }\nartifact('d.img') { disk { gpt { partition('a', size: 9.MiB,"
                + " ext4()) {"
                + " copy " + one.getKey() + " } } } }").call("run", "r");
            assertNotEquals(0, said.status());
            assertTrue(said.errors().contains(one.getValue()), said.errors());
        }
    }

    @Test
    void aLargeDiskTakesLittleRoom() throws Exception {
        Desk desk = Desk.at(folder.resolve("large")).write("r.groovy", ROOTS + "artifact('d.img') { disk(size:"
            + " 2.GiB) { gpt {"
            + " partition('a', size: rest(), ext4()) { copy root('system') } } } }");
        Said said = desk.call("run", "r");
        assertEquals(0, said.status(), said.errors());
        Path disk = folder.resolve("large/out/d.img");
        assertEquals(2L << 30, Files.size(disk));
        long blocks = Long.parseLong(tool(0, "stat", "-c", "%b", disk.toString()).trim());
        assertTrue(blocks * 512 < 80L << 20, blocks + " blocks");
    }
}
