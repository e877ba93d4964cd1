package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told who lays out a disk that cannot be; all of it before anything is built. */
class DiskMistakesTest {
    private static final String BEFORE = "def old = local('old.img')\nroot('s') { pass('p') { write '/x', 'x' } }\n";

    @TempDir
    static Path folder;

    private static Reading reading;

    @BeforeAll
    static void read() throws Exception {
        reading = new Reading(folder);
    }

    private static String errors(String artifact, String inside) throws Exception {
        return reading.errors(BEFORE + "artifact('" + artifact + "') { " + inside + " }\n");
    }

    /** There is one problem, it is on the disk's line, and it says what and what to do. */
    private static void assertSays(String message, String remedy, String errors) {
        assertTrue(errors.startsWith("r.groovy:4:"), errors);
        assertEquals(1, errors.lines().filter(line -> line.startsWith("r.groovy:")).count(), errors);
        assertTrue(errors.lines().findFirst().orElseThrow().contains(message), errors);
        assertTrue(remedy == null || errors.contains(remedy), errors);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "||", quoteCharacter = '`', maxCharsPerColumn = 10_000, textBlock = """
        gpt { partition('a', size: 64.MiB, typ: 'esp') } || 'partition' knows no 'typ:' || Did you mean 'type'?
        gpt { partition('a', size: 64, type: 'esp') } || 'size:' is a whole number || It must be a size: 64.MiB, rest() or contents() + 10.percent.
        gpt { partition('a', size: 10.percent) } || 'size:' is a Percent || It must be a size
        gpt { partition('a', type: 'esp') } || the partition 'a' does not say its size || size: contents() + 10.percent
        gpt { partition('a', size: 1.MiB, end: 2.MiB) } || the partition 'a' has a size and an end || Say one of the two.
        gpt { partition('a', start: rest(), end: 2.MiB) } || 'start:' of the partition 'a' is no place on the disk || 2048.sectors
        gpt { partition('a', size: 2.GiB) } || the partition 'a' ends at sector 4196351, but the last that this disk has for partitions is 2097118 || Make the disk at least 2.0 GiB
        gpt { partition('a', start: 2048.sectors, size: 64.MiB); partition('b', start: 4096.sectors, size: 64.MiB) } || the partition 'a' (sectors 2048 to 133119) and the partition 'b' (4096 to 135167) overlap || begin at sector 133120 or later
        gpt { partition('a', start: 3.sectors, size: 64.MiB) } || the partition 'a' begins at sector 3, but the partition table takes those up to 33 || usual is 2048
        gpt { partition('a', size: rest()); partition('b', size: rest()) } || the partition 'a' and the partition 'b' both take the rest || Give one of them a size
        gpt { partition('a', size: 1.MiB); partition('a', size: rest()) } || there is a partition 'a' already, on line 4 || another name
        gpt { partition('a', size: 1.MiB, type: 'esb') } || the partition 'a' is of a type that nobody knows: 'esb' || Did you mean 'esp'?
        gpt { partition('a', size: 1.MiB, uuid: 'xyz') } || the partition 'a' has a UUID of a wrong form: 'xyz' || Write it like 0fc63daf
        gpt(uuid: 'xyz') { partition('a', size: 1.MiB) } || the disk's id 'xyz' has not the form of a UUID || Write it like 0fc63daf
        gpt { partition('a', size: 1.MiB, flags: ['boot']) } || the partition 'a' has a flag that there is not: 'boot' || legacy-boot
        gpt { partition('a', size: 1.MiB, active: true) } || 'partition' knows no 'active:' || It knows: end, flags
        gpt { partition('a', size: 1.MiB, number: 200) } || the partition 'a' is to have the number 200 || Numbers go from 1 to 128.
        gpt { partition('a', size: 1.MiB, number: 2); partition('b', size: 1.MiB, number: 2) } || the partition 'b' is to have the number 2, which the partition 'a' has || another one
        gpt { partition('a' * 40, size: 100.MiB) } || has a name of 40 UTF-16 units; 36 fit into a GPT || Shorten it
        gpt { partition('', size: 100.MiB) } || a partition has no name || Give it one
        gpt { partition('a', size: 1.5.sectors) } || 1.5 sectors is no whole number ||
        gpt { partition 'a', size: 0.MiB } || the partition 'a' would have 0 sectors || at least one
        gpt { partition 'a', size: contents() } || the partition 'a' is as large as its contents, and has none || say its size
        gpt(align: 100.B) { partition 'a', size: 1.MiB } || an alignment of 100 bytes is not a whole number of sectors || multiple of 512
        gpt(hybrid: ['b']) { partition('a', size: 100.MiB) } || 'hybrid:' names a partition 'b', which is not there || Name partitions of this disk.
        mbr { ['a', 'b', 'c', 'd', 'e'].each { partition(it, size: 1.MiB) } } || there are 5 primary partitions, but an MBR has four entries || logical
        mbr(signature: 'x') { partition('a', size: 1.MiB) } || the disk's id 'x' has not the form of an MBR's signature || eight hexadecimal digits
        mbr(signature: 0x100000000) { partition('a', size: 1.MiB) } || the disk's id '100000000' has not the form of an MBR's signature || eight hexadecimal digits
        mbr { partition('a', size: 1.MiB, uuid: 'x') } || 'partition' knows no 'uuid:' || It knows: active
        mbr { partition('a', size: 1.MiB, active: true); partition('b', size: 1.MiB, active: true) } || the partition 'a' and the partition 'b' are both active || A BIOS boots from one
        mbr { partition('a', size: 1.MiB, type: 'bios-boot') } || the partition 'a' is of type 'bios-boot', which an MBR cannot say || take a GPT
        mbr { partition('a', size: 1.MiB, type: 'extended') } || the partition 'a' is of type 'extended', which comes by itself || logical ones
        mbr { logical('a', size: 1.MiB); partition('b', size: 1.MiB); logical('c', size: 1.MiB) } || the partition 'b' is a primary one and stands between logical ones || before or behind them
        gpt { partition('a', size: 9.MiB) { partition('b', size: 1.MiB) } } || 'b' stands inside of the partition 'a' || Close the block of 'a' before it.
        gpt { partition('a', size: 9.MiB) { raw old, at: 64.sectors } } || 'old.img' stands inside of the partition 'a' || Close the block of 'a' before it.
        gpt { raw old } || 'raw' does not take (source) || raw(at: size, size: size, source)
        gpt { raw old, at: rest() } || 'at:' of 'old.img' is no place on the disk || 64.sectors
        gpt { raw old, at: 33.sectors } || the content 'old.img' outside of partitions begins at sector 33, but the partition table takes those up to 33 || Let it begin at sector 34 or later.
        gpt { raw old, at: 2.GiB } || the content 'old.img' outside of partitions ends at sector 4194304 || at least 2.0 GiB
        gpt { raw old, at: 64.sectors, size: contents() } || the room that is kept for 'old.img' must not depend on others || leave it out
        gpt { raw old, at: 64.sectors, size: 1.MiB; partition('a', start: 2048.sectors, size: 1.MiB) } || the content 'old.img' outside of partitions (sectors 64 to 2111) and the partition 'a' (2048 to 4095) overlap || begin at sector 2112 or later
        mbr { raw old, at: 0.sectors } || the content 'old.img' outside of partitions begins at sector 0 || Let it begin at sector 1 or later.
        mbr { logical('a', size: 1.MiB); raw old, at: 9.MiB; logical('b', start: 99.MiB, size: 1.MiB) } || 'old.img' outside of partitions stands between logical ones || before or behind them
        raw old, at: 64.sectors || 'raw' cannot stand here || gpt { … } or mbr { … }.
        gpt { def grub = old; grub(bios: 'host') { } } || 'grub' is a variable of the recipe here, which hides the word 'grub' || Give the variable another name.
        gpt { }; mbr { } || the disk is laid out twice || once
        partition('a', size: 1.MiB) || 'partition' cannot stand here || It stands inside 
        gpt { partition('a', size: 1.MiB, ext5()) } || there is no verb 'ext5' in 'gpt' || Did you mean 'ext2'?
        gpt { partition('a', size: 1.MiB, ext4(lable: 'x')) } || 'ext4' knows no 'lable:' || Did you mean 'label'?
        gpt { partition('a', size: 100.MiB, ext4(label: 'x' * 17)) } || the label 'xxxxxxxxxxxxxxxxx' is longer than 16 bytes || rootbuild verbs ext4
        gpt { partition('a', size: 100.MiB, fat32(label: 'x' * 12)) } || the label 'xxxxxxxxxxxx' has not 1 to 11 characters || rootbuild verbs fat32
        gpt { partition('a', size: 100.MiB, fat32(label: 'a/b')) } || the label 'a/b' holds a character that no label of FAT can hold || rootbuild verbs fat32
        gpt { partition('a', size: 100.MiB, fat32(id: '12')) } || '12' is no serial number of a FAT filesystem || Write it like 1234-ABCD.
        gpt { partition('a', size: 100.MiB, fat32(clusterSize: 3.KiB)) } || no FAT can have the cluster size 3072 || rootbuild verbs
        gpt { partition('a', size: 100.MiB, fat32(links: 'keep')) } || 'links:' is 'keep' || It is refuse, follow or omit.
        gpt { partition('a', size: 100.MiB, ext4(uuid: '12')) } || '12' is no UUID || Write it like 0fc63daf
        gpt { partition('a', size: 100.MiB, ext4(blockSize: 3.KiB)) } || a block has 1024, 2048 or 4096 bytes || rootbuild verbs ext4
        gpt { partition('a', size: 100.MiB, ext4(features: ['64bits'])) } || ext filesystems have no feature '64bits' || Did you mean '64bit'?
        gpt { partition('a', size: 100.MiB, ext4(mountOptions: ['noatime'])) } || there is no mount option 'noatime' of ext filesystems || There are debug
        gpt { partition('a', size: 100.MiB, ext4(reserved: 60.percent)) } || reserved are 0 to 50 percent || rootbuild verbs ext4
        gpt { partition('a', size: 100.MiB, swap(label: 'x' * 17)) } || the label of a swap area has at most 16 bytes || rootbuild verbs swap
        gpt { partition('a', size: 100.MiB, squashfs(compress: 'bzip2')) } || squashfs is compressed with gzip, xz, zstd, lz4 or lzo, not with 'bzip2' || rootbuild verbs squashfs
        gpt { partition('a', size: 100.MiB, xfs(label: 'much too long')) } || the label of an XFS has at most 12 characters || rootbuild verbs xfs
        gpt { partition('a', size: 100.MiB, raid(level: 5)) } || of level 5 holds only a part of what the array shows and cannot be made alone || Make a mirror
        gpt { partition('a', size: 100.MiB, raid(level: 'linear', devices: 2)) } || of level linear holds only a part || Take devices: 1
        gpt { partition('a', size: 100.MiB, raid(level: 'striped')) } || there is no such level of a RAID || 'linear'
        gpt { partition('a', size: 100.MiB, raid(metadata: '1.3')) } || there is no RAID metadata '1.3' || Did you mean '1.2'?
        gpt { partition('a', size: 100.MiB, raid(metadata: '0.90', name: 'x')) } || a RAID with metadata 0.90 has no name || Leave name: out
        gpt { partition('a', size: 100.MiB, raid(slot: 1)) } || a RAID with devices: 1 has no slot 1 || counted from 0
        gpt { partition('a', size: 100.MiB, raid(devices: 2, missing: [0])) } || the slot 0 of the RAID is this partition, and is to be missing as well || other slots
        gpt { partition('a', size: 100.MiB, raid(uuid: '1')) } || '1' is no UUID of a RAID || as mdadm prints it
        gpt { partition('a', size: 100.MiB, raid(level: 1, raid(level: 1))) } || a member of a RAID cannot hold a member of a RAID || Name a filesystem in it.
        gpt { partition('a', size: 100.MiB) { copy root('s') } } || the partition 'a' holds files and has no filesystem || ext4(label: 'root')
        gpt { partition('a', size: 100.MiB, ext4()) { raw old } } || the partition 'a' is filled with bytes and is to be formatted as ext4 as well || Leave out one of the two.
        gpt { partition('a', size: 100.MiB, swap()) { write '/x', 'x' } } || the swap area 'a' cannot hold files || another partition
        gpt { partition('a', size: 100.MiB, ext4()) { copy old } } || 'copy' does not take (source) || It takes: copy(root)
        gpt { partition('a', size: 100.MiB, ext4()) { copy root('s'), to: '/x' } } || 'copy' knows no 'to:' || It knows: from, into, only, without.
        gpt { partition('a', size: 100.MiB, ext4()) { copy root('s'), only: [] } } || 'only:' names no pattern || leave it out
        gpt { partition('a', size: 100.MiB, ext4()) { copy root('s'), only: '{x' } } || the pattern '{x' is not well formed: a brace is open || Close every bracket
        gpt { partition('a', size: 100.MiB, ext4()) { copy root('z') } } || there is no root 'z' || The recipe has: s.
        gpt { partition('a', size: 100.MiB, ext4()) { write '/../x', 'x' } } || the path '/../x' leaves the root || Remove the '..'
        gpt { partition('a', size: 100.MiB, ext4()) { write '/', 'x' } } || '/' is the root of the filesystem || Name something in it.
        gpt { partition('a', size: 100.MiB, ext4()) { write '/x', 'x', mode: 755 } } || 755 is a decimal number || with a leading 0: 0755.
        gpt { partition('a', size: 100.MiB, ext4()) { write '/x', 'x', owner: 'a:b:c' } } || 'a:b:c' names no owner || user, user:group or :group
        gpt { partition('a', size: 100.MiB, ext4()) { symlink '/x', to: '' } } || the link '/x' points nowhere || with to: 'target'
        gpt { partition('a', size: 100.MiB, ext4()) { copy filesOf(old, 300) } } || no image has a partition 300 || counted from 1
        gpt { partition('a', size: 100.MiB) { raw partitionOf(old, 1); raw old } } || a partition that is filled with bytes can hold nothing else || its own partition
        """)
    void whatCannotBeOnOneGibibyteIsSaidWithItsRemedy(String inside, String message, String remedy) throws Exception {
        assertSays(message, remedy, errors("d.img", "disk(size: 1.GiB) { " + inside + " }"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "||", quoteCharacter = '`', textBlock = """
        disk(size: '1G') { gpt { } } || 'size:' is a text || It must be a size
        disk(size: 1.GiB, sectorSize: 1024) { mbr { } } || no disk has sectors of 1024 bytes || sectorSize: 4096
        disk(size: 1.GiB) { } || the disk has no layout || gpt { … }
        disk(size: 1.GiB + 100.B) { gpt { } } || a disk of 1073741924 bytes is not a whole number of sectors || Take
        disk(size: 3.TiB) { mbr { partition('a', size: 2500.GiB) } } || the partition 'a' ends at sector 5242882047 || GPT
        disk(size: 1.MiB) { gpt { partition('a', size: 1.MiB) } } || the partition 'a' ends at sector 4095 || at least 3 MiB
        disk(size: rest()) { gpt { } } || the size of the disk must not depend on others || leave it out
        disk(size: contents()) { gpt { } } || the size of the disk must not depend on others || leave it out
        disk { gpt { partition 'a', size: rest() } } || the partition 'a' takes the rest of a disk that has no size || Give
        ext4 root('s'), size: rest() || the size of the filesystem must not depend on others || contents() + 10.percent
        ext4 root('s'), sise: 1.GiB || 'ext4' knows no 'sise:' || Did you mean 'size'?
        squashfs root('s'), level: 99 || the levels of zstd in a squashfs are 1 to 22, not 99 || rootbuild verbs
        gpt { partition('a', size: 1.MiB) } || 'gpt' cannot stand here || It stands inside disk
        swap root('s') || 'swap' does not take || It takes
        ext4() || the artifact 'd.img' is made by nothing || Exactly one verb
        """)
    void whatIsNoDiskIsSaidWithItsRemedy(String inside, String message, String remedy) throws Exception {
        assertSays(message, remedy, errors("d.img", inside));
    }

    @Test
    void theNameSaysTheFormOrIsRefused() throws Exception {
        String disk = "disk { gpt { partition('a', size: 1.MiB) } }";
        assertSays("no form of a disk image ends in '.qcow'", "Did you mean '.qcow2'?", errors("d.qcow", disk));
        assertSays("an image of the format qcow2 is not compressed as a whole", "Call it d.qcow2",
            errors("d.qcow2.gz", disk));
        for (String name : new String[] {"d", "d.img", "d.raw", "d.img.xz", "d.gz", "d.vhdx", "617kvmboot", "root.ext4"}) {
            assertEquals("", errors(name, disk));
        }
    }

    @Test
    void everyPartitionThatIsWrongIsNamedAtItsOwnLine() throws Exception {
        String errors = errors("d.img", "disk(size: 1.GiB) {\ngpt {\npartition('a', size: 2.GiB)\n"
            + "partition('b', size: 1.MiB, type: 'nonsense')\n}\n}");
        assertTrue(errors.contains("r.groovy:6:1: error: the partition 'a'"), errors);
        assertTrue(errors.contains("r.groovy:7:1: error: the partition 'b' is of a type"), errors);
    }
}
