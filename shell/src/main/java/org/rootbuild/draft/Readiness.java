package org.rootbuild.draft;

import groovy.lang.Binding;
import groovy.lang.Script;
import org.codehaus.groovy.control.CompilationFailedException;
import org.rootbuild.language.Outline;
import org.rootbuild.language.RecipeErrors;

/**
 * Loads what the first input needs, on other threads, so that a person need not wait for it. A quarter of that is the
 * parser, another what the compiler finds out about Java: these go side by side.
 */
public final class Readiness {
    private static final String LOOKS_UP_NAMES = "org.codehaus.groovy.control.ResolveVisitor";

    private Readiness() {
    }

    /** Begins to; nothing waits for it, and what goes wrong will go wrong with the first input and be told there. */
    public static void prepare(long delayMillis) {
        start("groovy", () -> {
            if (!hasPassed(delayMillis)) {
                return;
            }
            Thread beside = start("groovy's names", Readiness::initialize);
            try {
                Outline.of("it", "warm");
                beside.join();
                evaluate();
            } catch (RecipeErrors | CompilationFailedException | ReflectiveOperationException later) {
                return;
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static boolean hasPassed(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException end) {
            return false;
        }
    }

    private static void initialize() {
        try {
            Class.forName(LOOKS_UP_NAMES);
        } catch (ClassNotFoundException | LinkageError otherVersion) {
            return; // it is loaded with the first input
        }
    }

    private static void evaluate() throws ReflectiveOperationException {
        PromptCompiler compiler = new PromptCompiler(Readiness.class.getClassLoader());
        Script script = (Script) compiler.compile(compiler.source("it.size()")).type().getDeclaredConstructor()
            .newInstance();
        Binding names = new Binding();
        names.setVariable("it", "");
        script.setBinding(names);
        new Shown().text(script.run());
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 8L << 20);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
