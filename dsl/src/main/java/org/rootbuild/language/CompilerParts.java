package org.rootbuild.language;

import groovy.lang.GroovyClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.rootbuild.model.Size;

/** What compiling any script needs: Groovy set up for recipes, and the words. */
final class CompilerParts {
    private static final Set<String> TRANSFORMS_OFF = Set.of("groovy.grape.GrabAnnotationTransformation",
        "org.codehaus.groovy.ast.builder.AstBuilderTransformation",
        "org.codehaus.groovy.macro.transform.MacroTransformation");

    private final VerbClassLoader loader;
    private final WordIndex words;

    CompilerParts(VerbRegistry registry) {
        this.words = new WordIndex(registry.words());
        this.loader = new VerbClassLoader(registry, new CompilerConfiguration());
    }

    WordIndex words() {
        return words;
    }

    CompilationUnit unit(ScriptCompilation compilation) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(RecipeScript.class.getName());
        configuration.setDisabledGlobalASTTransformations(TRANSFORMS_OFF);
        configuration.setTolerance(Integer.MAX_VALUE);
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        ImportCustomizer imports = new ImportCustomizer();
        imports.addImports(Size.class.getName(), Duration.class.getName(), Instant.class.getName(),
            LocalDate.class.getName(), Pattern.class.getName(), PassSpec.class.getName(), RootSpec.class.getName(),
            ArtifactSpec.class.getName(), SourceRef.class.getName(), RootRef.class.getName(), Base.class.getName(),
            ArtifactRef.class.getName(), Secret.class.getName());
        configuration.addCompilationCustomizers(imports, new EarlyCheck(compilation), new PlainTexts(),
            new RecipeTyping(compilation));
        return new Unit(configuration, loader);
    }

    /**
     * Goes on after errors from the phase where names are looked up to the one where types are checked, so that
     * errors of all kinds are shown at once.
     */
    private static final class Unit extends CompilationUnit {
        private Unit(CompilerConfiguration configuration, GroovyClassLoader loader) {
            super(configuration, null, loader, loader);
            this.errorCollector = new Patient(configuration, this);
            setClassNodeResolver(new OnlyClasses());
        }
    }

    private static final class Patient extends ErrorCollector {
        private static final long serialVersionUID = 1L;

        private final transient CompilationUnit unit;

        private Patient(CompilerConfiguration configuration, CompilationUnit unit) {
            super(configuration);
            this.unit = unit;
        }

        @Override
        protected void failIfErrors() {
            int phase = unit.getPhase();
            if (phase < Phases.SEMANTIC_ANALYSIS || phase > Phases.INSTRUCTION_SELECTION) {
                super.failIfErrors();
            }
        }
    }

    /**
     * Looks names up among classes only: a Groovy script that happens to lie on the class path is none of a recipe's.
     */
    private static final class OnlyClasses extends ClassNodeResolver {
        @Override
        public LookupResult findClassNode(String name, CompilationUnit unit) {
            try {
                Class<?> type = Class.forName(name, false, unit.getClassLoader());
                return new LookupResult(null, ClassHelper.make(type));
            } catch (ClassNotFoundException | LinkageError none) {
                return null;
            }
        }
    }
}
