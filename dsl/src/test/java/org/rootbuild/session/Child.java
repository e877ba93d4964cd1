package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own, with the classes of this one. */
final class Child {
    private Child() {
    }

    static List<String> command(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
            main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    static Process start(List<String> command, Path said) throws IOException {
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(said.toFile())).start();
    }

    /** Waits for its end; its status must be 0. */
    static void check(Process child, Path said) throws IOException, InterruptedException {
        try {
            if (!child.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + Files.readString(said));
            }
            if (child.exitValue() != 0) {
                throw new AssertionError("it ended with " + child.exitValue() + ": " + Files.readString(said));
            }
        } finally {
            child.destroyForcibly();
        }
    }
}
