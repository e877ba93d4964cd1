package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.rootbuild.problem.Failure;

/**
 * The 1024 bytes that describe a filesystem, 1024 bytes behind its start. Bytes that have no meaning here are kept, so
 * that one that was read can be changed and written again. Not safe for use by several threads.
 */
final class Superblock {
    static final int SIZE_BYTES = 1024;
    static final int PLACE = 1024;
    static final int MAGIC_NUMBER = 0xEF53;

    static final Field INODES = Field.of(0x00, 4);
    static final Field BLOCKS = new Field(0x04, 4, 0x150, 4);
    static final Field RESERVED_BLOCKS = new Field(0x08, 4, 0x154, 4);
    static final Field FREE_BLOCKS = new Field(0x0C, 4, 0x158, 4);
    static final Field FREE_INODES = Field.of(0x10, 4);
    static final Field FIRST_DATA_BLOCK = Field.of(0x14, 4);
    /** Block size is 1024 shifted left by this. */
    static final Field LOG_BLOCK_SIZE = Field.of(0x18, 4);
    static final Field LOG_CLUSTER_SIZE = Field.of(0x1C, 4);
    static final Field BLOCKS_PER_GROUP = Field.of(0x20, 4);
    static final Field CLUSTERS_PER_GROUP = Field.of(0x24, 4);
    static final Field INODES_PER_GROUP = Field.of(0x28, 4);
    static final Field MOUNTED_AT = Field.of(0x2C, 4);
    static final Field WRITTEN_AT = new Field(0x30, 4, 0x274, 1);
    static final Field MOUNTS = Field.of(0x34, 2);
    static final Field MOUNTS_LIMIT = Field.of(0x36, 2);
    static final Field MAGIC = Field.of(0x38, 2);
    /** 1 clean, 2 errors were seen, 4 orphans are being recovered. */
    static final Field STATE = Field.of(0x3A, 2);
    /** 1 go on, 2 mount read-only, 3 panic. */
    static final Field ON_ERRORS = Field.of(0x3C, 2);
    static final Field CHECKED_AT = new Field(0x40, 4, 0x277, 1);
    static final Field REVISION = Field.of(0x4C, 4);
    static final Field RESERVED_USER = Field.of(0x50, 2);
    static final Field RESERVED_GROUP = Field.of(0x52, 2);
    static final Field FIRST_INODE = Field.of(0x54, 4);
    static final Field INODE_SIZE = Field.of(0x58, 2);
    static final Field GROUP_OF_THIS = Field.of(0x5A, 2);
    static final Field COMPATIBLE = Field.of(0x5C, 4);
    static final Field INCOMPATIBLE = Field.of(0x60, 4);
    static final Field READ_ONLY = Field.of(0x64, 4);
    static final Field RESERVED_GDT_BLOCKS = Field.of(0xCE, 2);
    static final Field JOURNAL_INODE = Field.of(0xE0, 4);
    static final Field JOURNAL_DEVICE = Field.of(0xE4, 4);
    static final Field LAST_ORPHAN = Field.of(0xE8, 4);
    static final Field HASH_VERSION = Field.of(0xFC, 1);
    static final Field JOURNAL_BACKUP_TYPE = Field.of(0xFD, 1);
    static final Field DESCRIPTOR_SIZE = Field.of(0xFE, 2);
    static final Field DEFAULT_MOUNT_OPTIONS = Field.of(0x100, 4);
    static final Field FIRST_META_GROUP = Field.of(0x104, 4);
    static final Field MADE_AT = new Field(0x108, 4, 0x276, 1);
    static final Field MIN_EXTRA_SIZE = Field.of(0x15C, 2);
    static final Field WANTED_EXTRA_SIZE = Field.of(0x15E, 2);
    /** 1 names are hashed as signed characters, 2 as unsigned ones. */
    static final Field FLAGS = Field.of(0x160, 4);
    static final Field LOG_GROUPS_PER_FLEX = Field.of(0x174, 1);
    static final Field CHECKSUM_TYPE = Field.of(0x175, 1);
    static final Field KIBIBYTES_WRITTEN = Field.of(0x178, 8);
    static final Field OVERHEAD_CLUSTERS = Field.of(0x248, 4);
    static final Field BACKUP_GROUP_1 = Field.of(0x24C, 4);
    static final Field BACKUP_GROUP_2 = Field.of(0x250, 4);
    static final Field CHECKSUM_SEED = Field.of(0x270, 4);
    static final Field CHECKSUM = Field.of(0x3FC, 4);

    static final int FLAG_SIGNED_HASH = 1;
    static final int FLAG_UNSIGNED_HASH = 2;
    private static final int UUID_AT = 0x68;
    private static final int LABEL_AT = 0x78;
    private static final int LABEL_LENGTH = 16;
    private static final int LAST_MOUNTED_AT = 0x88;
    private static final int LAST_MOUNTED_LENGTH = 64;
    private static final int HASH_SEED_AT = 0xEC;
    private static final int JOURNAL_BACKUP_AT = 0x10C;
    /** The 60 bytes of the journal inode's map, and its size as two numbers, upper half first. */
    static final int JOURNAL_BACKUP_LENGTH = 68;

    private final ByteBuffer bytes;

    private Superblock(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** One in which everything is zero but the magic number and the revision. */
    static Superblock empty() {
        Superblock made = new Superblock(ByteBuffer.allocate(SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN));
        made.set(MAGIC, MAGIC_NUMBER);
        made.set(REVISION, 1);
        return made;
    }

    /** Whether 1024 bytes have the magic number of a superblock. */
    static boolean isOne(ByteBuffer read) {
        return read.remaining() >= SIZE_BYTES
            && (read.duplicate().order(ByteOrder.LITTLE_ENDIAN).getShort(read.position() + 0x38) & 0xffff)
            == MAGIC_NUMBER;
    }

    /**
     * Takes a copy of 1024 bytes.
     *
     * @throws Failure when they are no superblock, contradict themselves or have a wrong checksum
     */
    static Superblock decode(ByteBuffer read) throws Failure {
        if (!isOne(read)) {
            throw SuperblockCheck.damaged("it has no magic number");
        }
        byte[] copy = new byte[SIZE_BYTES];
        read.duplicate().get(copy);
        Superblock made = new Superblock(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        SuperblockCheck.check(made);
        return made;
    }

    Superblock copy() {
        return new Superblock(ByteBuffer.wrap(bytes.array().clone()).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The 1024 bytes with their checksum. */
    ByteBuffer encode() {
        if (has(ExtFeature.METADATA_CSUM)) {
            set(CHECKSUM, checksum());
        }
        return ByteBuffer.wrap(bytes.array().clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    int checksum() {
        return Crc32c.of(~0, bytes, 0, CHECKSUM.at());
    }

    long get(Field field) {
        boolean narrow = field.highWidthBytes() == 4 && !has(ExtFeature.BITS_64);
        return narrow ? field.low(bytes, 0) : field.get(bytes, 0);
    }

    int getInt(Field field) {
        return (int) get(field);
    }

    void set(Field field, long value) {
        field.set(bytes, 0, value);
    }

    int blockSize() {
        return 1024 << getInt(LOG_BLOCK_SIZE);
    }

    int inodeSize() {
        return get(REVISION) == 0 ? 128 : getInt(INODE_SIZE);
    }

    int firstInode() {
        return get(REVISION) == 0 ? 11 : getInt(FIRST_INODE);
    }

    int descriptorSize() {
        return has(ExtFeature.BITS_64) ? getInt(DESCRIPTOR_SIZE) : 32;
    }

    /** How many groups the blocks make; the last may be shorter. */
    long groups() {
        long perGroup = get(BLOCKS_PER_GROUP);
        return (get(BLOCKS) - get(FIRST_DATA_BLOCK) + perGroup - 1) / perGroup;
    }

    boolean has(ExtFeature feature) {
        return (word(feature.kind()).low(bytes, 0) & feature.bit()) != 0;
    }

    void set(ExtFeature feature, boolean on) {
        Field word = word(feature.kind());
        long bits = word.low(bytes, 0);
        set(word, on ? bits | feature.bit() : bits & ~(long) feature.bit());
    }

    Set<ExtFeature> features() {
        Set<ExtFeature> features = EnumSet.noneOf(ExtFeature.class);
        for (ExtFeature.Kind kind : ExtFeature.Kind.values()) {
            features.addAll(ExtFeature.of(kind, get(word(kind))));
        }
        return features;
    }

    static Field word(ExtFeature.Kind kind) {
        return switch (kind) {
            case COMPATIBLE -> COMPATIBLE;
            case INCOMPATIBLE -> INCOMPATIBLE;
            case READ_ONLY -> READ_ONLY;
        };
    }

    /** What all checksums of metadata but this one's start from. */
    int checksumSeed() {
        return has(ExtFeature.METADATA_CSUM_SEED) ? getInt(CHECKSUM_SEED) : Crc32c.of(~0, bytes, UUID_AT, 16);
    }

    UUID uuid() {
        ByteBuffer big = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new UUID(big.getLong(UUID_AT), big.getLong(UUID_AT + 8));
    }

    void uuid(UUID uuid) {
        bytes.duplicate().order(ByteOrder.BIG_ENDIAN).putLong(UUID_AT, uuid.getMostSignificantBits())
            .putLong(UUID_AT + 8, uuid.getLeastSignificantBits());
    }

    /** The seed of the hashes of names, as four little-endian numbers. */
    int[] hashSeed() {
        int[] seed = new int[4];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = bytes.getInt(HASH_SEED_AT + 4 * i);
        }
        return seed;
    }

    void hashSeed(UUID seed) {
        bytes.duplicate().order(ByteOrder.BIG_ENDIAN).putLong(HASH_SEED_AT, seed.getMostSignificantBits())
            .putLong(HASH_SEED_AT + 8, seed.getLeastSignificantBits());
    }

    String label() {
        return text(LABEL_AT, LABEL_LENGTH);
    }

    /** At most 16 bytes of UTF-8. */
    void label(String label) {
        text(LABEL_AT, LABEL_LENGTH, label);
    }

    String lastMountedOn() {
        return text(LAST_MOUNTED_AT, LAST_MOUNTED_LENGTH);
    }

    void lastMountedOn(String folder) {
        text(LAST_MOUNTED_AT, LAST_MOUNTED_LENGTH, folder);
    }

    byte[] journalBackup() {
        byte[] backup = new byte[JOURNAL_BACKUP_LENGTH];
        bytes.get(JOURNAL_BACKUP_AT, backup);
        return backup;
    }

    void journalBackup(byte[] backup) {
        bytes.put(JOURNAL_BACKUP_AT, backup, 0, JOURNAL_BACKUP_LENGTH);
    }

    private String text(int at, int length) {
        int end = 0;
        while (end < length && bytes.get(at + end) != 0) {
            end++;
        }
        return new String(bytes.array(), at, end, StandardCharsets.UTF_8);
    }

    private void text(int at, int length, String text) {
        byte[] spelt = text.getBytes(StandardCharsets.UTF_8);
        if (spelt.length > length) {
            throw new IllegalArgumentException("'" + text + "' is longer than " + length + " bytes");
        }
        bytes.put(at, new byte[length]);
        bytes.put(at, spelt);
    }
}
