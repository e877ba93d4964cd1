package org.rootbuild.language;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rootbuild.model.Location;

/**
 * The compiled scripts of one recipe, the main one first.
 *
 * @param all          every script, each included one before the script that first includes it, but the main one first
 * @param loader       what their classes live in
 */
record Scripts(List<Script> all, ClassLoader loader) {
    /** Frames of the machine between a word and the recipe are few; more than this is no call from a recipe. */
    private static final int FRAMES_LIMIT = 4_000;

    /**
     * One script.
     *
     * @param file      as locations name it
     * @param className of its class
     * @param lines     its text
     * @param deferred  the texts of its closures that run in steps, by the number that the compiler gave them
     */
    record Script(String file, String className, List<String> lines, List<String> deferred) {
    }

    /** Where a word was called, and as what. */
    record Spot(Location location, String line) {
    }

    Script main() {
        return all.get(0);
    }

    Optional<Script> byFile(String file) {
        return all.stream().filter(script -> script.file().equals(file)).findFirst();
    }

    Optional<Script> byClass(String className) {
        int dollar = className.indexOf('$');
        String outer = dollar < 0 ? className : className.substring(0, dollar);
        return all.stream().filter(script -> script.className().equals(outer)).findFirst();
    }

    /** The line of the recipe that is being evaluated now, by the stack. */
    Spot here() {
        return StackWalker.getInstance().walk(frames -> spot(frames,
            frame -> frame.getClassName(), frame -> frame.getLineNumber(), frame -> frame.getMethodName()));
    }

    /** The line of the recipe that an exception came from. */
    Spot of(Throwable thrown) {
        return spot(Stream.of(thrown.getStackTrace()), StackTraceElement::getClassName,
            StackTraceElement::getLineNumber, StackTraceElement::getMethodName);
    }

    private <F> Spot spot(Stream<F> frames, Function<F, String> type, Function<F, Integer> line,
                          Function<F, String> method) {
        String[] word = {""};
        Optional<Spot> found = frames.limit(FRAMES_LIMIT).map(frame -> {
            Optional<Script> script = byClass(type.apply(frame));
            if (script.isEmpty() || line.apply(frame) < 1) {
                word[0] = method.apply(frame);
                return Optional.<Spot>empty();
            }
            return Optional.of(spot(script.get(), line.apply(frame), word[0]));
        }).flatMap(Optional::stream).findFirst();
        return found.orElseGet(() -> new Spot(new Location(main().file(), 0, 0), ""));
    }

    private static Spot spot(Script script, int line, String word) {
        String text = line <= script.lines().size() ? script.lines().get(line - 1) : "";
        return new Spot(new Location(script.file(), line, column(text, word)), text);
    }

    /** Where the word stands in the line; else where the line's text begins. */
    static int column(String line, String word) {
        for (int at = word.isEmpty() ? -1 : line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isJavaIdentifierPart(line.charAt(at - 1));
            boolean ends = end == line.length() || !Character.isJavaIdentifierPart(line.charAt(end));
            if (begins && ends) {
                return at + 1;
            }
        }
        String text = line.stripLeading();
        return text.isEmpty() ? 0 : line.length() - text.length() + 1;
    }

    /** The line's text, for a message. */
    String line(Location location) {
        return byFile(location.file()).filter(script -> location.line() > 0 && location.line() <= script.lines().size())
            .map(script -> script.lines().get(location.line() - 1)).orElse("");
    }
}
