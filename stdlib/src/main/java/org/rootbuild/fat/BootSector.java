package org.rootbuild.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What the first sector says about the filesystem (fatgen103, "Boot Sector and BPB").
 *
 * @param infoSector   of FAT32's free-space hints, 0 where there is none
 * @param backupSector of FAT32's copy of this sector, 0 where there is none
 * @param rootCluster  of FAT32's root folder, 0 for the others
 * @param extFlags     of FAT32: bit 7 says that only one table is in use, bits 0 to 3 which
 * @param label        11 bytes, filled with blanks
 */
record BootSector(FatGeometry geometry, int media, int trackSectors, int heads, long hiddenSectors, long volumeId,
                  String label, int infoSector, int backupSector, int rootCluster, int extFlags) {
    static final int BYTES = 512;
    static final String NO_LABEL = "NO NAME    ";
    private static final int SIGNATURE_AT = 510;
    private static final int SIGNATURE = 0xaa55;
    private static final int EXTENDED = 0x29;
    private static final int HARD_DISK = 0x80;

    /** Where FAT12 and FAT16, then FAT32, have the fields that differ: the drive number is the first of them. */
    private static int driveAt(FatKind kind) {
        return kind == FatKind.FAT32 ? 64 : 36;
    }

    /** Where the boot code begins. */
    static int codeAt(FatKind kind) {
        return driveAt(kind) + 26;
    }

    /** Describes this filesystem in a sector whose boot code stays as it is. */
    void describeIn(byte[] sector) {
        FatKind kind = geometry.kind();
        boolean fat32 = kind == FatKind.FAT32;
        ByteBuffer to = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        to.putShort(11, (short) geometry.sectorBytes()).put(13, (byte) geometry.clusterSectors())
            .putShort(14, (short) geometry.reservedSectors()).put(16, (byte) geometry.tables())
            .putShort(17, (short) geometry.rootEntries()).put(21, (byte) media).putShort(24, (short) trackSectors)
            .putShort(26, (short) heads).putInt(28, (int) hiddenSectors);
        resizeIn(sector);
        if (fat32) {
            to.putShort(40, (short) extFlags).putShort(42, (short) 0).putInt(44, rootCluster)
                .putShort(48, (short) infoSector).putShort(50, (short) backupSector);
        }
        int drive = driveAt(kind);
        to.put(drive, (byte) (geometry.rootEntries() > 0 && media != Floppy.NONE.media() ? 0 : HARD_DISK));
        to.put(drive + 2, (byte) EXTENDED).putInt(drive + 3, (int) volumeId);
        to.put(drive + 7, label.getBytes(StandardCharsets.ISO_8859_1));
        to.put(drive + 18, (kind.name() + "   ").getBytes(StandardCharsets.US_ASCII));
        to.putShort(SIGNATURE_AT, (short) SIGNATURE);
    }

    /** Changes nothing but what depends on the size. */
    void resizeIn(byte[] sector) {
        boolean fat32 = geometry.kind() == FatKind.FAT32;
        boolean small = !fat32 && geometry.totalSectors() < 65536;
        ByteBuffer to = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        to.putShort(19, (short) (small ? geometry.totalSectors() : 0))
            .putShort(22, (short) (fat32 ? 0 : geometry.tableSectors()))
            .putInt(32, small ? 0 : (int) geometry.totalSectors());
        if (fat32) {
            to.putInt(36, (int) geometry.tableSectors());
        }
    }

    /** A label with the blanks behind it. */
    static String filled(String label) {
        return label + " ".repeat(DirectoryRecord.NAME_BYTES - label.length());
    }

    /** Whether the sector calls itself FAT, by its signature and the word that every maker leaves there. */
    static boolean claims(ByteBuffer sector) {
        return signed(sector) && (word(sector, 54, 3).equals("FAT") || word(sector, 82, 5).equals("FAT32"));
    }

    static boolean signed(ByteBuffer sector) {
        return sector.order(ByteOrder.LITTLE_ENDIAN).getShort(SIGNATURE_AT) == (short) SIGNATURE;
    }

    static String word(ByteBuffer sector, int at, int count) {
        byte[] bytes = new byte[count];
        sector.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Reads what a sector says, without judging it; {@link BootCheck} does. The id is -1 where there is none. */
    static BootSector read(ByteBuffer from) {
        from.order(ByteOrder.LITTLE_ENDIAN);
        boolean fat32 = from.getShort(22) == 0;
        int small = from.getShort(19) & 0xffff;
        long total = small != 0 ? small : from.getInt(32) & 0xffffffffL;
        long table = fat32 ? from.getInt(36) & 0xffffffffL : from.getShort(22) & 0xffff;
        int sectorBytes = from.getShort(11) & 0xffff;
        int cluster = from.get(13) & 0xff;
        int reserved = from.getShort(14) & 0xffff;
        int tables = from.get(16) & 0xff;
        int rootEntries = from.getShort(17) & 0xffff;
        long rootSectors = sectorBytes == 0 ? 0
            : FatGeometry.ceil((long) rootEntries * FatGeometry.ENTRY_BYTES, sectorBytes);
        long data = total - reserved - tables * table - rootSectors;
        long clusters = cluster == 0 ? 0 : data / cluster;
        FatKind kind = fat32 ? FatKind.FAT32
            : clusters <= FatKind.FAT12.mostClusters() ? FatKind.FAT12 : FatKind.FAT16;
        int drive = driveAt(kind);
        boolean extended = (from.get(drive + 2) & 0xff) == EXTENDED;
        return new BootSector(new FatGeometry(kind, sectorBytes, cluster, reserved, tables, rootEntries, table, total,
            (int) Math.max(-1, Math.min(Integer.MAX_VALUE, clusters))), from.get(21) & 0xff,
            from.getShort(24) & 0xffff, from.getShort(26) & 0xffff, from.getInt(28) & 0xffffffffL,
            extended ? from.getInt(drive + 3) & 0xffffffffL : -1, extended ? word(from, drive + 7, 11) : NO_LABEL,
            fat32 ? from.getShort(48) & 0xffff : 0, fat32 ? from.getShort(50) & 0xffff : 0,
            fat32 ? from.getInt(44) & 0x0fffffff : 0, fat32 ? from.getShort(40) & 0xffff : 0);
    }

    BootSector with(FatGeometry changed) {
        return new BootSector(changed, media, trackSectors, heads, hiddenSectors, volumeId, label, infoSector,
            backupSector, rootCluster, extFlags);
    }

    /** Which table counts where only one does; empty bits mean that all are alike. */
    boolean mirrored() {
        return (extFlags & 0x80) == 0;
    }

    int activeTable() {
        return mirrored() ? 0 : extFlags & 0x0f;
    }
}
