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
    }

    private final Caller caller;
    private final Answers answers;
    private final Look look;

    Talk(Caller caller, Answers answers) {
        this.caller = Objects.requireNonNull(caller);
        this.answers = Objects.requireNonNull(answers);
        this.look = caller.screen().look();
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
        caller.out().println(look.clean(line));
    }

    /** Lines of a result. */
    public void say(List<String> lines) {
        lines.forEach(this::say);
    }

    /** A line of a result that is fit for the screen already: it may hold colours. */
    public void show(String line) {
        caller.out().println(line);
    }

    /** Lines that are no result: what goes on, and what is wrong. */
    public void tell(String lines) {
        caller.out().flush();
        caller.screen().text(lines);
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
    public String ask(String question, List<String> choices, String usual) throws IOException, InterruptedException {
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
