package org.rootbuild.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/**
 * The first 512 bytes of a disk: 440 bytes of boot code, the disk's signature, two reserved bytes, four entries and
 * the mark 0x55 0xAA. Tables keep their hands off the code; it is read and written here.
 */
public final class BootSector {
    /** How long the code can be that stands before the signature. */
    public static final int CODE_BYTES = 440;
    static final int BYTES = 512;
    static final int SIGNATURE = 440;
    static final int ENTRIES = 446;
    static final int SLOTS = 4;
    private static final int MARK = 510;

    private BootSector() {
    }

    public static byte[] code(Volume disk) throws IOException {
        return disk.read(0, CODE_BYTES).array();
    }

    /** Writes code and leaves the table beside it alone. */
    public static void writeCode(Volume disk, byte[] code) throws IOException {
        if (code.length > CODE_BYTES) {
            throw new Failure("boot code of " + code.length + " bytes does not fit before a partition table",
                "Take code of at most " + CODE_BYTES + " bytes, such as GRUB's boot.img without its last 72 bytes.");
        }
        disk.write(0, ByteBuffer.wrap(Arrays.copyOf(code, CODE_BYTES)));
    }

    static boolean hasMark(byte[] sector) {
        return sector[MARK] == 0x55 && sector[MARK + 1] == (byte) 0xAA;
    }

    static void mark(byte[] sector) {
        sector[MARK] = 0x55;
        sector[MARK + 1] = (byte) 0xAA;
    }

    /** Whether these are the first bytes of a filesystem of DOS or Windows, which bear the same mark as a table. */
    static boolean isFilesystem(byte[] sector) {
        boolean jumps = sector[0] == (byte) 0xEB && sector[2] == (byte) 0x90 || sector[0] == (byte) 0xE9;
        int sectorSize = sector[11] & 0xFF | (sector[12] & 0xFF) << 8;
        boolean sized = sectorSize >= 512 && sectorSize <= 4096 && Integer.bitCount(sectorSize) == 1;
        int perCluster = sector[13] & 0xFF;
        boolean fat = sized && Integer.bitCount(perCluster) == 1 && (sector[16] == 1 || sector[16] == 2);
        String name = new String(sector, 3, 8, StandardCharsets.ISO_8859_1);
        return jumps && (fat || name.startsWith("NTFS") || name.startsWith("EXFAT"));
    }

    /** Writes what belongs to the table, from the signature on, and leaves the code as the disk has it. */
    static void writeTable(Volume disk, byte[] sector) throws IOException {
        disk.write(SIGNATURE, ByteBuffer.wrap(sector, SIGNATURE, BYTES - SIGNATURE));
    }
}
