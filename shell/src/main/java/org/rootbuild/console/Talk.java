package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.rootbuild.command.Caller;
import org.rootbuild.progress.Look;

/** How a command of the shell speaks with the person: results to standard output, everything else to the screen. */
public final class Talk {
    /** Where answers come from. */
    public interface Answers {
        /** One line; empty where there is no answer, also when the person interrupted the question. */
        String line(String question) throws IOException, InterruptedException;

        /** While it holds, what is typed is not shown. */
        default Scope unseen() {
            return () -> { };
        }
    }

    /** Something that takes a while. */
    public interface Work<T> {
        T result() throws IOException, InterruptedException;
    }

    private final Caller caller;
    private final Answers answers;
    private final Interrupts interrupts;
    private final Watch watch;
    private final Look look;

    Talk(Caller caller, Answers answers, Interrupts interrupts, Watch watch) {
        this.caller = Objects.requireNonNull(caller);
        this.answers = Objects.requireNonNull(answers);
        this.interrupts = Objects.requireNonNull(interrupts);
        this.watch = Objects.requireNonNull(watch);
        this.look = caller.screen().look();
    }

    Watch watch() {
        return watch;
    }

    /** Who started the shell, and from where. */
    public Caller caller() {
        return caller;
    }

    public Look look() {
        return look;
    }

    /** A line of a result, made fit for the screen. */
    public void say(String line) {
        show(look.clean(line));
    }

    /** Lines of a result. */
    public void say(List<String> lines) {
        lines.forEach(this::say);
    }

    /** A line of a result that is fit for the screen already: it may hold colours. */
    public void show(String line) {
        // Who interrupts a long list has read enough of it.
        if (!interrupts.isHeard()) {
            caller.out().println(line);
        }
    }

    /** Lines that are no result: what goes on, and what is wrong. */
    public void tell(String lines) {
        caller.out().flush();
        caller.screen().text(lines);
    }

    /** Works, and lets Ctrl-C stop the work; the shell itself never ends by it. What is typed meanwhile comes next. */
    public <T> T interruptible(Runnable stop, Work<T> work) throws IOException, InterruptedException {
        Scope scope = interrupts.with(stop);
        Scope unseen = answers.unseen();
        try {
            return work.result();
        } finally {
            unseen.close();
            scope.close();
        }
    }

    /** A program has the terminal to itself, with Ctrl-C and all that is typed. */
    public <T> T handedOver(Work<T> work) throws IOException, InterruptedException {
        Scope scope = interrupts.with(() -> { });
        try {
            return work.result();
        } finally {
            scope.close();
        }
    }

    /** Whether the person pressed Ctrl-C since the command began. */
    public boolean isInterrupted() {
        return interrupts.isHeard();
    }

    /** The path as short as it can be typed. */
    public String shown(Path path) {
        return caller.shown(path);
    }

    /** Whether a person answers questions; otherwise {@link #ask} answers with what is usual. */
    public boolean isWithPerson() {
        return caller.canAnswer();
    }

    /**
     * Asks until one of the choices is answered, or as much of it as tells it from the others.
     *
     * @param usual the choice for an empty answer, and where nobody answers
     */
    public String ask(String question, List<String> choices, String usual)
            throws IOException, InterruptedException {
        if (!isWithPerson()) {
            return usual;
        }
        while (true) {
            caller.out().flush();
            String typed = answers.line(question + " [" + String.join("/", choices) + "] ").strip();
            if (typed.isEmpty()) {
                return usual;
            }
            List<String> meant = choices.stream().filter(choice -> choice.startsWith(typed)).toList();
            if (meant.size() == 1 || choices.contains(typed)) {
                return choices.contains(typed) ? typed : meant.get(0);
            }
            tell("'" + typed + "' is no answer.");
        }
    }
}
