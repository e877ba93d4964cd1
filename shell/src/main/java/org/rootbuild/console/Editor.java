package org.rootbuild.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rootbuild.command.Caller;
import org.rootbuild.command.UsageError;
import org.rootbuild.model.Location;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/**
 * The editor of a person.
 *
 * @param words the program and its own arguments
 */
record Editor(List<String> words) {
    /** These want the file with the line behind it, and have to be told to wait. */
    private static final Set<String> WITH_GOTO = Set.of("code", "code-insiders", "codium", "vscodium", "cursor");
    private static final Set<String> WITH_COLONS = Set.of("subl", "hx", "helix", "zed", "zeditor");
    private static final Set<String> WITH_LINE_OPTION = Set.of("idea", "idea.sh", "kate", "kwrite");
    private static final List<String> USUAL = List.of("editor", "nano", "vim", "vi", "emacs");

    Editor {
        words = List.copyOf(words);
    }

    /** The one that VISUAL or EDITOR names, or else the first that is usual and installed. */
    static Editor of(Map<String, String> environment) throws HostLacks {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            List<String> words = Words.of(environment.getOrDefault(variable, ""));
            if (!words.isEmpty()) {
                return new Editor(words);
            }
        }
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            for (String name : USUAL) {
                if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, name))) {
                    return new Editor(List.of(folder + "/" + name));
                }
            }
        }
        throw new HostLacks("there is no editor on this host", "Set VISUAL or EDITOR to the one that you use, or type"
            + " 'sudo apt-get install nano'.");
    }

    /** The command that opens the file at the line; 0 where that is not known. */
    List<String> command(Path file, int line, int column) {
        List<String> command = new ArrayList<>(words);
        String name = Path.of(words.get(0)).getFileName().toString();
        String place = file + ":" + line + (column > 0 ? ":" + column : "");
        if (line == 0) {
            command.add(file.toString());
        } else if (WITH_GOTO.contains(name)) {
            command.addAll(List.of("--wait", "--goto", place));
        } else if (WITH_COLONS.contains(name)) {
            command.add(place);
        } else if (WITH_LINE_OPTION.contains(name)) {
            command.addAll(List.of("--line", Integer.toString(line), file.toString()));
        } else {
            command.addAll(List.of("+" + line, file.toString()));
        }
        return command;
    }

    /** Lets a person edit the file at that line, and waits until that is done; answers the file. */
    static Path open(Path file, Location where, Caller caller) throws IOException, InterruptedException {
        boolean isNamed = caller.variable("VISUAL").or(() -> caller.variable("EDITOR")).isPresent();
        if (!caller.canAnswer() && !isNamed) {
            throw new UsageError("an editor needs a terminal", "In a script, set EDITOR to a program that edits the"
                + " file by itself, or change the recipe before 'reload'.");
        }
        List<String> command = of(caller.environment()).command(file, where.line(), where.column());
        ProcessBuilder editor = new ProcessBuilder(command).directory(caller.folder().toFile()).inheritIO();
        if (!caller.canAnswer()) {
            // What comes from a pipe are commands of the shell.
            editor.redirectInput(new File("/dev/null"));
        }
        Process process;
        try {
            process = editor.start();
        } catch (IOException notStarted) {
            throw new Failure("the editor " + command.get(0) + " cannot be started",
                "Set VISUAL or EDITOR to one that is installed.", notStarted);
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new Failure("the editor " + command.get(0) + " ended with exit status " + status,
                "Set VISUAL or EDITOR to an editor that works here.");
        }
        return file;
    }
}
