package org.rootbuild.testing;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inside of {@code programs { … }}: how the programs are answered that steps start. The first answer counts that is
 * for the command and not used up.
 */
public final class Answers {
    private final List<Answer> all = new ArrayList<>();

    /** {@code on 'make'}: succeeds without a word. */
    public void on(Object command) {
        on(Map.of(), command);
    }

    /**
     * {@code on 'make', exits: 2, prints: 'no rule'}.
     *
     * @param options {@code step:} the step or pass, {@code exits:} the status, {@code prints:} lines, {@code writes:}
     *                a map of paths to what is in them, {@code removes:} paths, {@code times:} how often it counts
     */
    public void on(Map<String, ?> options, Object command) {
        all.add(new Answer(CommandPattern.of(command), options, Optional.empty()));
    }

    /** {@code on step: 'gcc:1/build', exits: 2}: whatever the step runs. */
    public void on(Map<String, ?> options) {
        all.add(new Answer(CommandPattern.any(), options, Optional.empty()));
    }

    /** {@code on('make') { prints 'done' }}: by Groovy code. */
    public void on(Object command,
                   @DelegatesTo(value = Doing.class, strategy = Closure.DELEGATE_FIRST) Closure<?> code) {
        on(Map.of(), command, code);
    }

    /** By Groovy code, with options as well. */
    public void on(Map<String, ?> options, Object command,
                   @DelegatesTo(value = Doing.class, strategy = Closure.DELEGATE_FIRST) Closure<?> code) {
        all.add(new Answer(CommandPattern.of(command), options, Optional.of(code)));
    }

    /** Every other command succeeds without a word. */
    public void otherwise() {
        otherwise(Map.of());
    }

    /** Every other command is answered so. */
    public void otherwise(Map<String, ?> options) {
        all.add(new Answer(CommandPattern.any(), options, Optional.empty()));
    }

    /** For {@code writes:}: a program with that text. */
    public Object executable(Object text) {
        return Doing.executable(text);
    }

    /** For {@code writes:}: a symbolic link. */
    public Object linkTo(String target) {
        return Doing.linkTo(target);
    }

    /** For {@code writes:}: an empty folder. */
    public Object emptyFolder() {
        return Doing.emptyFolder();
    }

    Optional<Answer> find(Call call) {
        return all.stream().filter(answer -> answer.isFor(call)).findFirst();
    }

    List<String> shown() {
        return all.stream().map(Answer::toString).toList();
    }
}
