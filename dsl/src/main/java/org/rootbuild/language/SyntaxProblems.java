package org.rootbuild.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.rootbuild.model.Location;

/** Says what Groovy's compiler found wrong with a text, as errors of recipes are said. */
public final class SyntaxProblems {
    private SyntaxProblems() {
    }

    /**
     * Every error, at least one.
     *
     * @param file     what messages call the text
     * @param unparsed whether it could not even be parsed: then a bracket without its partner is what is wrong
     */
    public static List<RecipeProblem> of(ErrorCollector errors, String text, String file, boolean unparsed) {
        Optional<Brackets.Finding> partner = unparsed ? Brackets.check(text) : Optional.empty();
        List<String> lines = text.lines().toList();
        if (partner.isPresent()) {
            Brackets.Finding found = partner.get();
            return List.of(problem(file, lines, found.line(), found.column(), found.message()));
        }
        List<RecipeProblem> problems = new ArrayList<>();
        SyntaxWording wording = new SyntaxWording(lines);
        for (Object error : Optional.<List<?>>ofNullable(errors.getErrors()).orElse(List.of())) {
            if (error instanceof SyntaxErrorMessage syntax) {
                SyntaxException cause = syntax.getCause();
                problems.add(problem(file, lines, Math.max(0, cause.getLine()), Math.max(0, cause.getStartColumn()),
                    wording.translated(cause.getOriginalMessage(), cause)));
            } else {
                problems.add(problem(file, lines, 0, 0, error instanceof ExceptionMessage thrown
                    ? wording.thrown(thrown.getCause()) : wording.other(String.valueOf(error))));
            }
        }
        return problems.isEmpty() ? List.of(problem(file, lines, 0, 0, new Message("it cannot be understood", "")))
            : List.copyOf(problems);
    }

    static RecipeErrors tooDeep(String file) {
        return new RecipeErrors(List.of(problem(file, List.of(), 0, 0,
            new Message("its code is nested too deeply", "Split it up."))));
    }

    private static RecipeProblem problem(String file, List<String> lines, int line, int column, Message message) {
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return new RecipeProblem(new Location(file, line, line == 0 ? 0 : column), message.text(), message.hint(),
            text);
    }
}
