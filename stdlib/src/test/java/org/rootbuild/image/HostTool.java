package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

/** Standard tools as witnesses; one that is missing fails the test. */
final class HostTool {
    private HostTool() {
    }

    /** How a tool ended and what it printed. */
    record Said(int status, String text) {
    }

    static Said tried(Object... words) throws IOException, InterruptedException {
        List<String> command = java.util.Arrays.stream(words).map(Object::toString).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes());
        return new Said(process.waitFor(), text);
    }

    /** Runs a tool that must end well. */
    static String run(Object... words) throws IOException, InterruptedException {
        Said said = tried(words);
        assertEquals(0, said.status(), String.join(" ", java.util.Arrays.stream(words).map(Object::toString).toList())
            + "\n" + said.text());
        return said.text();
    }
}
