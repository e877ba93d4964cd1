package org.rootbuild.layer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rootbuild.layer.PathDifference.Aspect;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

/** Finds everything that two layers do differently, times too. Contents are read only where their digests differ. */
public final class LayerComparison {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SHOWN_DIGITS = 16;

    private final Map<String, Change> left;
    private final Map<String, Change> right;
    private final Map<Long, TreeSet<String>> leftNames;
    private final Map<Long, TreeSet<String>> rightNames;

    private LayerComparison(List<Change> left, List<Change> right) {
        this.left = byPath(left);
        this.right = byPath(right);
        this.leftNames = names(left);
        this.rightNames = names(right);
    }

    /**
     * The paths that differ, sorted.
     *
     * @throws DamagedContent when a content is not what was put there
     */
    public static List<PathDifference> between(List<Change> left, List<Change> right) throws IOException {
        return new LayerComparison(left, right).differences();
    }

    private static Map<String, Change> byPath(List<Change> changes) {
        Map<String, Change> byPath = new HashMap<>(changes.size() * 2);
        changes.forEach(change -> byPath.put(change.path(), change));
        return byPath;
    }

    private static Map<Long, TreeSet<String>> names(List<Change> changes) {
        Map<Long, TreeSet<String>> names = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
                    && file.linkGroup() != 0) {
                names.computeIfAbsent(file.linkGroup(), group -> new TreeSet<>()).add(file.path());
            }
        }
        return names;
    }

    private List<PathDifference> differences() throws IOException {
        TreeSet<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        List<PathDifference> found = new ArrayList<>();
        for (String path : paths) {
            Optional<Change> one = Optional.ofNullable(left.get(path));
            Optional<Change> other = Optional.ofNullable(right.get(path));
            if (one.isEmpty() || other.isEmpty()) {
                found.add(new PathDifference(path, one, other, List.of(), OptionalLong.empty()));
            } else {
                both(one.get(), other.get()).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<PathDifference> both(Change one, Change other) throws IOException {
        List<Aspect> aspects = new ArrayList<>();
        OptionalLong offset = OptionalLong.empty();
        add(aspects, "kind", word(one), word(other));
        if (one instanceof Change.Put before && other instanceof Change.Put now) {
            attributes(before.entry().attributes(), now.entry().attributes(), aspects);
            if (aspects.stream().noneMatch(aspect -> aspect.name().equals("kind"))) {
                offset = details(before.entry(), now.entry(), aspects);
            }
        }
        return aspects.isEmpty() ? Optional.empty() : Optional.of(new PathDifference(one.path(), Optional.of(one),
            Optional.of(other), aspects, offset));
    }

    private static String word(Change change) {
        return change instanceof Change.Put put ? TreeIndex.word(put.entry()) : "removed";
    }

    private static void add(List<Aspect> aspects, String name, String left, String right) {
        if (!left.equals(right)) {
            aspects.add(new Aspect(name, left, right));
        }
    }

    private static void attributes(Attributes one, Attributes other, List<Aspect> aspects) {
        add(aspects, "mode", mode(one), mode(other));
        add(aspects, "owner", Long.toString(one.owner()), Long.toString(other.owner()));
        add(aspects, "group", Long.toString(one.group()), Long.toString(other.group()));
        add(aspects, "time", time(one), time(other));
        SortedMap<String, byte[]> names = new TreeMap<>(one.xattrs());
        names.putAll(other.xattrs());
        for (String name : names.keySet()) {
            byte[] before = one.xattrs().get(name);
            byte[] now = other.xattrs().get(name);
            if (!Arrays.equals(before, now)) {
                add(aspects, "xattr " + name, base64(before), base64(now));
            }
        }
    }

    private static String base64(byte[] value) {
        return value == null ? "none" : "base64:" + Base64.getEncoder().encodeToString(value);
    }

    private static String mode(Attributes attributes) {
        String digits = Integer.toOctalString(attributes.mode());
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static String time(Attributes attributes) {
        return Instant.ofEpochSecond(attributes.mtimeSeconds()).toString();
    }

    /** What only entries of that kind have. Answers where two files begin to differ. */
    private OptionalLong details(Entry one, Entry other, List<Aspect> aspects) throws IOException {
        if (one instanceof Entry.Symlink before && other instanceof Entry.Symlink now) {
            add(aspects, "target", before.target(), now.target());
        } else if (one instanceof Entry.Device before && other instanceof Entry.Device now) {
            add(aspects, "device", device(before), device(now));
        } else if (one instanceof Entry.PlainFile before && other instanceof Entry.PlainFile now) {
            add(aspects, "links", names(leftNames, before), names(rightNames, now));
            add(aspects, "size", Long.toString(before.content().sizeBytes()),
                Long.toString(now.content().sizeBytes()));
            if (before.content().sha256().isEmpty() || !before.content().sha256().equals(now.content().sha256())) {
                return content(before.content(), now.content(), aspects);
            }
        }
        return OptionalLong.empty();
    }

    private static String device(Entry.Device device) {
        return (device.block() ? "b " : "c ") + device.major() + ":" + device.minor();
    }

    private static String names(Map<Long, TreeSet<String>> groups, Entry.PlainFile file) {
        return file.linkGroup() == 0 ? file.path() : String.join(" ", groups.get(file.linkGroup()));
    }

    private static OptionalLong content(Content one, Content other, List<Aspect> aspects) throws IOException {
        OptionalLong offset = firstDifference(one, other);
        if (offset.isPresent()) {
            aspects.add(new Aspect("content", digest(one), digest(other)));
        }
        return offset;
    }

    private static String digest(Content content) {
        return content.sha256().map(digits -> digits.substring(0, SHOWN_DIGITS)).orElse("?");
    }

    /** From 0; empty where there is none. */
    private static OptionalLong firstDifference(Content one, Content other) throws IOException {
        byte[] left = new byte[BUFFER_BYTES];
        byte[] right = new byte[BUFFER_BYTES];
        try (InputStream first = one.open(); InputStream second = other.open()) {
            for (long at = 0;; at += BUFFER_BYTES) {
                int read = first.readNBytes(left, 0, BUFFER_BYTES);
                int readToo = second.readNBytes(right, 0, BUFFER_BYTES);
                int place = Arrays.mismatch(left, 0, read, right, 0, readToo);
                if (place >= 0) {
                    return OptionalLong.of(at + place);
                } else if (read < BUFFER_BYTES) {
                    return OptionalLong.empty();
                }
            }
        }
    }
}
