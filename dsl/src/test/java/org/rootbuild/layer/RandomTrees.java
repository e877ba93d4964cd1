package org.rootbuild.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** Does random things to trees, the same for the same seed. */
public final class RandomTrees {
    private static final String[] NAMES = {"a", "b", "a-b", "a.b", "c d", "\u00e9\u65e5", "line\nbreak", "lib"};
    private final Random random;

    public RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    public String path() {
        StringBuilder path = new StringBuilder();
        for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.toString();
    }

    public Attributes attributes() {
        Map<String, byte[]> xattrs = random.nextInt(4) > 0 ? Map.of()
            : Map.of("user.one", new byte[] {(byte) random.nextInt(3)}, "security.capability", new byte[0]);
        return new Attributes(random.nextInt(010000), random.nextInt(3), random.nextInt(70000),
            random.nextInt(9) - 4L, new TreeMap<>(xattrs));
    }

    /** One random change; what the tree refuses is no change. Answers what was tried. */
    public String step(WorkTree tree) throws IOException {
        String path = path();
        String other = path();
        int what = random.nextInt(12);
        try {
            switch (what) {
                case 0, 1, 2, 3 -> tree.write(path, attributes(),
                    Content.of("x".repeat(random.nextInt(4)) + random.nextInt(3)));
                case 4 -> tree.put(new Entry.Folder(path, attributes()));
                case 5 -> tree.put(new Entry.Symlink(path, attributes(), random.nextBoolean() ? other : "../b"));
                case 6 -> tree.put(random.nextBoolean() ? new Entry.Device(path, attributes(), true, 8, 1)
                    : new Entry.Pipe(path, attributes(), random.nextBoolean()));
                case 7, 8 -> tree.link(path, other);
                case 9 -> tree.change(path, attributes());
                case 10 -> tree.remove(path);
                default -> tree.rename(path, other);
            }
        } catch (Failure refused) {
            return what + " refused " + path + " " + other;
        }
        return what + " " + path + " " + other;
    }

    /** Everything that can be told about a tree, with link groups as sets of names. */
    public static List<String> said(FileTree tree) throws IOException {
        List<String> lines = new ArrayList<>();
        Map<Long, List<String>> groups = tree.entries()
            .filter(entry -> entry instanceof Entry.PlainFile file && file.linkGroup() != 0)
            .collect(Collectors.groupingBy(entry -> ((Entry.PlainFile) entry).linkGroup(),
                Collectors.mapping(Entry::path, Collectors.toList())));
        for (Entry entry : tree.entries().toList()) {
            lines.add(said(entry, groups));
        }
        return lines;
    }

    private static String said(Entry entry, Map<Long, List<String>> groups) throws IOException {
        Attributes its = entry.attributes();
        StringBuilder line = new StringBuilder().append(entry.letter()).append(" '").append(entry.path()).append("' ")
            .append(Integer.toOctalString(its.mode())).append(' ').append(its.owner()).append(':').append(its.group())
            .append(' ').append(its.mtimeSeconds());
        its.xattrs().forEach((name, value) -> line.append(' ').append(name).append('=').append(List.of(value.length,
            value.length == 0 ? 0 : value[0])));
        if (entry instanceof Entry.PlainFile file) {
            List<String> names = groups.getOrDefault(file.linkGroup(), List.of());
            line.append(" \"").append(new String(file.content().bytes(), StandardCharsets.UTF_8)).append('"')
                .append(names.size() > 1 ? " is " + names : "");
        } else if (entry instanceof Entry.Symlink link) {
            line.append(" -> ").append(link.target());
        } else if (entry instanceof Entry.Device device) {
            line.append(' ').append(device.major()).append(',').append(device.minor());
        }
        return line.toString();
    }
}
