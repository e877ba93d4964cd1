package org.rootbuild.machine;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A disk or a CD of a machine.
 *
 * @param image       its bytes, in a format that {@link ImageFormat} knows
 * @param kind        what it is
 * @param attachment  how it is connected; a CD is on SATA, or on IDE
 * @param sectorBytes 512 or, where the attachment allows it, 4096; 2048 for a CD
 * @param kept        whether what the machine writes goes into the image; otherwise the image is not changed
 */
public record Drive(Path image, Kind kind, Attachment attachment, int sectorBytes, boolean kept) {
    /** What a drive is. */
    public enum Kind { DISK, CDROM }

    private static final int CD_SECTOR = 2048;

    public Drive {
        image = image.toAbsolutePath();
        Objects.requireNonNull(kind);
        Objects.requireNonNull(attachment);
        if (kind == Kind.CDROM && (sectorBytes != CD_SECTOR || kept
            || attachment != Attachment.SATA && attachment != Attachment.IDE)) {
            throw new IllegalArgumentException("a CD is read from SATA or IDE, in sectors of 2048 bytes");
        }
        if (kind == Kind.DISK && sectorBytes != 512 && !(sectorBytes == 4096 && attachment.hasAnySectors())) {
            throw new IllegalArgumentException("a disk on " + attachment.word() + " has no sectors of " + sectorBytes
                + " bytes");
        }
    }

    /** With sectors of 512 bytes; the image is not changed. */
    public static Drive disk(Path image, Attachment attachment) {
        return new Drive(image, Kind.DISK, attachment, 512, false);
    }

    public static Drive cdrom(Path image) {
        return new Drive(image, Kind.CDROM, Attachment.SATA, CD_SECTOR, false);
    }

    public Drive sectorBytes(int changed) {
        return new Drive(image, kind, attachment, changed, kept);
    }

    public Drive kept(boolean changed) {
        return new Drive(image, kind, attachment, sectorBytes, changed);
    }

    Drive attached(Attachment changed) {
        return new Drive(image, kind, changed, sectorBytes, kept);
    }

    /** The same with other bytes. */
    public Drive of(Path changed) {
        return new Drive(changed, kind, attachment, sectorBytes, kept);
    }
}
