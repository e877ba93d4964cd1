package org.rootbuild.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** A folder with recipes, and commands that are called from it in this process. */
record Desk(Path folder, Look look) {
    static final Look PLAIN = new Look(false, true);

    /** What a command wrote, and how it ended. */
    record Said(int status, String out, String errors) {
    }

    static Desk at(Path folder) {
        return new Desk(folder, PLAIN);
    }

    Desk write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    Said call(String... words) {
        return call(false, InputStream.nullInputStream(), words);
    }

    /** As a person at a terminal who answers these lines. */
    Said answering(String lines, String... words) {
        return call(true, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), words);
    }

    /** With these variables in the environment besides the usual ones. */
    Said with(Map<String, String> variables, String... words) {
        return call(false, InputStream.nullInputStream(), variables, words);
    }

    Said call(boolean canAnswer, InputStream in, String... words) {
        return call(canAnswer, in, Map.of(), words);
    }

    private Said call(boolean canAnswer, InputStream in, Map<String, String> variables, String... words) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.putAll(Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(errors, true, StandardCharsets.UTF_8), look, () -> 80);
        PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Commands(new Caller(in, results, screen, canAnswer, new Console(),
            environment, folder, Clock.systemUTC(),
            List.of(words))).run();
        return new Said(status, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
