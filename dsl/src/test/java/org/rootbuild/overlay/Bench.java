package org.rootbuild.overlay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rootbuild.layer.Change;
import org.rootbuild.posix.Posix;
import org.rootbuild.store.Deletion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;

/** Prints how long views and readings take, and {@code cp -a} of the same files in the same run. No unit test. */
final class Bench {
    private static final int FILES = 20_000;

    private Bench() {
    }

    static void main(Path folder) throws Exception {
        for (int round = 0; round < 3; round++) {
            Path place = folder.resolve("round" + round);
            round(place);
            Deletion.delete(place);
        }
    }

    private static void round(Path folder) throws Exception {
        Bed bed = new Bed(folder);
        bed.layer(tree -> {
            for (int i = 0; i < FILES; i++) {
                tree.write("usr/share/d" + i / 50 + "/file" + i, Attributes.ofRoot(0644, i), Content.of("some text " + i));
            }
        });
        Shell.bash(folder, "sync -f .");
        timed("view of 20,000 files", () -> bed.stack.lowers());
        timed("view once more", () -> bed.stack.lowers());
        bed.mount();
        timed("cp -a of 20,000 files", () -> Shell.bash(folder, "cp -a mounted/usr plain"));
        Shell.bash(bed.mounted, "cp -a usr copy");
        Posix posix = bed.posix;
        List<Path> all;
        try (var walk = Files.walk(bed.changes.resolve("upper"))) {
            all = walk.toList();
        }
        timed("status of " + all.size(), () -> {
            for (Path one : all) {
                posix.status(one);
            }
            return 0;
        });
        timed("names of xattrs of " + all.size(), () -> {
            for (Path one : all) {
                posix.xattrNames(one);
            }
            return 0;
        });
        List<Change> read = timed("reading an upper of 20,000 files", () -> bed.read(path -> false));
        OverlayProgram.same("read", true, read.size() > FILES);
        bed.unmount();
        timed("commit", () -> bed.commit(read));
        Path gone = bed.stack.lowers().get(0);
        timed("deleting a view", () -> {
            Deletion.delete(gone);
            return 0;
        });
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long begin = System.nanoTime();
        T answer = work.call();
        System.out.printf("%6d ms  %s%n", (System.nanoTime() - begin) / 1_000_000, what);
        return answer;
    }
}
