package org.rootbuild.testing;

import groovy.lang.GroovyCodeSource;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.rootbuild.problem.Reason;
import spock.lang.Specification;

/** Compiles specifications in memory, those of one folder together. */
final class SpecCompiler {
    private final Function<Path, SpecSettings> settings;
    private final Function<Path, String> shown;
    private final List<String> errors = new ArrayList<>();

    /**
     * @param settings of a folder
     * @param shown    a path as a person would type it
     */
    SpecCompiler(Function<Path, SpecSettings> settings, Function<Path, String> shown) {
        this.settings = settings;
        this.shown = shown;
    }

    /**
     * The specifications in these files, by folder.
     *
     * @throws SpecErrors with everything that is wrong with all of them
     */
    List<Class<?>> compile(Map<Path, List<Path>> files) throws SpecErrors {
        List<Class<?>> specs = new ArrayList<>();
        files.forEach((folder, some) -> {
            CompilerConfiguration compiler = new CompilerConfiguration();
            compiler.setSourceEncoding("UTF-8");
            compiler.setParameters(true);
            SpecLoader loader = new SpecLoader(SpecCompiler.class.getClassLoader(), compiler, settings.apply(folder));
            some.forEach(file -> specs.addAll(compile(file, loader)));
        });
        if (!errors.isEmpty()) {
            throw new SpecErrors("compiling the specifications found errors", "Mend what is said above, then run again.",
                errors);
        }
        return specs;
    }

    private List<Class<?>> compile(Path file, SpecLoader loader) {
        Set<Class<?>> before = new HashSet<>();
        for (Class<?> type : loader.getLoadedClasses()) {
            before.add(type);
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            loader.parseClass(new GroovyCodeSource(text, file.toString(), "/rootbuild/specs"));
        } catch (MultipleCompilationErrorsException wrong) {
            told(file, wrong);
        } catch (CompilationFailedException | LinkageError broken) {
            errors.add(shown.apply(file) + ": error: " + broken.getMessage());
        } catch (IOException unreadable) {
            errors.add(shown.apply(file) + ": error: it cannot be read: " + Reason.of(unreadable));
        }
        List<Class<?>> specs = new ArrayList<>();
        for (Class<?> type : loader.getLoadedClasses()) {
            if (!before.contains(type) && isSpec(type)) {
                specs.add(type);
            }
        }
        return specs;
    }

    private static boolean isSpec(Class<?> type) {
        return Specification.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    private void told(Path file, MultipleCompilationErrorsException wrong) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException goneByNow) {
            lines = List.of();
        }
        for (Object message : wrong.getErrorCollector().getErrors()) {
            if (message instanceof SyntaxErrorMessage syntax) {
                told(file, lines, syntax.getCause());
            } else {
                errors.add(shown.apply(file) + ": error: " + message);
            }
        }
    }

    private void told(Path file, List<String> lines, SyntaxException error) {
        // What the compiler says ends in the place, which stands in front already.
        String what = error.getOriginalMessage().strip();
        Path where = error.getSourceLocator() == null ? file : Path.of(error.getSourceLocator());
        errors.add(shown.apply(where) + ":" + error.getLine() + ":" + error.getStartColumn() + ": error: " + what);
        if (where.equals(file) && error.getLine() >= 1 && error.getLine() <= lines.size()) {
            errors.add("    " + lines.get(error.getLine() - 1));
            errors.add("    " + " ".repeat(Math.max(0, error.getStartColumn() - 1)) + "^");
        }
    }
}
