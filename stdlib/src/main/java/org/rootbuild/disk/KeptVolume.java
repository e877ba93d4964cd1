package org.rootbuild.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * A disk of which some places are taken by what the recipe put there, outside of all partitions. A boot loader that
 * counts on the gap before the first partition does not know of them, and is stopped instead of spoiling them.
 */
final class KeptVolume implements Volume {
    private final Volume disk;
    private final List<Kept> kept;

    /** @param name what lies there, for messages */
    record Kept(String name, Range place) {
    }

    KeptVolume(Volume disk, List<Kept> kept) {
        this.disk = disk;
        this.kept = List.copyOf(kept);
    }

    private void check(long at, long lengthBytes) throws Failure {
        for (Kept one : kept) {
            if (at < one.place().end() && at + lengthBytes > one.place().at()) {
                throw new Failure("the boot loader needs bytes " + at + " to " + (at + lengthBytes - 1)
                    + " of the disk, where the recipe puts '" + one.name() + "'",
                    "Put that elsewhere, or give the boot loader a place of its own: GRUB takes a BIOS boot partition"
                        + " of a GPT instead of the gap before the first partition.");
            }
        }
    }

    @Override
    public long sizeBytes() {
        return disk.sizeBytes();
    }

    @Override
    public void read(long at, ByteBuffer into) throws IOException {
        disk.read(at, into);
    }

    @Override
    public void write(long at, ByteBuffer from) throws IOException {
        check(at, from.remaining());
        disk.write(at, from);
    }

    @Override
    public void zero(Range range) throws IOException {
        check(range.at(), range.lengthBytes());
        disk.zero(range);
    }

    @Override
    public void copy(long at, FileChannel from, Range part) throws IOException {
        check(at, part.lengthBytes());
        disk.copy(at, from, part);
    }

    @Override
    public Optional<Range> nextData(long from) throws IOException {
        return disk.nextData(from);
    }

    @Override
    public void sync() throws IOException {
        disk.sync();
    }
}
