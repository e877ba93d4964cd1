package org.rootbuild.ext;

import java.nio.ByteBuffer;

/**
 * What the checksums of one filesystem start from.
 *
 * @param on   whether there are any ({@code metadata_csum})
 * @param seed of the filesystem
 */
record Checksums(boolean on, int seed) {
    static Checksums of(Superblock superblock) {
        return new Checksums(superblock.has(ExtFeature.METADATA_CSUM), superblock.checksumSeed());
    }

    /** What those of all that belongs to one inode start from: itself, its directory blocks, its extent nodes. */
    int ofInode(long number, int generation) {
        return Crc32c.ofInt(Crc32c.ofInt(seed, (int) number), generation);
    }

    /** Of a block bitmap or an inode bitmap; {@code count} is the number of things in a group. */
    int ofBitmap(ByteBuffer bitmap, int count) {
        return Crc32c.of(seed, bitmap, 0, count / 8);
    }

    /** What those of a filesystem start from that has no seed of its own. */
    static int seedOf(java.util.UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits());
        return Crc32c.of(~0, bytes, 0, 16);
    }
}
