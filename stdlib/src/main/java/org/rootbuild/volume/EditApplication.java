package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes what a complete log says to the image; may be done again any number of times. */
final class EditApplication {
    private final FileChannel image;
    private final FileChannel log;
    private final EditLog.Index index;
    private final FileVolume volume;

    /** @param holes of the image */
    EditApplication(FileChannel image, Holes holes, FileChannel log, EditLog.Index index) {
        this.image = image;
        this.log = log;
        this.index = index;
        this.volume = new FileVolume(image, index.sizeAfterBytes(), holes);
    }

    private Range range(EditLog.Entry entry) {
        long at = entry.block() * ChangedBlocks.BLOCK_BYTES;
        return new Range(at, Math.min(ChangedBlocks.BLOCK_BYTES, index.sizeAfterBytes() - at));
    }

    /** Takes room on the disk for all blocks, which changes nothing that can be read. */
    void reserve() throws IOException {
        long from = 0;
        long end = 0;
        for (EditLog.Entry entry : index.entries()) {
            if (entry.slot() == ChangedBlocks.NO_SLOT) {
                continue;
            }
            Range range = range(entry);
            if (range.at() != end) {
                reserve(from, end);
                from = range.at();
            }
            end = range.end();
        }
        reserve(from, end);
    }

    private void reserve(long from, long end) throws IOException {
        if (end > from) {
            volume.reserve(new Range(from, end - from));
        }
    }

    void apply() throws IOException {
        if (index.sizeAfterBytes() > image.size()) {
            volume.write(index.sizeAfterBytes() - 1, ByteBuffer.allocate(1));
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(ChangedBlocks.BLOCK_BYTES);
        for (EditLog.Entry entry : index.entries()) {
            Range range = range(entry);
            if (entry.slot() == ChangedBlocks.NO_SLOT) {
                volume.zero(range);
            } else {
                buffer.clear().limit((int) range.lengthBytes());
                ChangedBlocks.readFully(log, ChangedBlocks.slotAt(entry.slot()), buffer);
                volume.write(range.at(), buffer.flip());
            }
        }
        image.force(true);
    }
}
