package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;

/** The structures, read from what mke2fs makes, and damaged. */
class OnDiskTest {
    @TempDir
    Path folder;

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer bytes(Path image, long at, int count) throws Exception {
        try (FileVolume volume = FileVolume.forReading(image)) {
            return volume.read(at, count).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private Path peer(String... options) throws Exception {
        Path image = folder.resolve("peer");
        Tools.done("truncate", "-s", "64M", image.toString());
        String[] command = new String[options.length + 3];
        command[0] = "mke2fs";
        command[1] = "-qF";
        System.arraycopy(options, 0, command, 2, options.length);
        command[command.length - 1] = image.toString();
        Tools.done(command);
        return image;
    }

    @Test
    void superblockDescriptorInodeAndJournalOfMke2fsHaveTheChecksumsThatWeCompute() throws Exception {
        Path image = peer("-t", "ext4", "-b", "4096", "-L", "peer", "-U", "11111111-2222-3333-4444-555555555555");
        ByteBuffer raw = bytes(image, 1024, 1024);
        Superblock superblock = Superblock.decode(raw);
        assertEquals("peer", superblock.label());
        assertEquals(UUID.fromString("11111111-2222-3333-4444-555555555555"), superblock.uuid());
        assertArrayEquals(raw.array(), superblock.encode().array());
        Checksums sums = Checksums.of(superblock);
        GroupDescriptor group = new GroupDescriptor(bytes(image, 4096, 64), 0, 64);
        assertEquals(group.get(GroupDescriptor.CHECKSUM), group.checksum(sums, 0));
        ByteBuffer table = bytes(image, group.get(GroupDescriptor.INODE_TABLE) * 4096, 256 * 16);
        for (int number : new int[] {Inode.ROOT, Inode.RESIZE, Inode.JOURNAL, Inventory.LOST_AND_FOUND}) {
            assertTrue(new Inode(table, (number - 1) * 256, 256).isSealed(sums, number), "inode " + number);
        }
        Inode journal = new Inode(table, 7 * 256, 256);
        ExtentNode map = ExtentNode.decodeRoot(journal.map());
        JournalSuperblock found = JournalSuperblock.decode(bytes(image, map.entries().get(0).physical() * 4096, 1024));
        assertEquals(journal.get(Inode.SIZE), found.blocks() * 4096);
        assertTrue(found.isEmpty());
    }

    @Test
    void theOldChecksumOfDescriptorsIsThatOfMke2fs() throws Exception {
        Path image = peer("-t", "ext4", "-b", "4096", "-O", "^metadata_csum,uninit_bg");
        Superblock superblock = Superblock.decode(bytes(image, 1024, 1024));
        GroupDescriptor group = new GroupDescriptor(bytes(image, 4096, 64), 0, 64);
        assertEquals(group.get(GroupDescriptor.CHECKSUM), group.checksum(superblock, Checksums.of(superblock), 0));
    }

    @Test
    void damagedStructuresAreFailuresAndNothingElse() throws Exception {
        Path image = Tools.make(Tools.options(ExtRevision.EXT4).build(), RandomTree.of(4, 50), folder.resolve("i"),
            4 << 20);
        Random random = new Random(8);
        for (int i = 0; i < 3000; i++) {
            byte[] block = new byte[1024];
            if (i % 2 == 0) {
                bytes(image, 1024L * random.nextInt(4096), 1024).get(block);
            }
            for (int j = random.nextInt(8); j >= 0; j--) {
                block[random.nextInt(i % 3 == 0 ? 40 : 1024)] = (byte) random.nextInt();
            }
            decodeAll(block);
        }
    }

    private static void decodeAll(byte[] block) {
        Checksums none = new Checksums(false, 0);
        little(block).putShort(0x38, (short) Superblock.MAGIC_NUMBER);
        attempt(() -> Superblock.decode(little(block)));
        attempt(() -> ExtentNode.decodeBlock(little(block), 1024, false, 0));
        attempt(() -> DirectoryBlock.names(little(block), 1024, true));
        attempt(() -> HashIndex.decodeRoot(little(block), 1024, false, 0));
        attempt(() -> HashIndex.decodeNode(little(block), 1024, false, 0));
        attempt(() -> XattrArea.decodeBlock(little(block), 1024, none, 1));
        attempt(() -> XattrArea.decodeInInode(new Inode(little(block), 0, 256)));
        attempt(() -> JournalSuperblock.decode(ByteBuffer.wrap(block)));
        attempt(() -> PosixAcl.seen(block));
        attempt(() -> PosixAcl.kept(block));
    }

    private interface Decoding {
        Object run() throws Failure;
    }

    private static void attempt(Decoding decoding) {
        try {
            decoding.run();
        } catch (Failure expected) {
            assertTrue(expected.remedy().endsWith("."));
        }
    }

    @Test
    void aCheckpointOfCrc32cGoesOnFromAnyValue() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        int whole = Crc32c.of(~0, bytes, 0, 1000);
        for (int cut : new int[] {0, 1, 3, 4, 5, 500, 997, 999, 1000}) {
            assertEquals(whole, Crc32c.of(Crc32c.of(~0, bytes, 0, cut), bytes, cut, 1000 - cut));
        }
        assertEquals(0xE3069283, ~Crc32c.of(~0, "123456789".getBytes(), 0, 9));
        assertThrows(IllegalArgumentException.class, () -> new DirectoryHash(6, new int[4]));
    }
}
