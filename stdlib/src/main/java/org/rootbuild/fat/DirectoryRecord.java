package org.rootbuild.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The 32 bytes of an entry of a folder (fatgen103, "FAT Directory Structure").
 *
 * @param name       11 bytes, filled with blanks
 * @param caseFlags  8: the name is shown in lower case, 16: the extension is (Windows NT's extension)
 * @param sizeBytes  of a file; 0 for a folder
 */
record DirectoryRecord(byte[] name, int attributes, int caseFlags, DosTime created, int accessDate, int firstCluster,
                       DosTime changed, long sizeBytes) {
    static final int READ_ONLY = 1;
    static final int HIDDEN = 2;
    static final int SYSTEM = 4;
    static final int VOLUME_LABEL = 8;
    static final int FOLDER = 16;
    static final int ARCHIVE = 32;
    static final int LONG_NAME = 15;
    static final int NAME_BYTES = 11;
    /** First byte of an entry that was deleted. */
    static final int DELETED = 0xe5;
    /** What stands for a name that really begins with that byte. */
    private static final int NOT_DELETED = 0x05;

    /** A new one, with one time for everything. */
    static DirectoryRecord of(byte[] name, int attributes, int caseFlags, long mtimeSeconds, int firstCluster,
                              long sizeBytes) {
        DosTime time = DosTime.of(mtimeSeconds);
        return new DirectoryRecord(name, attributes, caseFlags, time, time.date(), firstCluster, time, sizeBytes);
    }

    void encode(ByteBuffer to) {
        to.order(ByteOrder.LITTLE_ENDIAN).put(name).put((byte) attributes).put((byte) caseFlags)
            .put((byte) created.tenths()).putShort((short) created.time()).putShort((short) created.date())
            .putShort((short) accessDate).putShort((short) (firstCluster >>> 16)).putShort((short) changed.time())
            .putShort((short) changed.date()).putShort((short) firstCluster).putInt((int) sizeBytes);
    }

    static DirectoryRecord decode(byte[] folder, int at, FatKind kind) {
        ByteBuffer from = ByteBuffer.wrap(folder).order(ByteOrder.LITTLE_ENDIAN);
        int low = from.getShort(at + 26) & 0xffff;
        // Where clusters have 16 bits, these bytes meant something else in OS/2.
        int high = kind == FatKind.FAT32 ? from.getShort(at + 20) & 0x0fff : 0;
        return new DirectoryRecord(Arrays.copyOfRange(folder, at, at + NAME_BYTES), from.get(at + 11) & 0xff,
            from.get(at + 12) & 0xff,
            new DosTime(from.getShort(at + 16) & 0xffff, from.getShort(at + 14) & 0xffff, from.get(at + 13) & 0xff),
            from.getShort(at + 18) & 0xffff, high << 16 | low,
            new DosTime(from.getShort(at + 24) & 0xffff, from.getShort(at + 22) & 0xffff, 0),
            from.getInt(at + 28) & 0xffffffffL);
    }

    boolean isFolder() {
        return (attributes & FOLDER) != 0;
    }

    boolean isLabel() {
        return (attributes & VOLUME_LABEL) != 0;
    }

    /** The name's bytes with the first one as it is meant. */
    byte[] meantName() {
        byte[] meant = name.clone();
        meant[0] = meant[0] == NOT_DELETED ? (byte) DELETED : meant[0];
        return meant;
    }

    DirectoryRecord named(byte[] changedName, int changedFlags) {
        return new DirectoryRecord(changedName, attributes, changedFlags, created, accessDate, firstCluster, changed,
            sizeBytes);
    }

    DirectoryRecord at(int cluster, long size) {
        return new DirectoryRecord(name, attributes, caseFlags, created, accessDate, cluster, changed, size);
    }

    DirectoryRecord with(int changedAttributes, DosTime time) {
        return new DirectoryRecord(name, changedAttributes, caseFlags, created, accessDate, firstCluster, time,
            sizeBytes);
    }
}
