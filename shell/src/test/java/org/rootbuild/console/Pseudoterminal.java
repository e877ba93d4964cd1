package org.rootbuild.console;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program at a terminal of its own, made by script(1). */
final class Pseudoterminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final StringBuilder seen = new StringBuilder();
    private int from;

    private Pseudoterminal(Process process) {
        this.process = process;
        Thread reading = new Thread(this::read, "terminal");
        reading.setDaemon(true);
        reading.start();
    }

    /** Begins it; its number is the first thing that is seen. */
    static Pseudoterminal with(Path folder, String type, String... words) throws IOException {
        return with(folder, type, Map.of(), words);
    }

    /** With these in its environment, too. */
    static Pseudoterminal with(Path folder, String type, Map<String, String> variables, String... words)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "stty rows 24 cols 80; echo pid $$; exec " + java + " -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path") + "' org.rootbuild.shell.Main " + String.join(" ", words);
        // Tests that run in the background of a shell would else have a program that hears no Ctrl-C.
        ProcessBuilder builder = new ProcessBuilder(List.of("env", "--default-signal=INT", "script", "-qefc", command,
            "/dev/null"))
            .directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("TERM", type);
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeIf(name -> name.startsWith("ROOTBUILD_") || name.startsWith("XDG_"));
        builder.environment().putAll(variables);
        return new Pseudoterminal(builder.start());
    }

    private void read() {
        byte[] chunk = new byte[1 << 14];
        try (InputStream in = process.getInputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                synchronized (this) {
                    seen.append(new String(chunk, 0, read, StandardCharsets.UTF_8));
                    notifyAll();
                }
            }
        } catch (IOException closed) {
            // Ended with the process.
            return;
        }
    }

    Pseudoterminal type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return this;
    }

    /** Waits for the text behind what was awaited before; answers all up to its end. */
    synchronized String await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (seen.indexOf(text, from) < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("'" + text + "' did not come: " + seen.substring(from));
            }
            wait(Math.min(left, 1_000));
        }
        int behind = seen.indexOf(text, from) + text.length();
        String part = seen.substring(from, behind);
        from = behind;
        return part;
    }

    /** Everything that was seen so far. */
    synchronized String seen() {
        return seen.toString();
    }

    /** Waits for the end; answers the exit status. */
    int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + seen());
        }
        return process.exitValue();
    }

    /** Ends the program as kill -9 does. */
    void kill() throws IOException, InterruptedException {
        String first = seen();
        String pid = first.substring(first.indexOf("pid ") + 4).lines().findFirst().orElseThrow().strip();
        new ProcessBuilder("kill", "-9", pid).redirectOutput(new File("/dev/null")).start().waitFor();
        end();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
