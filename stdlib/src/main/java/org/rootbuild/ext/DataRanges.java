package org.rootbuild.ext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;

/** Which parts of a content may hold something else than zeros, as far as its file of the host says it. */
final class DataRanges {
    /** Looking for holes costs as much as reading some blocks, so that it is done for large files only. */
    static final long LOWEST_BYTES = 1 << 20;

    private static final int PART = 1 << 20;
    private static final byte[] ZEROS = new byte[4096];

    private DataRanges() {
    }

    static boolean mayHaveHoles(Content content) {
        return content.sizeBytes() >= LOWEST_BYTES && content.file().isPresent();
    }

    /** In order; of a content that {@link #mayHaveHoles}. */
    static List<Range> of(Content content) throws IOException {
        Path file = content.file().orElseThrow();
        try (FileVolume volume = FileVolume.forReading(file)) {
            List<Range> ranges = new ArrayList<>();
            Optional<Range> data = volume.nextData(0);
            while (data.isPresent() && data.get().at() < content.sizeBytes()) {
                long end = Math.min(data.get().end(), content.sizeBytes());
                ranges.add(new Range(data.get().at(), end - data.get().at()));
                data = volume.nextData(end);
            }
            return ranges;
        }
    }

    /** The same of any content by reading it: what is not in a range is zero, in whole blocks. */
    static List<Range> read(Content content, int blockSize) throws IOException {
        List<Range> ranges = new ArrayList<>();
        byte[] part = new byte[PART];
        try (InputStream in = content.open()) {
            int count = in.readNBytes(part, 0, PART);
            for (long at = 0; count > 0; at += count, count = in.readNBytes(part, 0, PART)) {
                add(ranges, part, count, at, blockSize);
            }
        }
        return ranges;
    }

    private static void add(List<Range> ranges, byte[] part, int count, long at, int blockSize) {
        for (int from = 0; from < count; from += blockSize) {
            int to = Math.min(count, from + blockSize);
            if (Arrays.mismatch(part, from, to, ZEROS, 0, to - from) < 0) {
                continue;
            }
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.end() == at + from) {
                ranges.set(ranges.size() - 1, new Range(last.at(), last.lengthBytes() + to - from));
            } else {
                ranges.add(new Range(at + from, to - from));
            }
        }
    }
}
