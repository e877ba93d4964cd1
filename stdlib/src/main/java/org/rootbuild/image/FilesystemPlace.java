package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** What filesystems and their boot sectors know of the disk around them: how many sectors come before. */
final class FilesystemPlace {
    /** For one that is not at a place of its own, such as in an array. */
    static final long UNTOLD = -1;
    private static final int MAKER_AT = 3;
    private static final int MAKER_BYTES = 8;
    private static final int SECTOR_BYTES = 512;
    private static final int HIDDEN_SECTORS_AT = 28;
    private static final int SIGNATURE_AT = 510;

    private FilesystemPlace() {
    }

    /** Tells it where it is now; those that do not want to know are left alone. */
    static void tell(Volume volume, long firstSector) throws IOException {
        if (firstSector == UNTOLD || volume.sizeBytes() < SECTOR_BYTES) {
            return;
        }
        Optional<FatFilesystem> fat = FatFilesystem.open(volume);
        if (fat.isPresent()) {
            fat.get().writeHiddenSectors(firstSector);
        } else {
            tellExtlinux(volume, firstSector);
        }
    }

    /**
     * For a filesystem whose files do not stay where they are.
     *
     * @throws Failure when a loader in its boot sector would not find its own file any more
     */
    static void refuseSyslinux(Volume volume, String spoken) throws IOException {
        String maker = new String(volume.read(MAKER_AT, MAKER_BYTES).array(), StandardCharsets.ISO_8859_1);
        if (maker.equals("SYSLINUX") || maker.equals("EXTLINUX")) {
            throw new Failure(spoken + " is started by " + maker.toLowerCase(Locale.ROOT) + ", which knows its own file"
                + " by the numbers of its sectors and would not find it in a filesystem that was made anew",
                "Give it a size at which the filesystem stays as it is, or make the disk in a recipe: disk { …"
                + " extlinux(…) … }.");
        }
    }

    /** It has a description of a FAT in its boot sector, on ext too, and counts from there. */
    private static void tellExtlinux(Volume volume, long firstSector) throws IOException {
        ByteBuffer sector = volume.read(0, SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        String text = new String(sector.array(), StandardCharsets.ISO_8859_1);
        if (text.startsWith("LINUX", 6) && sector.getShort(SIGNATURE_AT) == (short) 0xaa55) {
            volume.write(0, sector.putInt(HIDDEN_SECTORS_AT, (int) firstSector).rewind());
        }
    }
}
