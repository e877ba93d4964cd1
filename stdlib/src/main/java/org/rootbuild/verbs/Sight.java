package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.sandbox.JobShell;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** A look at the files of a root, from outside or by programs that run in it. */
interface Sight {
    boolean exists(String path) throws IOException, InterruptedException;

    /** The lines of a file that is there. */
    List<String> lines(String path) throws IOException, InterruptedException;

    /** From outside. */
    record OfTree(FileTree tree) implements Sight {
        @Override
        public boolean exists(String path) throws IOException {
            return tree.get(tree.follow(TreePath.of(path))).isPresent();
        }

        @Override
        public List<String> lines(String path) throws IOException {
            if (tree.get(tree.follow(TreePath.of(path))).orElseThrow() instanceof Entry.PlainFile file) {
                return List.of(new String(file.content().bytes(), StandardCharsets.UTF_8).split("\n", -1));
            }
            throw new Failure(path + " is no plain file", "Name a file whose text can be looked at.");
        }
    }

    /** By programs: after others have run, cheaper than reading back what they changed. */
    record OfPrograms(Programs programs) implements Sight {
        @Override
        public boolean exists(String path) throws IOException, InterruptedException {
            return programs.lines(JobShell.looksFor(path), "/").contains("there");
        }

        @Override
        public List<String> lines(String path) throws IOException, InterruptedException {
            return programs.lines(List.of("cat", path), "/");
        }
    }
}
