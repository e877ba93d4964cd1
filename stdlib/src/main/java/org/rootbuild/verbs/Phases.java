package org.rootbuild.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Verb;

/** The steps of a build system, as a recipe changes them before they are added to the pass. */
final class Phases {
    /** One of the steps as the build system would have it. */
    record Usual(String name, List<String> command, List<String> arguments, Optional<String> jobsOption, boolean alone,
                 boolean makesFolder) {
        static Usual of(String name, String... command) {
            return new Usual(name, List.of(command), List.of(), Optional.empty(), false, false);
        }

        /** With these words in front of what the recipe says. */
        Usual with(List<String> standing) {
            return new Usual(name, command, standing, jobsOption, alone, makesFolder);
        }

        /** Told the number of jobs by this option, since it knows no job server. */
        Usual jobsBy(String option) {
            return new Usual(name, command, arguments, Optional.of(option), alone, makesFolder);
        }

        /** With one job unless the recipe says another number: many a makefile installs wrongly with several. */
        Usual aloneByDefault() {
            return new Usual(name, command, arguments, jobsOption, true, makesFolder);
        }

        /** The first to run in the build folder, which it makes. */
        Usual inNewFolder() {
            return new Usual(name, command, arguments, jobsOption, alone, true);
        }
    }

    private record Said(Map<String, Object> options, List<String> arguments) {
    }

    private final PassSpec pass;
    private final Class<? extends Verb.OnPass> verb;
    private final Map<String, Object> common;
    private final String sourceFolder;
    private final String buildFolder;
    private final Map<String, Said> said = new HashMap<>();
    private final Set<String> without = new HashSet<>();

    Phases(PassSpec pass, Class<? extends Verb.OnPass> verb, Map<String, Object> options,
           Optional<String> usualFolder) {
        this.pass = pass;
        this.verb = verb;
        Map<String, Object> left = new HashMap<>(options);
        Options given = Options.of(options);
        this.sourceFolder = given.text("sourceDir").map(path -> PathCheck.folder(pass, path)).orElse(Place.BUILD);
        this.buildFolder = given.text("buildDir").or(() -> usualFolder).map(path -> PathCheck.folder(pass, path))
            .orElse(sourceFolder);
        left.remove("sourceDir");
        left.remove("buildDir");
        this.common = left;
    }

    /** What the recipe says of a step. */
    void say(String phase, Map<String, Object> options, Object... arguments) {
        if (said.put(phase, new Said(options, ArgumentList.of(pass, arguments))) != null) {
            pass.problem("'" + phase + "' is said twice", "Say it once, with all that it is to be told.");
        }
    }

    void leaveOut(String phase) {
        without.add(phase);
    }

    boolean isSaid(String phase) {
        return said.containsKey(phase);
    }

    boolean buildsElsewhere() {
        return !sourceFolder.equals(buildFolder);
    }

    /** From the build folder to a path below the source folder. */
    String fromBuildFolder(String name) {
        Path relative = Path.of(buildFolder).relativize(Path.of(sourceFolder).resolve(name));
        String path = relative.toString();
        return path.isEmpty() ? "." : path.startsWith("..") ? path : "./" + path;
    }

    /** Adds the step, changed by what the recipe says of it; {@code word} is what the recipe calls it. */
    void step(String word, Usual usual) {
        if (without.contains(word)) {
            if (isSaid(word)) {
                pass.problem("'" + word + "' is left out and described as well", "Remove one of the two.");
            }
            return;
        }
        Said told = said.getOrDefault(word, new Said(Map.of(), List.of()));
        Options given = Options.of(ProgramStep.over(common, told.options()));
        Fields.Builder fields = ProgramStep.begin(pass, given).text(ProgramStep.FOLDER, buildFolder);
        // What lies in the pass's own folder is made with it.
        if (usual.makesFolder() && buildsElsewhere() && !buildFolder.startsWith(Place.BUILD + "/")) {
            fields.flag(ProgramStep.MAKES_FOLDER, true);
        }
        fields.texts(ProgramStep.COMMAND, command(given, told, usual));
        usual.jobsOption().ifPresent(option -> fields.text(ProgramStep.JOBS_OPTION, option));
        List<String> arguments = new ArrayList<>(usual.arguments());
        arguments.addAll(told.arguments());
        arguments.addAll(words("suffix", given));
        fields.texts(ProgramStep.ARGUMENTS, arguments);
        if (given.has(ProgramStep.EVALUATED)) {
            fields.texts(ProgramStep.EVALUATED, words(ProgramStep.EVALUATED, given));
        }
        ProgramStep.scripts(pass, given, fields);
        if (usual.alone() && !told.options().containsKey(ProgramStep.JOBS)) {
            fields.hint(ProgramStep.JOBS, new Value.Whole(1));
        } else {
            ProgramStep.jobs(pass, given, fields);
        }
        pass.step(verb, usual.name(), fields.build());
    }

    private List<String> command(Options given, Said told, Usual usual) {
        List<String> words = new ArrayList<>(words("prefix", given));
        List<String> instead = Options.of(told.options()).has("command") ? words("command", Options.of(told.options()))
            : usual.command().subList(0, 1);
        if (instead.isEmpty() || instead.get(0).isBlank()) {
            pass.problem("the command of '" + usual.name() + "' is empty", "Name the program that it is to call.");
        }
        words.addAll(instead);
        List<String> targets = Options.of(told.options()).has("target") ? words("target", given)
            : usual.command().subList(1, usual.command().size());
        words.addAll(targets);
        return words;
    }

    private List<String> words(String option, Options given) {
        return given.has(option) ? ArgumentList.of(pass, given.find(option, Object.class).orElseThrow()) : List.of();
    }
}
