package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands of the host, as a person would. */
final class Shell {
    private Shell() {
    }

    /** What the script printed; a status other than 0 is an error that shows it. */
    static String bash(Path folder, String script) throws IOException, InterruptedException {
        return run(folder, List.of("bash", "-euo", "pipefail", "-c", script), script);
    }

    static String run(Path folder, List<String> words, String shown) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", "");
        try {
            Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new AssertionError("status " + status + " of " + shown + "\n" + out + Files.readString(errors));
            }
            return out;
        } finally {
            Files.delete(errors);
        }
    }
}
