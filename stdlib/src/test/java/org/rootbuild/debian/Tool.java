package org.rootbuild.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the standard tools that the tests write and check archives with. A tool that is missing fails the test. */
record Tool(Path folder, Map<String, String> environment) {
    record Result(int status, String output) {
    }

    String run(String... command) throws IOException, InterruptedException {
        Result result = tryOut("", command);
        if (result.status() != 0) {
            throw new AssertionError(List.of(command) + " ended with " + result.status() + ": " + result.output());
        }
        return result.output();
    }

    Result tryOut(String input, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile("tool", ".in"), input);
        Path out = Files.createTempFile("tool", ".out");
        Path errors = Files.createTempFile("tool", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " did not end");
            }
            String said = Files.readString(out, StandardCharsets.UTF_8);
            return new Result(process.exitValue(), process.exitValue() == 0 ? said : said + Files.readString(errors));
        } finally {
            for (Path file : List.of(in, out, errors)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
