package org.rootbuild.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program called as a person calls it, without a terminal. */
record Call(int status, String output, String errors) {
    /** A {@code null}-free environment: PATH and LANG of a plain login, and what is given. */
    static Call of(Path folder, Map<String, String> environment, String... words)
        throws IOException, InterruptedException {
        Path output = Files.createTempFile("call", ".out");
        Path errors = Files.createTempFile("call", ".err");
        try {
            Process process = start(folder, environment, output, errors, words);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("does not end: " + List.of(words));
            }
            return new Call(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    static Process start(Path folder, Map<String, String> environment, Path output, Path errors, String... words)
        throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile())
            .redirectInput(new java.io.File("/dev/null")).redirectOutput(output.toFile())
            .redirectError(errors.toFile());
        Map<String, String> whole = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "LANG", "C.UTF-8"));
        whole.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(whole);
        return builder.start();
    }
}
