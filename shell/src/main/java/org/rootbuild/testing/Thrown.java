package org.rootbuild.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.problem.Failure;

/** What a feature failed with, as text: a condition as Spock draws it, a failure of rootbuild with what to do. */
final class Thrown {
    private final boolean wholeStacks;

    Thrown(boolean wholeStacks) {
        this.wholeStacks = wholeStacks;
    }

    List<String> lines(Throwable thrown, String spec) {
        List<String> lines = new ArrayList<>();
        if (wholeStacks) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            return text.toString().lines().toList();
        } else if (thrown instanceof RecipeErrors errors) {
            lines.addAll(errors.rendered().lines().toList());
        } else if (thrown instanceof Failure failure) {
            lines.addAll(failure.getMessage().lines().toList());
            lines.addAll(failure.remedy().lines().toList());
        } else if (thrown instanceof AssertionError wrong) {
            lines.addAll(String.valueOf(wrong.getMessage()).stripTrailing().lines().toList());
        } else {
            lines.addAll(thrown.toString().lines().toList());
        }
        List<String> places = places(thrown, spec);
        if (!places.isEmpty()) {
            lines.add("");
            lines.addAll(places);
        }
        return lines;
    }

    /** Where in the specification, innermost first; its closures are classes of their own. */
    private static List<String> places(Throwable thrown, String spec) {
        return Arrays.stream(thrown.getStackTrace())
            .filter(frame -> frame.getLineNumber() > 0 && frame.getFileName() != null
                && (frame.getFileName().endsWith(spec + ".groovy") || frame.getClassName().equals(spec)
                    || frame.getClassName().startsWith(spec + "$")))
            .map(frame -> "at " + spec + ".groovy:" + frame.getLineNumber()).distinct().toList();
    }
}
