package org.rootbuild.fat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** Trees of a seed, with names and sizes at the edges of what FAT can hold. */
final class Trees {
    private static final String LETTERS = "abcXYZ019_-~.+ ,;=[]$éßЖ漢";
    private static final int[] SIZES = {0, 1, 511, 512, 513, 4095, 4096, 4097, 20_000};

    private final Random random;

    Trees(long seed) {
        random = new Random(seed);
    }

    SmallTree next(int most) {
        SmallTree tree = new SmallTree();
        List<String> folders = new ArrayList<>(List.of(""));
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            String path = TreePath.child(folders.get(random.nextInt(folders.size())), name());
            // Full case folding knows pairs that the order above does not; FAT's readers differ there.
            if (taken.add(path) && taken.stream().filter(one -> fold(one).equals(fold(path))).count() == 1) {
                if (random.nextInt(4) == 0) {
                    folders.add(path);
                    tree.put(new Entry.Folder(path, Attributes.ofRoot(0755, time())));
                } else {
                    tree.put(new Entry.PlainFile(path, Attributes.ofRoot(random.nextInt(9) == 0 ? 0444 : 0644, time()),
                        content()));
                }
            }
        }
        return tree;
    }

    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    Content content() {
        int more = random.nextInt(3) == 0 ? random.nextInt(3000) : 0;
        byte[] bytes = new byte[SIZES[random.nextInt(SIZES.length)] + more];
        random.nextBytes(bytes);
        return Content.of(bytes);
    }

    long time() {
        return SmallTree.TIME + random.nextInt(1_000_000_000);
    }

    String name() {
        int length = random.nextInt(12) == 0 ? 1 + random.nextInt(60) : 1 + random.nextInt(14);
        StringBuilder name = new StringBuilder();
        while (name.length() < length) {
            name.append(LETTERS.charAt(random.nextInt(random.nextBoolean() ? 6 : LETTERS.length())));
        }
        // Nothing may end in a dot or a blank; a blank in front is allowed, but no tool of the shell likes it.
        String text = name.toString().replaceFirst("^ +", "b");
        return text.endsWith(".") || text.endsWith(" ") ? text + "e" : text;
    }
}
