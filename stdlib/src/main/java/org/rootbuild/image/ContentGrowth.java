package org.rootbuild.image;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatGrowth;
import org.rootbuild.mkfs.SwapMaker;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Makes what a partition holds as large as its partition has become. Looked at before anything of it moves. */
final class ContentGrowth {
    private final Optional<MdSuperblock> member;
    private final Volume old;
    private final long oldBytes;
    private final String spoken;

    /** @param old the partition as it is now */
    ContentGrowth(Volume old, String spoken) throws IOException {
        this.member = MdSuperblock.read(old);
        this.old = old;
        this.oldBytes = old.sizeBytes();
        this.spoken = spoken;
    }

    /**
     * What is to be known before anything is changed.
     *
     * @throws org.rootbuild.problem.Failure when it cannot have that size
     */
    void check(long sizeBytes) throws IOException {
        long dataBytes = sizeBytes;
        Volume data = old;
        if (member.isPresent()) {
            dataBytes = MemberSize.of(member.get(), sizeBytes, spoken).data().lengthBytes();
            data = member.get().data(old);
        }
        Optional<FatFilesystem> fat = dataBytes > data.sizeBytes() ? FatFilesystem.open(data) : Optional.empty();
        if (fat.isPresent() && !FatGrowth.keepsPlaces(fat.get(), dataBytes)) {
            FilesystemPlace.refuseSyslinux(data, spoken);
        }
    }

    /** @param grown the partition that is larger now; what is new of it reads as zeros */
    void grow(Volume grown, Activity activity) throws IOException, InterruptedException {
        if (member.isEmpty()) {
            content(grown, spoken, activity);
            return;
        }
        MdSuperblock next = MemberSize.of(member.get(), grown.sizeBytes(), spoken);
        long dataEnd = member.get().data().end();
        // A superblock at the old end would be found there, or be taken for data.
        grown.zero(new Range(dataEnd, oldBytes - dataEnd));
        next.write(grown);
        if (MemberSize.isAlone(next)) {
            content(next.data(grown), "what the array of " + spoken + " holds,", activity);
        } else {
            activity.note("the array of " + spoken + " keeps its size: mdadm --grow enlarges it when all its members"
                + " have room");
        }
    }

    /** Of one that is no member of an array. */
    static void content(Volume volume, String spoken, Activity activity) throws IOException,
        InterruptedException {
        Optional<SwapMaker> swap = SwapArea.maker(volume);
        if (Filesystems.open(volume).isPresent()) {
            Filesystems.grow(volume, activity);
        } else if (swap.isPresent()) {
            swap.get().make(new NoFiles(), volume, activity);
        } else {
            activity.note(spoken + " grew; what it holds is no filesystem that is known here, and has its old size");
        }
    }
}
