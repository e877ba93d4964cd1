package org.rootbuild.ext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** Trees with what filesystems stumble over; the same seed gives the same tree. */
final class RandomTree {
    private static final int[] SIZES = {0, 1, 59, 60, 511, 1023, 1024, 1025, 4095, 4096, 4097, 12 * 1024, 12 * 1024 + 1,
        48 * 1024 + 1, 65536, 268 * 1024 + 7, 300_000};
    private static final long[] TIMES = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31, 5_000_000_000L,
        15_032_385_535L};

    private final Random random;
    private final ListedTree tree = new ListedTree();
    private final List<String> folders = new ArrayList<>(List.of(""));
    private final List<Entry.PlainFile> linkable = new ArrayList<>();

    private RandomTree(long seed) {
        random = new Random(seed);
    }

    static ListedTree of(long seed, int most) {
        RandomTree made = new RandomTree(seed);
        int count = made.random.nextInt(most) + 1;
        for (int i = 0; i < count; i++) {
            made.add();
        }
        return made.tree;
    }

    private void add() {
        String path = TreePath.child(folders.get(random.nextInt(folders.size())), name());
        if (tree.get(path).isPresent()) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                tree.put(new Entry.Folder(path, attributes(true)));
                folders.add(path);
            }
            case 2 -> tree.put(new Entry.Symlink(path, attributes(false), text(1 + random.nextInt(
                random.nextBoolean() ? 70 : 900))));
            case 3 -> tree.put(new Entry.Device(path, attributes(false), random.nextBoolean(), random.nextInt(4096),
                random.nextInt(random.nextBoolean() ? 256 : 1 << 20)));
            case 4 -> tree.put(new Entry.Pipe(path, attributes(false), random.nextBoolean()));
            case 5 -> link(path);
            default -> {
                long group = random.nextInt(4) == 0 ? linkable.size() + 1 : 0;
                Entry.PlainFile file = new Entry.PlainFile(path, attributes(true), Content.of(bytes()), group);
                tree.put(file);
                if (group != 0) {
                    linkable.add(file);
                }
            }
        }
    }

    private void link(String path) {
        if (!linkable.isEmpty()) {
            tree.put(linkable.get(random.nextInt(linkable.size())).at(path));
        }
    }

    private String name() {
        return switch (random.nextInt(8)) {
            case 0 -> text(255);
            case 1 -> "ä€😀" + random.nextInt(1000);
            case 2 -> "with blank\nand " + random.nextInt(1000);
            default -> "n" + random.nextInt(100_000);
        };
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[SIZES[random.nextInt(SIZES.length)]];
        random.nextBytes(bytes);
        for (int holes = random.nextInt(4); holes > 1 && bytes.length > 20_000; holes--) {
            int from = random.nextInt(bytes.length);
            java.util.Arrays.fill(bytes, from, from + random.nextInt(bytes.length - from), (byte) 0);
        }
        return bytes;
    }

    private Attributes attributes(boolean withXattrs) {
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        for (int i = withXattrs ? random.nextInt(8) - 4 : 0; i > 0; i--) {
            byte[] value = new byte[random.nextInt(random.nextBoolean() ? 20 : 200)];
            random.nextBytes(value);
            xattrs.put((random.nextBoolean() ? "user." : "trusted.") + text(1 + random.nextInt(30)), value);
        }
        if (withXattrs && random.nextInt(10) == 0) {
            xattrs.put("user.same", "as that of others, and too long for the inode, so that it is in a block"
                .repeat(2).getBytes(StandardCharsets.UTF_8));
        }
        return new Attributes(random.nextInt(010000), random.nextInt(3) * 40_000L, random.nextInt(3) * 1_000_000L,
            TIMES[random.nextInt(TIMES.length)], xattrs);
    }
}
