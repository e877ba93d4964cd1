package org.rootbuild.draft;

import groovy.lang.Script;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.runtime.MethodClosure;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.rootbuild.language.SyntaxProblems;

/**
 * Evaluates Groovy at the prompt. Variables, functions, classes and imports are kept between inputs; {@code _} is the
 * last answer. An input runs on the thread that calls, for the session is for one thread; interrupting that thread ends
 * it. Groovy is loaded with the first input; {@link Readiness} does it before.
 */
public final class Evaluator {
    private final KeptNames names;
    private final ClassLoader parent;
    private final Shown form = new Shown();
    private Optional<PromptCompiler> compiler = Optional.empty();
    private volatile Optional<Thread> running = Optional.empty();

    /** @param given the variables that are always there, by name */
    public Evaluator(ClassLoader parent, Map<String, Given> given) {
        this.parent = Objects.requireNonNull(parent);
        this.names = new KeptNames(given);
    }

    /** The variables that there are, with the classes of their values: for completion. */
    public Map<String, Class<?>> variables() {
        return names.types();
    }

    /** The names of variables and functions that inputs have set. */
    public Set<String> kept() {
        return Set.copyOf(names.getVariables().keySet());
    }

    /** Forgets a variable or a function: it has become part of the recipe. */
    void forget(String name) {
        names.getVariables().remove(name);
    }

    /** Evaluates the input. Whatever it does, this returns; only the machine's end is not held up. */
    public synchronized Result evaluate(String input) {
        PromptCompiler.Source source = compiler().source(input);
        ThrownWords words = new ThrownWords(source, input, names);
        running = Optional.of(Thread.currentThread());
        try {
            PromptCompiler.Compiled compiled = compiler().compile(source);
            return answer(compiled);
        } catch (MultipleCompilationErrorsException wrong) {
            return Result.failed(trouble(wrong, source));
        } catch (InvocationTargetException thrown) {
            return Result.failed(words.trouble(thrown.getCause()));
        } catch (Throwable thrown) {
            return Result.failed(words.trouble(thrown));
        } finally {
            running = Optional.empty();
            Thread.interrupted(); // one that came too late was meant for this input all the same
        }
    }

    /**
     * Stops the input that is being evaluated, from another thread. Not while it has the session do something: that
     * writes to files which an interrupted thread would lose.
     *
     * @return whether it was stopped, or nothing was being evaluated; otherwise the session is to be interrupted
     */
    public boolean interrupt() {
        Optional<Thread> thread = running;
        if (thread.isEmpty()) {
            return true;
        }
        for (StackTraceElement frame : thread.get().getStackTrace()) {
            if (frame.getClassName().matches("In\\d+(\\$.*)?")) {
                break;
            } else if (frame.getClassName().startsWith("org.rootbuild.")
                && !frame.getClassName().startsWith(Evaluator.class.getPackageName() + ".")) {
                return false;
            }
        }
        thread.get().interrupt();
        return true;
    }

    /** Something that holds or does not, asked as often as one likes. */
    public interface Held {
        /** @throws ConditionFailed when it cannot be evaluated */
        boolean holds() throws ConditionFailed;
    }

    /**
     * Compiles a condition.
     *
     * @throws ConditionFailed when it is no Groovy
     */
    public synchronized Held condition(String text) throws ConditionFailed {
        PromptCompiler.Source source = compiler().source(text);
        ThrownWords words = new ThrownWords(source, text, names);
        Script script;
        try {
            script = (Script) compiler().compile(source).type().getDeclaredConstructor().newInstance();
        } catch (MultipleCompilationErrorsException wrong) {
            throw new ConditionFailed(trouble(wrong, source));
        } catch (ReflectiveOperationException | ClassCastException other) {
            throw new ConditionFailed(new Trouble("it is no expression", "", 0, 0, "", false));
        }
        script.setBinding(names);
        return () -> {
            running = Optional.of(Thread.currentThread());
            try {
                return DefaultTypeTransformation.castToBoolean(script.run());
            } catch (Throwable thrown) {
                throw new ConditionFailed(words.trouble(thrown));
            } finally {
                running = Optional.empty();
                Thread.interrupted();
            }
        };
    }

    private Trouble trouble(MultipleCompilationErrorsException wrong, PromptCompiler.Source source) {
        return Trouble.of(SyntaxProblems.of(wrong.getErrorCollector(), source.text(), "input",
            !compiler().isParsed()).get(0), source.linesBefore());
    }

    private synchronized PromptCompiler compiler() {
        if (compiler.isEmpty()) {
            compiler = Optional.of(new PromptCompiler(parent));
        }
        return compiler.get();
    }

    private Result answer(PromptCompiler.Compiled compiled) throws ReflectiveOperationException {
        if (!Script.class.isAssignableFrom(compiled.type())) {
            return new Result(Optional.empty(), "", Optional.empty());
        }
        Script script = (Script) compiled.type().getDeclaredConstructor().newInstance();
        script.setBinding(names);
        compiled.functions().forEach(name -> names.setVariable(name, new MethodClosure(script, name)));
        Object value = script.run();
        if (compiled.silent()) {
            return new Result(Optional.empty(), "", Optional.empty());
        }
        names.setVariable(KeptNames.LAST, value);
        return new Result(Optional.ofNullable(value), form.text(value), Optional.empty());
    }

    /** A condition that cannot be evaluated. */
    public static final class ConditionFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Trouble trouble;

        ConditionFailed(Trouble trouble) {
            super(trouble.message());
            this.trouble = trouble;
        }

        public Trouble trouble() {
            return trouble;
        }
    }
}
