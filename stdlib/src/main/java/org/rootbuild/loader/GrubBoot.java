package org.rootbuild.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Puts GRUB onto a disk for a BIOS, as {@code grub-bios-setup} does: {@code boot.img} into the first sector around what
 * is there of the partition table, {@code core.img} in one piece into room that nothing else uses.
 *
 * <p>Places in the sector: {@code include/grub/i386/pc/boot.h} of GRUB 2.06.
 */
final class GrubBoot {
    private static final int SECTOR_BYTES = CoreImage.SECTOR_BYTES;
    private static final int PARAMETERS_AT = 0x03;
    private static final int PARAMETERS_END = 0x5a;
    private static final int KERNEL_SECTOR_AT = 0x5c;
    private static final int BOOT_DRIVE_AT = 0x64;
    private static final int DRIVE_CHECK_AT = 0x66;
    private static final int BOOT_SECTOR_END = 0x1b8;
    private static final int SIGNATURE_AT = 0x1fe;
    private static final int BLOCK_LIST_ENTRY_BYTES = 12;
    /** Real-mode segment behind diskboot.img, which itself is loaded to 0x8000. */
    private static final short FIRST_SEGMENT = (short) 0x820;

    private GrubBoot() {
    }

    /**
     * @param room where core.img may go, in bytes of the disk; at whole sectors
     * @throws Failure when it does not fit
     */
    static void install(Volume disk, byte[] bootImage, CoreImage core, Range room, String roomName)
            throws IOException {
        byte[] image = core.bytes();
        if (image.length > room.lengthBytes()) {
            throw new Failure("GRUB's core.img takes " + core.sectors() + " sectors of 512 bytes, and " + roomName
                + " has " + room.lengthBytes() / SECTOR_BYTES,
                "Let the first partition begin further behind (at 1 MiB, as is usual), give the BIOS boot partition"
                + " 1 MiB, or name fewer modules.");
        }
        long firstSector = room.at() / SECTOR_BYTES;
        ByteBuffer bytes = Bytes.of(image);
        int entry = SECTOR_BYTES - BLOCK_LIST_ENTRY_BYTES;
        bytes.putLong(entry, firstSector + 1).putShort(entry + 8, (short) (core.sectors() - 1))
            .putShort(entry + 10, FIRST_SEGMENT);
        disk.write(room.at(), bytes);
        disk.write(0, bootSector(disk, bootImage, firstSector));
    }

    /** The partition table and the disk's signature stay, and what may be the parameters of a FAT on the whole disk. */
    private static ByteBuffer bootSector(Volume disk, byte[] bootImage, long firstSector) throws IOException {
        if (bootImage.length != SECTOR_BYTES) {
            throw new Failure("boot.img of GRUB has " + bootImage.length + " bytes instead of 512",
                "Get the package again.");
        }
        ByteBuffer sector = disk.read(0, SECTOR_BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        sector.put(0, bootImage, 0, PARAMETERS_AT);
        sector.put(PARAMETERS_END, bootImage, PARAMETERS_END, BOOT_SECTOR_END - PARAMETERS_END);
        sector.putLong(KERNEL_SECTOR_AT, firstSector).put(BOOT_DRIVE_AT, (byte) 0xff);
        // Two nops instead of a jump: some BIOSes say that they started from a floppy when it was a hard disk.
        sector.putShort(DRIVE_CHECK_AT, (short) 0x9090);
        sector.putShort(SIGNATURE_AT, (short) 0xaa55);
        return sector;
    }
}
