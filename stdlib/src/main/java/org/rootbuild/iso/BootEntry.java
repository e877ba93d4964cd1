package org.rootbuild.iso;

import java.util.Objects;

/**
 * One entry of the boot catalogue (El Torito 1.0, 2.2 to 2.4).
 *
 * @param platform      whose firmware it is for
 * @param bootable      whether the firmware may boot it
 * @param emulation     what the firmware makes of the image
 * @param loadSegment   where x86 firmware loads it, 0 for the usual 0x7C0
 * @param systemType    the type of the partition of an emulated hard disk, else 0
 * @param loadSectors   how many sectors of 512 bytes are loaded, 0 to 65535; {@link #WHOLE_IMAGE} writes the size that
 *                      the image then has, or 0 when it is too large to be told
 * @param sectionId     of the section's header, at most 28 bytes of ASCII; of no meaning for the initial entry
 * @param image         where the bytes to load are
 * @param bootInfoTable whether the image is told its own place and size in its bytes 8 to 63, as isolinux and GRUB want
 *                      (mkisofs, {@code -boot-info-table})
 * @param grubBootInfo  whether the image is told in its bytes 2548 to 2555 where its sixth sector of 512 bytes is,
 *                      in such sectors, as GRUB wants (xorriso, {@code --grub2-boot-info})
 */
public record BootEntry(Platform platform, boolean bootable, Emulation emulation, int loadSegment, int systemType,
                        int loadSectors, String sectionId, BootImage image, boolean bootInfoTable,
                        boolean grubBootInfo) {
    /** As {@link #loadSectors}: whatever size the image has. */
    public static final int WHOLE_IMAGE = -1;
    static final int SECTION_ID_BYTES = 28;

    public BootEntry {
        Objects.requireNonNull(platform);
        Objects.requireNonNull(emulation);
        Objects.requireNonNull(image);
        if (loadSegment < 0 || loadSegment > 0xFFFF || systemType < 0 || systemType > 0xFF
            || loadSectors < WHOLE_IMAGE || loadSectors > 0xFFFF) {
            throw new IllegalArgumentException("out of range: segment " + loadSegment + ", type " + systemType + ", "
                + loadSectors + " sectors");
        }
        if (sectionId.length() > SECTION_ID_BYTES) {
            throw new IllegalArgumentException("an identification of more than " + SECTION_ID_BYTES + " bytes");
        }
    }

    /** Loaded by a PC's BIOS: 4 sectors of an image that loads the rest itself. */
    public static BootEntry bios(BootImage image, boolean grubBootInfo) {
        return new BootEntry(Platform.X86, true, Emulation.NONE, 0, 0, 4, "", image, true, grubBootInfo);
    }

    /** An EFI system partition, which the firmware reads as a filesystem. */
    public static BootEntry efi(BootImage image) {
        return new BootEntry(Platform.EFI, true, Emulation.NONE, 0, 0, WHOLE_IMAGE, "", image, false, false);
    }

    /** Whose firmware an entry is for, with its number in the catalogue. */
    public enum Platform {
        X86(0), POWER_PC(1), MAC(2), EFI(0xEF);

        private final int id;

        Platform(int id) {
            this.id = id;
        }

        public int id() {
            return id;
        }
    }

    /** What the firmware pretends that the image is; the ordinal is its number in the catalogue. */
    public enum Emulation { NONE, FLOPPY_1200, FLOPPY_1440, FLOPPY_2880, HARD_DISK }
}
