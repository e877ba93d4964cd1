package org.rootbuild.loader;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/**
 * The files of syslinux. What its installer carries inside of itself, it has to have written somewhere first.
 *
 * @param image      {@code ldlinux.sys} as the installer writes it, with two sectors for settings at its end
 * @param bootSector the first sector of a FAT that the installer was run on
 * @param core       {@code ldlinux.c32}
 * @param mbr        440 bytes that start the active partition of an MBR
 * @param gptMbr     440 bytes that start the partition of a GPT that is marked for it
 */
public record SyslinuxFiles(byte[] image, byte[] bootSector, Content core, byte[] mbr, byte[] gptMbr) {
    static final int MAGIC = 0x3eb202fe;
    /** Of the first sector of a disk, before its signature. */
    static final int MBR_BYTES = 440;
    private static final int SECTOR_BYTES = 512;

    /** @throws Failure when these are not the files of syslinux 6 */
    public static SyslinuxFiles of(byte[] image, byte[] bootSector, Content core, byte[] mbr, byte[] gptMbr)
            throws Failure {
        if (bootSector.length != SECTOR_BYTES || mbr.length != MBR_BYTES || gptMbr.length != MBR_BYTES
                || image.length % SECTOR_BYTES != 0 || image.length < 8 * SECTOR_BYTES || areaAt(image) < 0) {
            throw new Failure("the files of syslinux have not the form of those of version 6",
                "Take syslinux 6.03 or 6.04, as Debian has it.");
        }
        return new SyslinuxFiles(image, bootSector, core, mbr, gptMbr);
    }

    public SyslinuxFiles {
        Objects.requireNonNull(image);
        Objects.requireNonNull(bootSector);
        Objects.requireNonNull(core);
        Objects.requireNonNull(mbr);
        Objects.requireNonNull(gptMbr);
    }

    /** Where in the image the fields are that an installer fills in; negative where there are none. */
    static int areaAt(byte[] image) {
        ByteBuffer in = Bytes.of(image);
        for (int at = 0; at < SECTOR_BYTES - 24; at += 4) {
            if (in.getInt(at) == MAGIC) {
                return at;
            }
        }
        return -1;
    }
}
