package org.rootbuild.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

/** The pool against the real make; what runs at once is counted by the jobs themselves. */
@Timeout(30)
class JobPoolTest {
    private static final int TARGETS = 8;

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void aMakefileWhoseJobsCountThemselves() throws IOException {
        log = Files.createFile(folder.resolve("log"));
        StringBuilder makefile = new StringBuilder("all:");
        for (int i = 0; i < TARGETS; i++) {
            makefile.append(" t").append(i);
        }
        makefile.append("\nt%:\n\t@flock ").append(log).append(" sh -c 'echo + >> ").append(log).append("'; sleep ")
            .append("$(SECONDS); flock ").append(log).append(" sh -c 'echo - >> ").append(log).append("'\n");
        Files.writeString(folder.resolve("Makefile"), makefile);
    }

    /** As a sandbox starts it for a make of before 4.4, which finds the pipe by descriptors only. */
    private Process make(JobPool pool, String... words) throws IOException {
        return start("exec 7<>" + pool.pipe() + "; export MAKEFLAGS='-j --jobserver-auth=7,7'; ", words);
    }

    private Process start(String before, String... words) throws IOException {
        return new ProcessBuilder("sh", "-c", before + "exec make " + String.join(" ", words))
            .directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(folder.resolve("output-" + System.nanoTime()).toFile()).start();
    }

    private static void endsWell(Process... all) throws InterruptedException {
        for (Process one : all) {
            assertEquals(0, one.waitFor());
        }
    }

    /** The most jobs that ran at once so far. */
    private int peak() throws IOException {
        int now = 0;
        int peak = 0;
        for (String line : Files.readAllLines(log)) {
            now += line.equals("+") ? 1 : -1;
            peak = Math.max(peak, now);
        }
        return peak;
    }

    private void forget() throws IOException {
        Files.writeString(log, "");
    }

    @Test
    void twoMakesAtOnceRunAsManyJobsAsThePoolHasAndNoMore() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 3)) {
            try (JobPool.Slot one = pool.take(); JobPool.Slot two = pool.take()) {
                endsWell(make(pool, "SECONDS=0.1"), make(pool, "SECONDS=0.1"));
            }
            assertEquals(3, peak());
        }
    }

    @Test
    void withoutThePoolTheSameMakesRunMoreWhichTheCountShows() throws Exception {
        Process one = start("", "-j3", "SECONDS=0.2");
        Process two = start("", "-j3", "SECONDS=0.2");
        endsWell(one, two);
        assertTrue(peak() > 3, "peak " + peak());
    }

    @Test
    void oneMakeAloneHasTheWholePool() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 3); JobPool.Slot only = pool.take()) {
            endsWell(make(pool, "SECONDS=0.1"));
            assertEquals(3, peak());
        }
    }

    @Test
    void aMakeForWhichNoTokenIsLeftRunsOneJobAfterTheOther() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 2)) {
            try (JobPool.Slot one = pool.take(); JobPool.Slot two = pool.take()) {
                endsWell(make(pool, "SECONDS=0.02"));
                assertEquals(1, peak());
            }
        }
    }

    @Test
    void tokensOfAKilledMakeComeBackWhenNothingRuns() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 3)) {
            try (JobPool.Slot slot = pool.take()) {
                killedInTheMiddle(pool);
                forget();
                endsWell(make(pool, "SECONDS=0.02"));
                assertEquals(1, peak(), "the killed make took its tokens with it");
            }
            forget();
            try (JobPool.Slot slot = pool.take()) {
                endsWell(make(pool, "SECONDS=0.1"));
            }
            assertEquals(3, peak());
        }
    }

    /** With its jobs, as a sandbox ends them. */
    private void killedInTheMiddle(JobPool pool) throws Exception {
        Process make = make(pool, "SECONDS=30");
        while (peak() < 3) {
            Thread.sleep(5);
        }
        List<ProcessHandle> all = new ArrayList<>(make.descendants().toList());
        make.destroyForcibly();
        assertTrue(make.waitFor() != 0);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get();
        }
    }

    @Test
    void tokensThatAProgramMadeUpAreGoneWhenNothingRuns() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 2)) {
            try (JobPool.Slot slot = pool.take()) {
                Files.writeString(pool.pipe(), "++++");
            }
            try (JobPool.Slot slot = pool.take()) {
                endsWell(make(pool, "SECONDS=0.1"));
            }
            assertEquals(2, peak());
        }
    }

    @Test
    void aLaneWaitsForItsSlotAndCanBeInterrupted() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 1)) {
            JobPool.Slot first = pool.take();
            FutureTask<JobPool.Slot> interrupted = taking(pool);
            FutureTask<JobPool.Slot> patient = taking(pool);
            assertThrows(TimeoutException.class, () -> patient.get(50, TimeUnit.MILLISECONDS));
            interrupted.cancel(true);
            first.close();
            JobPool.Slot second = patient.get();
            second.close();
            second.close();
            pool.take().close();
            pool.take().close();
        }
    }

    private static FutureTask<JobPool.Slot> taking(JobPool pool) {
        FutureTask<JobPool.Slot> task = new FutureTask<>(pool::take);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Test
    void slotsThatAreTakenAndGivenBackByManyThreadsLoseNothing() throws Exception {
        try (JobPool pool = JobPool.open(folder.resolve("jobs"), 3)) {
            int[] now = new int[2];
            List<FutureTask<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(new FutureTask<>(() -> {
                    for (int round = 0; round < 50; round++) {
                        try (JobPool.Slot slot = pool.take()) {
                            synchronized (now) {
                                now[1] = Math.max(now[1], ++now[0]);
                            }
                            Thread.yield();
                            synchronized (now) {
                                now[0]--;
                            }
                        }
                    }
                    return null;
                }));
            }
            tasks.forEach(task -> new Thread(task).start());
            for (FutureTask<Void> task : tasks) {
                task.get();
            }
            assertTrue(now[1] <= 3, "at once " + now[1]);
            endsWell(make(pool, "SECONDS=0.1"));
            assertEquals(3, peak());
        }
    }

    @Test
    void thePipeIsPrivateReplacesADeadOneAndGoesWithThePool() throws Exception {
        Path pipe = folder.resolve("jobs");
        endsWell(new ProcessBuilder("mkfifo", pipe.toString()).start());
        try (JobPool pool = JobPool.open(pipe, 2)) {
            Process stat = new ProcessBuilder("stat", "-c", "%F %a", pipe.toString()).start();
            assertEquals("fifo 600", new String(stat.getInputStream().readAllBytes()).strip());
        }
        assertFalse(Files.exists(pipe));
    }

    @Test
    void whatIsInTheWayIsNotRemoved() throws Exception {
        Path pipe = Files.writeString(folder.resolve("jobs"), "precious");
        assertThrows(Failure.class, () -> JobPool.open(pipe, 2));
        assertEquals("precious", Files.readString(pipe));
        assertThrows(Failure.class, () -> JobPool.open(folder.resolve("none/jobs"), 2));
    }

    @Test
    void aClosedPoolLetsNobodyRun() throws Exception {
        JobPool pool = JobPool.open(folder.resolve("jobs"), 2);
        JobPool.Slot slot = pool.take();
        pool.close();
        slot.close();
        assertThrows(IllegalStateException.class, pool::take);
    }
}
