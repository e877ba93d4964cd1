package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rootbuild.problem.Suggestion;

/**
 * A recipe that a person named.
 *
 * @param script absolute
 * @param folder what relative names in the recipe are relative to
 * @param typed  as the person named it
 */
record RecipePath(Path script, Path folder, String typed) {
    static final String ENDING = ".groovy";
    private static final int SHOWN = 10;

    RecipePath(Path script, String typed) {
        this(script, script.getParent(), typed);
    }

    /** The script itself, the one script in a folder, or the script of that name. */
    static RecipePath find(String typed, Caller caller) throws UsageError {
        Path named = caller.path(typed);
        if (typed.isBlank()) {
            throw new UsageError("no recipe is named", "Name a script, its name without " + ENDING
                + ", or the folder that holds it.");
        }
        if (Files.isDirectory(named)) {
            return new RecipePath(only(scripts(named, typed), typed), typed);
        } else if (Files.exists(named)) {
            return new RecipePath(named, typed);
        }
        Path withEnding = named.resolveSibling(named.getFileName() + ENDING);
        if (Files.isRegularFile(withEnding)) {
            return new RecipePath(withEnding, typed);
        }
        throw missing(named, typed);
    }

    private static UsageError missing(Path named, String typed) {
        List<String> there = new ArrayList<>();
        try {
            scripts(named.getParent(), typed).forEach(script -> there.add(script.getFileName().toString()));
        } catch (UsageError noFolder) {
            return new UsageError("there is no recipe '" + typed + "', nor a folder " + named.getParent(),
                "Name a script, its name without " + ENDING + ", or the folder that holds it.");
        }
        List<String> names = new ArrayList<>(there);
        there.forEach(script -> names.add(script.substring(0, script.length() - ENDING.length())));
        String near = Suggestion.sentence(named.getFileName().toString(), names);
        return new UsageError("there is no recipe '" + typed + "'." + near,
            there.isEmpty() ? "There is no script *" + ENDING + " in " + named.getParent() + "."
                : "There are: " + String.join(", ", there.subList(0, Math.min(SHOWN, there.size())))
                    + (there.size() > SHOWN ? " …" : "."));
    }

    private static Path only(List<Path> scripts, String typed) throws UsageError {
        if (scripts.size() == 1) {
            return scripts.get(0);
        }
        String names = String.join(", ", scripts.stream().limit(SHOWN).map(one -> one.getFileName().toString())
            .toList());
        throw new UsageError("the folder '" + typed + "' holds " + (scripts.isEmpty() ? "no recipe"
            : scripts.size() + " scripts"), scripts.isEmpty() ? "Name a script that ends in " + ENDING + "."
            : "Name one of them: " + names + (scripts.size() > SHOWN ? " …" : "."));
    }

    private static List<Path> scripts(Path folder, String typed) throws UsageError {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*" + ENDING)) {
            stream.forEach(found::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
            throw new UsageError("the folder of '" + typed + "' cannot be read: " + unreadable.getMessage(),
                "Name a script in a folder that this user may read.");
        }
        Collections.sort(found);
        return found;
    }

    String baseName() {
        String name = script.getFileName().toString();
        return name.endsWith(ENDING) && name.length() > ENDING.length()
            ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
