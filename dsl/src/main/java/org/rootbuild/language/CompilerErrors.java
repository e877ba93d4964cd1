package org.rootbuild.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.rootbuild.model.Location;

/** Turns what Groovy's compiler found in one script into problems of the recipe. */
final class CompilerErrors {
    private final ScriptCompilation compilation;
    private final List<String> lines;
    private final SyntaxWording wording;

    CompilerErrors(ScriptCompilation compilation) {
        this.compilation = compilation;
        this.lines = compilation.file().lines();
        this.wording = new SyntaxWording(lines);
    }

    /** One problem for a place: what follows at the same place follows from it. */
    List<RecipeProblem> problems() {
        List<RecipeProblem> problems = new ArrayList<>();
        Optional<Brackets.Finding> partner = unparsed() ? Brackets.check(compilation.file().text()) : Optional.empty();
        if (partner.isPresent()) {
            return List.of(problem(partner.get().line(), partner.get().column(), partner.get().message()));
        }
        Set<String> places = new HashSet<>();
        Set<Integer> unknownTypes = new HashSet<>();
        List<?> errors = errors();
        for (Object error : errors) {
            if (error instanceof SyntaxErrorMessage syntax) {
                SyntaxException cause = syntax.getCause();
                String text = cause.getOriginalMessage();
                if (text.contains("unable to resolve class")) {
                    unknownTypes.add(cause.getLine());
                } else if (unknownTypes.contains(cause.getLine()) || errors.size() > 1 && isFollowUp(text)) {
                    continue;
                }
                add(problems, places, cause, Message.unpacked(text).orElseGet(() -> wording.translated(text, cause)));
            } else {
                problems.add(problem(0, 0, error instanceof ExceptionMessage thrown ? wording.thrown(thrown.getCause())
                    : wording.other(String.valueOf(error))));
            }
        }
        return problems;
    }

    /** Whether the script could not even be parsed. */
    private boolean unparsed() {
        return compilation.hasErrors() && compilation.unit().getPhase() <= Phases.CONVERSION && errors().stream()
            .noneMatch(error -> error instanceof SyntaxErrorMessage syntax
                && Message.unpacked(syntax.getCause().getOriginalMessage()).isPresent());
    }

    private List<?> errors() {
        return Optional.<List<?>>ofNullable(compilation.unit().getErrorCollector().getErrors()).orElse(List.of());
    }

    /** What the compiler says besides, where a call was not understood. */
    private static boolean isFollowUp(String text) {
        return text.startsWith("Target method for") || text.startsWith("Target constructor for");
    }

    private void add(List<RecipeProblem> problems, Set<String> places, SyntaxException cause, Message message) {
        int line = Math.max(0, cause.getLine());
        int column = line == 0 ? 0 : Math.max(0, cause.getStartColumn());
        if (compilation.isMisunderstood(line, column) || !places.add(line + ":" + column)) {
            return;
        }
        problems.add(problem(line, column, message));
    }

    private RecipeProblem problem(int line, int column, Message message) {
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return new RecipeProblem(new Location(compilation.file().file(), line, column), message.text(), message.hint(),
            text);
    }
}
