package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.sandbox.Ground.With;

/** Programs in several sandboxes share one pool of jobs, as GNU make's job server has it. */
class JobServerTest {
    private static final int BUILDS = 2;
    private static final String MAKEFILE = """
        all: $(addprefix job-,1 2 3 4 5 6 7 8)
        job-%:
        \t@date +'begin %s%N'; sleep 0.25; date +'end %s%N'
        """;

    @TempDir
    Path folder;

    @Test
    void twoBuildsNeverRunMoreJobsThanThePoolHasAndUseThemAll() throws Exception {
        // Each build has one job of its own; what is in the pipe comes on top of those.
        assertEquals(BUILDS + 2, mostAtATime(2));
        assertEquals(BUILDS, mostAtATime(0), "the count must follow the pool");
    }

    private int mostAtATime(int tokens) throws Exception {
        Path pipe = folder.resolve("pipe" + tokens);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Count count = new Count();
        // Open for reading and writing, a pipe keeps what is in it.
        try (RandomAccessFile pool = new RandomAccessFile(pipe.toFile(), "rw")) {
            pool.write("+".repeat(tokens).getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<?>[] builds = new CompletableFuture<?>[BUILDS];
            for (int i = 0; i < BUILDS; i++) {
                Path own = Files.createDirectories(folder.resolve("build-" + tokens + "-" + i));
                builds[i] = CompletableFuture.runAsync(() -> build(own, pipe, tokens + BUILDS, count));
            }
            CompletableFuture.allOf(builds).join();
            byte[] left = new byte[tokens];
            pool.readFully(left);
            assertEquals("+".repeat(tokens), new String(left, StandardCharsets.US_ASCII), "all tokens back");
        }
        assertEquals(BUILDS * 8, count.began.size());
        assertEquals(BUILDS * 8, count.ended.size());
        return count.most();
    }

    private static void build(Path own, Path pipe, int jobs, Count count) {
        try (Ground ground = new Ground(own)) {
            Files.createDirectories(ground.upper("build"));
            Files.writeString(ground.upper("build/Makefile"), MAKEFILE);
            Job job = With.nothing().pool(pipe, jobs).job(JobShell.BASH.words("make; echo $MAKEFLAGS"));
            ground.sandbox.run(job, ground.stage(), ground.scratch, count::hear);
            assertTrue(count.flags.contains("-j" + jobs + " --jobserver-auth=3,3"), count.flags);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * What ran at which time, by the jobs' own clock: lines of two programs reach us on two threads, in no order
     * that says which was first.
     */
    private static final class Count {
        private final List<Long> began = new ArrayList<>();
        private final List<Long> ended = new ArrayList<>();
        private String flags = "";

        synchronized void hear(String line) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "begin" -> began.add(Long.valueOf(words[1]));
                case "end" -> ended.add(Long.valueOf(words[1]));
                default -> flags = line;
            }
        }

        int most() {
            return (int) began.stream().mapToLong(this::runningAt).max().orElse(0);
        }

        private long runningAt(long time) {
            return began.stream().filter(begin -> begin <= time).count() - ended.stream().filter(end -> end <= time).count();
        }
    }
}
