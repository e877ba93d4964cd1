package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.layer.ManifestFile;

/** Every entry of a store at one moment, with the files that it is made of. */
final class StoreScan {
    /** A file by what the filesystem knows it by, so that its other names are known for what they are. */
    private record HeldFile(Object key, long sizeBytes) {
    }

    /** @param used when it was of use last */
    record Held(StoreUsage.Kind kind, Path path, Instant used, List<HeldFile> files) {
    }

    private final Map<Path, Held> entries = new LinkedHashMap<>();
    private final Map<Object, Integer> names = new HashMap<>();

    private StoreScan() {
    }

    static StoreScan of(Places places) throws IOException {
        StoreScan scan = new StoreScan();
        scan.nested(StoreUsage.Kind.SOURCES, places.sources());
        scan.nested(StoreUsage.Kind.RESULTS, places.results());
        scan.each(StoreUsage.Kind.RECIPES, places.recipes());
        // It is small, and without it everything that was made with a secret would be made again.
        scan.entries.remove(places.secretKey());
        scan.each(StoreUsage.Kind.DOWNLOADS, places.downloads());
        scan.each(StoreUsage.Kind.WORK, places.work());
        scan.each(StoreUsage.Kind.TEMPORARY, places.temporary());
        scan.each(StoreUsage.Kind.QUARANTINE, places.quarantine());
        // Last, because what views share with layers counts as the layers'.
        scan.nested(StoreUsage.Kind.VIEWS, places.views());
        return scan;
    }

    List<Held> entries() {
        return List.copyOf(entries.values());
    }

    private void nested(StoreUsage.Kind kind, Path folder) throws IOException {
        for (Path group : list(folder)) {
            each(kind, group);
        }
    }

    private void each(StoreUsage.Kind kind, Path folder) throws IOException {
        for (Path path : list(folder)) {
            entries.put(path, held(kind, path));
        }
    }

    static List<Path> list(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    private Held held(StoreUsage.Kind kind, Path path) throws IOException {
        List<HeldFile> files = new ArrayList<>();
        Instant[] newest = {Instant.EPOCH};
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) {
                seen(attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Object key = attributes.fileKey() == null ? file : attributes.fileKey();
                files.add(new HeldFile(key, attributes.size()));
                names.merge(key, 1, Integer::sum);
                seen(attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException || why instanceof AccessDeniedException) {
                    // Of folders of another user's, or closed ones in a view, the bytes are not known.
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }

            private void seen(BasicFileAttributes attributes) {
                Instant time = attributes.lastModifiedTime().toInstant();
                newest[0] = time.isAfter(newest[0]) ? time : newest[0];
            }
        });
        return new Held(kind, path, used(kind, path, newest[0]), files);
    }

    private static Instant used(StoreUsage.Kind kind, Path path, Instant newest) throws IOException {
        return switch (kind) {
            case RESULTS -> timeOf(path.resolve(ManifestFile.NAME), newest);
            case VIEWS -> timeOf(path.resolve(Store.VIEW_LAYERS), newest);
            case SOURCES, RECIPES, DOWNLOADS, WORK, TEMPORARY, QUARANTINE -> newest;
        };
    }

    /** A result is touched by touching its manifest, a view by touching the list of its layers. */
    private static Instant timeOf(Path touched, Instant otherwise) throws IOException {
        return Files.isRegularFile(touched, LinkOption.NOFOLLOW_LINKS)
            ? Files.getLastModifiedTime(touched).toInstant() : otherwise;
    }

    /** Notes that the entry is gone, and answers how many bytes that frees: not those that others hold too. */
    long forget(Held entry) {
        long freed = 0;
        for (HeldFile file : entry.files()) {
            if (names.merge(file.key(), -1, Integer::sum) == 0) {
                freed += file.sizeBytes();
            }
        }
        entries.remove(entry.path());
        return freed;
    }

    StoreUsage usage() {
        Map<StoreUsage.Kind, StoreUsage.Amount> amounts = new EnumMap<>(StoreUsage.Kind.class);
        Map<Object, Boolean> counted = new HashMap<>();
        for (Held entry : entries.values()) {
            long bytes = 0;
            for (HeldFile file : entry.files()) {
                bytes += counted.putIfAbsent(file.key(), true) == null ? file.sizeBytes() : 0;
            }
            StoreUsage.Amount one = new StoreUsage.Amount(1, bytes);
            amounts.merge(entry.kind(), one, (left, right) ->
                new StoreUsage.Amount(left.entries() + right.entries(), left.bytes() + right.bytes()));
        }
        return new StoreUsage(amounts);
    }
}
