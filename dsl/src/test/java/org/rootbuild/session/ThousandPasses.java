package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.store.Deletion;

/**
 * Measures 1,000 passes of one small file each: making them, planning them, and running them again with nothing to do. A
 * benchmark and no test: {@code java -cp … org.rootbuild.session.ThousandPasses FOLDER}.
 */
public final class ThousandPasses {
    private static final int PASSES = 1000;

    private ThousandPasses() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "/tmp"), "thousand");
        try {
            Bench bench = new Bench(folder);
            Recipe recipe = recipe("");
            report("making " + PASSES + " passes", PASSES, () -> finished(bench, recipe));
            for (int round = 1; round <= 5; round++) {
                report("nothing to do, round " + round, 1, () -> finished(bench, recipe));
                report("plan, round " + round, 1, () -> bench.plan(recipe));
            }
            report("plan with every reason", 1, () -> bench.plan(recipe("edited")));
        } finally {
            Deletion.delete(folder);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void finished(Bench bench, Recipe recipe) throws IOException {
        try (Session session = bench.open(recipe)) {
            if (!(session.run(Optional.empty()) instanceof Outcome.Finished)) {
                throw new IllegalStateException("not finished");
            }
        }
    }

    private static void report(String what, int times, Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf("%-28s %9.1f ms%s%n", what, millis,
            times == 1 ? "" : String.format(", %.2f ms each", millis / times));
    }

    private static Recipe recipe(String text) {
        List<Node> nodes = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            nodes.add(Bench.pass("p" + pass, "r", Bench.put("put", "/etc/" + pass, text + pass)));
        }
        nodes.add(Bench.listing("list.txt", "r"));
        return Bench.recipe(List.of(Bench.root("r")), nodes);
    }
}
