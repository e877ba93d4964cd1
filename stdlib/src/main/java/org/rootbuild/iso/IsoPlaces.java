package org.rootbuild.iso;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;

/** Where the files of an ISO lie, so that what is told by a place is found by its name. */
final class IsoPlaces {
    /** By their first byte. Of several names of one file, the first in order. */
    private final TreeMap<Long, Entry.PlainFile> files = new TreeMap<>();
    private long endBytes;

    IsoPlaces(FileTree tree) {
        try (Stream<Entry> entries = tree.entries()) {
            entries.filter(Entry.PlainFile.class::isInstance).map(Entry.PlainFile.class::cast).forEach(this::add);
        }
    }

    private void add(Entry.PlainFile file) {
        List<Range> parts = parts(file.content());
        if (!parts.isEmpty()) {
            files.putIfAbsent(parts.get(0).at(), file);
            parts.forEach(part -> endBytes = Math.max(endBytes, part.end()));
        }
    }

    private static List<Range> parts(Content content) {
        if (content instanceof ZisofsContent packed) {
            return parts(packed.packed());
        }
        return content instanceof IsoContent plain ? plain.parts() : List.of();
    }

    /** The file whose bytes begin there. */
    Optional<Entry.PlainFile> at(long at) {
        return Optional.ofNullable(files.get(at));
    }

    /** Where the first file begins; where the filesystem could at the earliest, when there is none. */
    long beginBytes() {
        return files.isEmpty() ? (Blocks.SYSTEM_AREA + 2L) * Blocks.BYTES : files.firstKey();
    }

    /** The byte behind the last one of all files. */
    long endBytes() {
        return Math.max(endBytes, beginBytes());
    }

    /** All paths, in the order in which the files lie. */
    List<String> order() {
        return files.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getKey))
            .map(one -> one.getValue().path()).toList();
    }
}
