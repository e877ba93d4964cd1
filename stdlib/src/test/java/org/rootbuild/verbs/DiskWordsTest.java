package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Value;

/** What the words for disks say to the model, and to a person who uses them wrongly. */
class DiskWordsTest {
    private static final String BEFORE = """
        def old = local('old.img')
        root('esp') { pass('e') { write '/EFI/BOOT/BOOTX64.EFI', 'x' } }
        root('system') { pass('s') { write '/etc/hostname', 'x' } }
        """;

    @TempDir
    static Path folder;

    private static Reading reading;

    @BeforeAll
    static void read() throws Exception {
        reading = new Reading(folder);
    }

    /** What the model holds of a disk with this inside of its artifact. */
    private static Fields disk(String inside) throws Exception {
        return ((Node.Artifact) reading.recipe(BEFORE + "artifact('d.img') {\n" + inside + "\n}\n").node("d.img")
            .orElseThrow()).step().arguments();
    }

    private static Fields partition(Fields disk, int index) {
        return ((Value.Group) disk.list(DiskTable.PARTITIONS).get(index)).fields();
    }

    @Test
    void aDiskIsWhatTheRecipeSays() throws Exception {
        Fields disk = disk("""
            disk(size: 2.GiB, sectorSize: 512) {
                gpt(uuid: '11111111-2222-3333-4444-555555555555') {
                    partition('esp', size: 64.MiB, type: 'esp', fat32(label: 'ESP')) { copy root('esp') }
                    partition('swap', size: 128.MiB, swap())
                    partition('empty', size: 1.MiB)
                    partition('root', size: rest(), ext4(label: 'root', reserved: 1.percent)) {
                        copy root('system'), from: '/etc', into: '/etc/', without: 'doc/**'
                        copy filesOf(old, 1), only: ['boot/**']
                        copy old, '/old.img'
                        write '/etc/fstab', 'x', mode: 0600
                        mkdir '/tmp', mode: 01777
                        symlink '/sbin/init', to: 'busybox'
                    }
                }
            }""");
        assertEquals("r/d.img", disk.text(Disk.SEED));
        assertEquals("gpt", disk.text(DiskTable.SCHEME));
        assertEquals(List.of("esp", "swap", "empty", "root"), disk.list(DiskTable.PARTITIONS).stream()
            .map(one -> ((Value.Group) one).fields().text(DiskTable.NAME)).toList());
        assertEquals("fat32", partition(disk, 0).group(DiskTable.FORMAT).text(DiskFormat.KIND));
        assertEquals(1, partition(disk, 3).group(DiskTable.FORMAT).whole("reservedPercent"));
        assertEquals(6, partition(disk, 3).list(DiskTable.CONTENTS).size());
    }

    @Test
    void theLayoutOfADiskStationCanBeSaid() throws Exception {
        Fields disk = disk("""
            disk(size: 20.GiB) {
                mbr(signature: 0x1234abcd) {
                    partition('boot', start: 2048.sectors, end: 2099199.sectors, active: true, fat16()) { copy root('esp') }
                    partition('system', start: 2101248.sectors, end: 7081727.sectors, number: 2,
                        raid(level: 1, metadata: '0.90', uuid: '5d279172:1ed20bf2:3017a5a8:c86610be', devices: 2,
                            slot: 1)) { raw partitionOf(old, 1) }
                    partition('data', start: 11536384.sectors, size: rest(),
                        raid(metadata: '1.2', name: 'yunnas:2', ext4(label: 'data'))) { copy root('system') }
                }
            }""");
        assertEquals(0x1234abcdL, disk.whole("signature"));
        assertEquals("{sectors=Whole[number=2048]}", partition(disk, 0).group(DiskTable.START).toString());
        assertEquals("ext4", partition(disk, 2).group(DiskTable.FORMAT).group(DiskFormat.INSIDE).text(DiskFormat.KIND));
    }

    @Test
    void aFilesystemCanBeAnArtifact() throws Exception {
        Fields disk = disk("ext4 root('system'), size: contents() + 10.percent + 8.MiB, label: 'root'");
        assertEquals("none", disk.text(DiskTable.SCHEME));
        assertEquals("root", partition(disk, 0).group(DiskTable.FORMAT).text("label"));
        assertEquals("squashfs", partition(disk("squashfs root('system')"), 0).group(DiskTable.FORMAT)
            .text(DiskFormat.KIND));
        assertEquals("none", disk("disk { filesystem(ext4()) { copy root('system') } }").text(DiskTable.SCHEME));
    }
}
