package org.rootbuild.initramfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** What became of the entries of an initramfs. */
final class Comparison {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final long HIGHEST_TIME = 0xffffffffL;

    private final Union old;
    private final Map<String, Entry> next = new LinkedHashMap<>();
    private final Map<Long, Set<String>> nextNames;
    private final Map<Long, Set<String>> oldNames;
    private long withXattrs;

    Comparison(Union old, FileTree tree) {
        this.old = old;
        try (Stream<Entry> entries = tree.entries()) {
            entries.forEach(entry -> next.put(entry.path(), entry));
        }
        this.nextNames = names(next.values().stream());
        this.oldNames = names(old.index().entries());
        this.withXattrs = next.values().stream().filter(entry -> !entry.attributes().xattrs().isEmpty()).count();
    }

    private static Map<Long, Set<String>> names(Stream<Entry> entries) {
        Map<Long, Set<String>> names = new HashMap<>();
        entries.forEach(entry -> {
            if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
                names.computeIfAbsent(file.linkGroup(), group -> new TreeSet<>()).add(file.path());
            }
        });
        return names;
    }

    /** Everything that there is to be, by path, in order. */
    Map<String, Entry> next() {
        return next;
    }

    /** How many entries have what no cpio archive holds. */
    long withXattrs() {
        return withXattrs;
    }

    /** Whether the path is there still, and nothing of it changed. */
    boolean isSame(String path) throws IOException {
        Optional<Entry> before = old.index().get(path);
        Entry now = next.get(path);
        if (before.isEmpty() || now == null || now.letter() != before.get().letter()
            || !isSame(before.get().attributes(), now.attributes())) {
            return false;
        }
        if (now instanceof Entry.Symlink link) {
            return link.target().equals(((Entry.Symlink) before.get()).target());
        }
        if (now instanceof Entry.Device device) {
            Entry.Device was = (Entry.Device) before.get();
            return device.major() == was.major() && device.minor() == was.minor();
        }
        return !(now instanceof Entry.PlainFile file) || isSame((Entry.PlainFile) before.get(), file);
    }

    private static boolean isSame(Attributes before, Attributes now) {
        long mtime = Math.max(0, Math.min(now.mtimeSeconds(), HIGHEST_TIME));
        return before.mode() == now.mode() && before.owner() == now.owner() && before.group() == now.group()
            && before.mtimeSeconds() == mtime;
    }

    private boolean isSame(Entry.PlainFile before, Entry.PlainFile now) throws IOException {
        return names(oldNames, before).equals(names(nextNames, now)) && isSame(before.content(), now.content());
    }

    private static Set<String> names(Map<Long, Set<String>> names, Entry.PlainFile file) {
        Set<String> all = names.getOrDefault(file.linkGroup(), Set.of());
        return all.size() > 1 ? all : Set.of();
    }

    private static boolean isSame(Content before, Content now) throws IOException {
        if (before.equals(now)) {
            return true;
        }
        if (before.sizeBytes() != now.sizeBytes()) {
            return false;
        }
        byte[] one = new byte[CHUNK_BYTES];
        byte[] other = new byte[CHUNK_BYTES];
        try (InputStream first = before.open(); InputStream second = now.open()) {
            int count = first.readNBytes(one, 0, one.length);
            while (count > 0) {
                int there = second.readNBytes(other, 0, count);
                if (!Arrays.equals(one, 0, count, other, 0, there)) {
                    return false;
                }
                count = first.readNBytes(one, 0, one.length);
            }
            return second.read() < 0;
        }
    }
}
