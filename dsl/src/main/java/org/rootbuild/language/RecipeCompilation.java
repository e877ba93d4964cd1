package org.rootbuild.language;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.tools.GroovyClass;
import org.rootbuild.model.Location;

/** Compiles one recipe: its main script, and each included one when it is met. */
final class RecipeCompilation {
    private final CompilerParts parts;
    private final Path folder;
    private final ScriptClasses classes;
    private final Map<String, CompiledScript> done = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Problems problems = new Problems();

    RecipeCompilation(CompilerParts parts, Path folder, ScriptClasses classes) {
        this.parts = parts;
        this.folder = folder;
        this.classes = classes;
    }

    List<CompiledScript> compile(ScriptFile main) throws RecipeErrors {
        compileOne(main);
        problems.orThrow();
        List<CompiledScript> mainFirst = new ArrayList<>(done.values());
        mainFirst.add(0, mainFirst.remove(mainFirst.size() - 1));
        return List.copyOf(mainFirst);
    }

    WordIndex words() {
        return parts.words();
    }

    boolean isScript(String name) {
        return done.values().stream().anyMatch(script -> script.className().equals(name));
    }

    String functionText(String type, String function) {
        return done.values().stream().filter(script -> script.className().equals(type)).findFirst()
            .map(script -> script.functions().getOrDefault(function, "")).orElse("");
    }

    /**
     * The class of a script that another one includes. Where it has errors they are kept, and a plain script stands
     * for it.
     *
     * @throws Rejected when it cannot be included
     */
    ClassNode include(ScriptFile from, String path) {
        String file = ScriptFile.resolve(from.file(), path);
        if (open.contains(file)) {
            List<String> cycle = new ArrayList<>(open);
            cycle = cycle.subList(cycle.indexOf(file), cycle.size());
            throw new Rejected("scripts include each other: " + String.join(" includes ", cycle) + " includes " + file,
                "Put what both need into a third script.");
        }
        CompiledScript known = done.get(file);
        if (known == null) {
            ScriptFile source;
            try {
                source = ScriptFile.read(folder.resolve(file), file);
            } catch (RecipeErrors unreadable) {
                RecipeProblem problem = unreadable.problems().get(0);
                throw new Rejected("cannot include '" + path + "': " + problem.message(), problem.hint().isEmpty()
                    ? "The path begins at the folder of this script." : problem.hint());
            }
            compileOne(source);
            known = done.get(file);
        }
        return known == null ? ClassHelper.make(RecipeScript.class) : load(known);
    }

    private ClassNode load(CompiledScript script) {
        try {
            return ClassHelper.make(classes.loadClass(script.className()));
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("the compiler made no class for " + script.source().file(), missing);
        }
    }

    private void compileOne(ScriptFile file) {
        open.addLast(file.file());
        ScriptCompilation compilation = new ScriptCompilation(file, className(file.file()), this, parts::unit);
        try {
            try (ParserNoise kept = new ParserNoise()) {
                compilation.unit().compile(Phases.CONVERSION);
            }
            compilation.unit().compile(Phases.INSTRUCTION_SELECTION);
            if (!compilation.hasErrors()) {
                compilation.unit().compile(Phases.CLASS_GENERATION);
                finish(compilation);
            }
        } catch (CompilationFailedException failed) {
            if (!compilation.hasErrors()) {
                throw failed;
            }
        } catch (RuntimeException | StackOverflowError | LinkageError broken) {
            broken(compilation, broken);
        } finally {
            open.removeLast();
            problems.addAll(new CompilerErrors(compilation).problems());
        }
    }

    /** Once an error was found, parts of the compiler meet what they do not expect; the errors found say enough. */
    private void broken(ScriptCompilation compilation, Throwable thrown) {
        String file = compilation.file().file();
        if (thrown instanceof StackOverflowError) {
            problems.add(problem(file, "its code is nested too deeply", "Split it up."));
        } else if (String.valueOf(thrown.getMessage()).contains("too large") || thrown.getClass().getSimpleName()
            .contains("TooLarge")) {
            problems.add(problem(file, "it is too long for one script",
                "Split it: put parts of it into functions, or into scripts that it includes."));
        } else if (!compilation.hasErrors()) {
            throw new IllegalStateException("the compiler broke on " + file, thrown);
        }
    }

    private void finish(ScriptCompilation compilation) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (GroovyClass each : compilation.unit().getClasses()) {
            bytes.put(each.getName(), each.getBytes());
        }
        classes.add(bytes);
        done.put(compilation.file().file(), compilation.compiled(bytes));
    }

    /** A name that holds the file's, for those who read stacks, and that no other file has. */
    private static String className(String file) {
        String digest = ScriptFile.digest(file.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return "Recipe_" + file.replaceFirst("\\.groovy$", "").replaceAll("[^A-Za-z0-9]", "_") + "_" + digest;
    }

    static RecipeErrors tooLong(ScriptFile file) {
        return new RecipeErrors(List.of(problem(file.file(), "compiling it takes too long",
            "Is something in it nested very deeply?")));
    }

    private static RecipeProblem problem(String file, String message, String hint) {
        return new RecipeProblem(new Location(file, 0, 0), message, hint, "");
    }
}
