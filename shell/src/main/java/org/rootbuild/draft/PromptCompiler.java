package org.rootbuild.draft;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;

/** Compiles what was typed at the prompt; classes and imports are kept for the inputs behind. For one thread. */
final class PromptCompiler {
    private static final Set<String> TRANSFORMS_OFF = Set.of("groovy.grape.GrabAnnotationTransformation",
        "org.codehaus.groovy.ast.builder.AstBuilderTransformation",
        "org.codehaus.groovy.macro.transform.MacroTransformation");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");
    /** Imported when an input mentions them: to look all of them up each time would cost more than the input. */
    private static final Map<String, String> USUAL = usual("java.nio.file.Path", "java.nio.file.Files",
        "java.time.Duration", "java.time.Instant", "java.util.regex.Pattern", "org.rootbuild.model.Fields",
        "org.rootbuild.model.Node", "org.rootbuild.model.Recipe", "org.rootbuild.model.Root",
        "org.rootbuild.model.Size", "org.rootbuild.model.Step", "org.rootbuild.model.Value",
        "org.rootbuild.plan.Plan", "org.rootbuild.plan.PlannedNode", "org.rootbuild.plan.Verdict",
        "org.rootbuild.session.Session", "org.rootbuild.session.State");

    private final Set<String> imports = new LinkedHashSet<>();
    private final PromptRewriting rewriting = new PromptRewriting();
    private final GroovyClassLoader loader;
    private int count;

    PromptCompiler(ClassLoader parent) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setDisabledGlobalASTTransformations(TRANSFORMS_OFF);
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        // What runs once is linked faster without invokedynamic.
        configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
        configuration.addCompilationCustomizers(rewriting, new Stopping());
        this.loader = new Loader(parent, configuration);
    }

    /**
     * An input, compiled.
     *
     * @param type      the first of its classes, which need not be a script
     * @param functions the names of the functions that it declares
     * @param silent    whether what it answers is nothing that its author wants to see
     */
    record Compiled(Class<?> type, Set<String> functions, boolean silent) {
    }

    /** An input as the compiler gets it: behind the imports of the inputs before. */
    record Source(String name, String text, int linesBefore) {
    }

    Source source(String input) {
        List<String> lines = new ArrayList<>(imports);
        Matcher names = NAME.matcher(input);
        Set<String> seen = new LinkedHashSet<>();
        while (names.find()) {
            if (USUAL.containsKey(names.group()) && seen.add(names.group())
                && imports.stream().noneMatch(line -> line.endsWith("." + names.group()))
                && !input.matches("(?s).*\\b(class|record|enum|interface)\\s+" + names.group() + "\\b.*")) {
                lines.add("import " + USUAL.get(names.group()));
            }
        }
        count++;
        String before = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        return new Source("In" + count, before + input, lines.size());
    }

    Compiled compile(Source source) throws CompilationFailedException {
        rewriting.begin();
        GroovyCodeSource code = new GroovyCodeSource(source.text(), source.name() + ".groovy", "/groovy/shell");
        code.setCachable(false);
        Class<?> type = loader.parseClass(code);
        imports.addAll(rewriting.imports());
        return new Compiled(type, rewriting.functions(), rewriting.isSilent());
    }

    /** Whether the last input could be parsed. */
    boolean isParsed() {
        return rewriting.isParsed();
    }

    private static Map<String, String> usual(String... names) {
        Map<String, String> usual = new LinkedHashMap<>();
        for (String name : names) {
            usual.put(name.substring(name.lastIndexOf('.') + 1), name);
        }
        return usual;
    }

    /** Looks names up among classes only: no script that lies on the class path is meant. */
    private static final class Loader extends GroovyClassLoader {
        private Loader(ClassLoader parent, CompilerConfiguration configuration) {
            super(parent, configuration);
        }

        @Override
        protected CompilationUnit createCompilationUnit(CompilerConfiguration config, CodeSource source) {
            CompilationUnit unit = super.createCompilationUnit(config, source);
            unit.setClassNodeResolver(new ClassNodeResolver() {
                @Override
                public LookupResult findClassNode(String name, CompilationUnit asking) {
                    try {
                        return new LookupResult(null, ClassHelper.make(Class.forName(name, false,
                            asking.getClassLoader())));
                    } catch (ClassNotFoundException | LinkageError none) {
                        return null;
                    }
                }
            });
            return unit;
        }
    }
}
