package org.rootbuild.compress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the standard tools that tests take their judgement from. A tool that is missing fails the test. */
public final class HostTool {
    private HostTool() {
    }

    /** What a tool left behind; {@code output} holds both of its streams. */
    public record Outcome(int status, String output) {
        public boolean failed() {
            return status != 0;
        }
    }

    /** Runs a line of shell in the folder and wants it to succeed. */
    public static String sh(Path folder, String line) throws IOException {
        Outcome outcome = attempt(folder, line);
        if (outcome.failed()) {
            throw new AssertionError(line + "\nended with " + outcome.status() + ":\n" + outcome.output());
        }
        return outcome.output();
    }

    /** Runs a line of shell in the folder, however it ends. */
    public static Outcome attempt(Path folder, String line) throws IOException {
        Path log = Files.createTempFile("tool", ".log");
        try {
            Process process = new ProcessBuilder(List.of("bash", "-euo", "pipefail", "-c", line))
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            int status = process.waitFor();
            return new Outcome(status, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        } finally {
            Files.delete(log);
        }
    }
}
