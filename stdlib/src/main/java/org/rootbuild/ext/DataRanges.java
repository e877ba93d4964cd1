package org.rootbuild.ext;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;

/** Which parts of a content may hold something else than zeros, as far as its file of the host says it. */
final class DataRanges {
    /** Looking for holes costs as much as reading some blocks, so that it is done for large files only. */
    private static final long LOWEST_BYTES = 1 << 20;

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
}
