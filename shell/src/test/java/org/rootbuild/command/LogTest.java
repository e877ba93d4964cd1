package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Screen;

/** What is done with logs besides showing them. */
class LogTest {
    @TempDir
    Path folder;
    private final ByteArrayOutputStream followed = new ByteArrayOutputStream();

    @Test
    void aLogIsFollowedWhileItsStepRunsAndToTheEndOfTheBuild() throws Exception {
        Desk desk = Desk.at(folder).write("r.groovy", """
            recipe 'r'
            root('s') {
                pass('other') { call('talk') { log 'elsewhere' } }
                pass('p') {
                    call('talk') {
                        log 'one'
                        while (!new File('%s/go').exists()) { Thread.sleep(10) }
                        log 'two'
                    }
                    call('more') { log 'three' }
                }
            }
            """.formatted(folder));
        CompletableFuture<Integer> following = CompletableFuture.supplyAsync(() -> follow("log", "r", "p", "-f"));
        CompletableFuture<Desk.Said> run = CompletableFuture.supplyAsync(() -> desk.call("run", "r"));
        await(() -> followed().equals("==> p/call <==\none\n"));
        assertFalse(run.isDone());
        Files.createFile(folder.resolve("go"));
        assertEquals(0, run.get(30, TimeUnit.SECONDS).status(), () -> run.join().errors());
        assertEquals(0, following.get(30, TimeUnit.SECONDS));
        assertEquals("==> p/call <==\none\ntwo\n==> p/call:2 <==\nthree\n", followed());
    }

    @Test
    void linesAreFoundByARegularExpression() throws Exception {
        Desk desk = Desk.at(folder).write("r.groovy", """
            recipe 'r'
            root('s') { pass('p') { call('talk') { log 'one'; log 'error 12'; log 'three' } } }
            """);
        assertEquals(0, desk.call("run", "r").status());
        assertEquals("p/call:2: error 12\n", desk.call("log", "r", "--search", "error [0-9]+").out());
        assertEquals("2: error 12\n", desk.call("log", "r", "p/call", "--search", "^error").out());
        assertEquals("'four' is in none of its lines.\n", desk.call("log", "r", "p", "--search", "four").errors());
        assertEquals(2, desk.call("log", "r", "--search", "(").status());
        assertTrue(desk.call("log", "r", "--search", "x", "--follow").errors().contains("contradict"));
    }

    private int follow(String... words) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        PrintStream out = new PrintStream(followed, true, StandardCharsets.UTF_8);
        return new Commands(new Caller(InputStream.nullInputStream(), out, new Screen(nowhere, Desk.PLAIN, () -> 80),
            false, new Console(), Map.of("HOME", folder.toString()), folder, Clock.systemUTC(), List.of(words))).run();
    }

    private String followed() {
        return followed.toString(StandardCharsets.UTF_8);
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, this::followed);
            Thread.sleep(20);
        }
    }
}
