package org.rootbuild.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.store.Deletion;

/**
 * Runs typical commands in this process without showing anything, so that the JVM sees which classes they need. The
 * launcher calls rootbuild so once per installation, and the JVM keeps the classes in a file that makes later starts
 * several times faster (class-data sharing, JEP 350).
 */
final class Training {
    private static final String WORD = "__train";

    private static final String RECIPE = """
        recipe 'training', about: 'A little of everything that most recipes do'

        String name = param('name', 'box', 'the name of the host')

        root('system') {
            pass('base') {
                mkdir '/etc', '/tmp'
                write '/etc/hostname', "$name\\n"
            }
            pass('more') {
                symlink '/etc/host', to: 'hostname'
                copy local('files'), '/usr'
            }
        }

        artifact('disk.img') {
            disk(size: 48.MiB) {
                gpt {
                    partition('boot', size: 34.MiB, type: 'esp', fat32(label: 'BOOT')) { copy local('files'), '/' }
                    partition('root', size: rest(), ext4(label: 'root')) { copy root('system') }
                }
            }
        }
        """;

    private static final List<String> AT_TERMINALS = List.of("org.jline.terminal.impl.PosixSysTerminal",
        "org.jline.terminal.TerminalBuilder$SystemOutput", "org.jline.utils.Signals", "java.io.Console");

    private static final List<List<String>> COMMANDS = List.of(
        List.of("--version"), List.of("--help"), List.of("no-such-command"), List.of("help", "run"),
        List.of("check", "training"), List.of("check", "training.groovy"), List.of("plan", "training"),
        List.of("check", "training", "-P", "name=box"),
        List.of("run", "training", "-P", "name=other"), List.of("run", "training"), List.of("run", "training"),
        List.of("plan", "training", "--json"), List.of("log", "training"),
        List.of("report", "training", "-o", "-"), List.of("check", "wrong"),
        List.of("image", "inspect", "out/disk.img"), List.of("image", "compress", "out/disk.img", "disk.img.gz"),
        List.of("image", "compress", "out/disk.img", "disk.img.zst"));

    /**
     * What a person types first: words in part, for what looks ahead, and a list of what could follow; some Groovy, and
     * a definition.
     */
    private static final String TYPED = "plan\rhelp run\rin\tspect base\rstep\rbreak before mo\t\rrun\r"
        + "plan.nodes().size() + 1\rplan.nodes().collect { it.name() }\rx = 'text'\r\"$x\"\rnosuch\r"
        + "pass('last') { mkdir '/x' }\rundo\rquit\r";

    private Training() {
    }

    static boolean isAskedFor(String[] arguments) {
        return arguments.length == 1 && arguments[0].equals(WORD);
    }

    static void run() {
        try {
            Path folder = Files.createTempDirectory("rootbuild-training");
            try {
                Files.writeString(folder.resolve("training.groovy"), RECIPE);
                Files.writeString(Files.createDirectory(folder.resolve("files")).resolve("a file.text"), "text");
                Files.writeString(folder.resolve("wrong.groovy"), RECIPE + "\nno_such_word 'x'\n");
                COMMANDS.forEach(words -> Main.run(caller(folder, words)));
                shell(folder);
            } finally {
                Deletion.delete(folder);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("training needs a folder for temporary files", impossible);
        }
    }

    /** A shell at a terminal, and what only a real one needs besides. */
    private static void shell(Path folder) {
        Caller caller = caller(folder, List.of("shell", "training", "-P", "name=shell"));
        Main.run(new Caller(caller.in(), caller.out(), caller.screen(), true,
            Console.rehearsing(new ByteArrayInputStream(TYPED.getBytes(StandardCharsets.US_ASCII))),
            caller.environment(), folder, caller.clock(), caller.words()));
        for (String name : AT_TERMINALS) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException otherVersion) {
                // Then it is loaded the slow way.
                continue;
            }
        }
    }

    private static Caller caller(Path folder, List<String> words) {
        String terminals = words.equals(List.of("run", "training")) || words.contains("shell") ? "001" : "000";
        return Main.caller(words, Map.of("HOME", folder.toString(), "PATH", "", "TERM", "xterm", "COLUMNS", "80",
            "ROOTBUILD_TTY", terminals), folder, new ResultStream(OutputStream.nullOutputStream()),
            OutputStream.nullOutputStream());
    }
}
