package org.rootbuild.image;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatGrowth;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.mkfs.SwapMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Finds out how the content of a partition gets along with another size: FAT and ext become larger where they are and
 * smaller by being made anew, members of arrays get a superblock of the new size around what they hold, swap gets
 * another header. All else keeps its bytes, and is not cut off unless that is asked for.
 */
final class Carriages {
    private final String spoken;
    private final boolean mayCut;

    /**
     * For one partition.
     *
     * @param spoken how sentences speak of it
     * @param mayCut whether what is not understood may be cut off behind its last byte that is not zero
     */
    Carriages(String spoken, boolean mayCut) {
        this.spoken = spoken;
        this.mayCut = mayCut;
    }

    /** @throws Failure when it cannot have that size */
    Carriage of(Volume from, long sizeBytes) throws IOException {
        if (sizeBytes == from.sizeBytes()) {
            return new CarriedBytes(from, sizeBytes);
        }
        Optional<MdSuperblock> member = MdSuperblock.read(from);
        return member.isPresent() ? member(from, member.get(), sizeBytes) : content(from, sizeBytes);
    }

    private Carriage content(Volume from, long sizeBytes) throws IOException {
        Optional<Filesystem> filesystem = Filesystems.open(from);
        if (filesystem.isPresent()) {
            return sizeBytes > from.sizeBytes() ? grown(from, filesystem.get(), sizeBytes)
                : filesystem.get().facts().sizeBytes() <= sizeBytes
                ? new CarriedBytes(from, filesystem.get().facts().sizeBytes())
                : new CarriedFiles(from, filesystem.get(), spoken);
        }
        Optional<SwapMaker> swap = SwapArea.maker(from);
        if (swap.isPresent()) {
            return new CarriedSwap(swap.get());
        }
        if (sizeBytes < from.sizeBytes()) {
            return cut(from, sizeBytes);
        }
        return new LastData(from).endBytes() > 0 ? new CarriedGrowth(from, spoken, true) : new CarriedBytes(from, 0);
    }

    private Carriage grown(Volume from, Filesystem filesystem, long sizeBytes) throws IOException {
        if (filesystem instanceof FatFilesystem fat && !FatGrowth.isPossible(fat, sizeBytes)) {
            return new CarriedFiles(from, filesystem, spoken);
        }
        new ContentGrowth(from, spoken).check(sizeBytes);
        boolean stays = !(filesystem instanceof FatFilesystem fat) || FatGrowth.keepsPlaces(fat, sizeBytes);
        return new CarriedGrowth(from, spoken, stays);
    }

    private Carriage cut(Volume from, long sizeBytes) throws IOException {
        long dataBytes = new LastData(from).endBytes();
        if (dataBytes > 0 && !mayCut) {
            String kind = new SurveySignature(from).contents().map(SurveyContents::kind).orElse("something unknown");
            throw new Failure(spoken + " holds " + kind + ", which is not made smaller here", "Make its content smaller"
                + " with its own tools first, then cut it off behind its last data: --raw, or raw: true in a recipe.");
        } else if (dataBytes > sizeBytes) {
            throw new Failure(spoken + " would have " + sizeBytes + " bytes, and its last data end at byte "
                + dataBytes, "Give it at least " + dataBytes + " bytes.");
        }
        return new CarriedBytes(from, Math.min(dataBytes, sizeBytes));
    }

    private Carriage member(Volume from, MdSuperblock old, long sizeBytes) throws IOException {
        MdSuperblock next = MemberSize.of(old, sizeBytes, spoken);
        return new CarriedMember(next, new Carriages("what the array of " + spoken + " holds,", mayCut)
            .of(old.data(from), next.data().lengthBytes()));
    }

    /** The bytes as they are; of a larger partition the rest stays zero. */
    record CarriedBytes(Volume from, long lengthBytes) implements Carriage {
        @Override
        public boolean keepsDistances() {
            return true;
        }

        @Override
        public void carry(Volume to, long firstSector, Activity activity) throws IOException {
            to.copy(0, from, new Range(0, lengthBytes));
            FilesystemPlace.tell(to, firstSector);
        }
    }

    /** The bytes as they are, and then the filesystem in them grows. */
    record CarriedGrowth(Volume from, String spoken, boolean keepsDistances) implements Carriage {
        @Override
        public void carry(Volume to, long firstSector, Activity activity)
            throws IOException, InterruptedException {
            to.copy(0, from, new Range(0, from.sizeBytes()));
            FilesystemPlace.tell(to, firstSector);
            ContentGrowth.content(to, spoken, activity);
        }
    }

    /** A new header. */
    record CarriedSwap(SwapMaker maker) implements Carriage {
        @Override
        public boolean keepsDistances() {
            return false;
        }

        @Override
        public void carry(Volume to, long firstSector, Activity activity) throws IOException {
            maker.make(new NoFiles(), to, activity);
        }
    }

    /** A superblock of the new size, around what the array shows. */
    record CarriedMember(MdSuperblock next, Carriage inside) implements Carriage {
        @Override
        public boolean keepsDistances() {
            return inside.keepsDistances();
        }

        @Override
        public void carry(Volume to, long firstSector, Activity activity)
            throws IOException, InterruptedException {
            next.write(to);
            inside.carry(next.data(to), FilesystemPlace.UNTOLD, activity);
        }
    }
}
