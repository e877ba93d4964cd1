package org.rootbuild.testing;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.problem.Suggestion;

/** What becomes of the commands that a pattern stands for. */
final class Answer {
    private static final Set<String> OPTIONS = Set.of("step", "exits", "prints", "writes", "removes", "times");
    private static final int HIGHEST_STATUS = 255;

    private final CommandPattern command;
    private final Optional<CommandPattern> step;
    private final int status;
    private final List<String> lines;
    private final Map<String, Object> writes = new LinkedHashMap<>();
    private final List<String> removes;
    private final Optional<Closure<?>> code;
    private int left;

    Answer(CommandPattern command, Map<String, ?> options, Optional<Closure<?>> code) {
        options.keySet().stream().filter(name -> !OPTIONS.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("an answer has no '" + name + ":'." + Suggestion.sentence(name, OPTIONS)
                + " There are step:, exits:, prints:, writes:, removes: and times:.");
        });
        this.command = command;
        this.step = Optional.ofNullable(options.get("step")).map(CommandPattern::of);
        this.status = number(options, "exits", 0, 0, HIGHEST_STATUS);
        this.left = number(options, "times", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        this.lines = texts(options.get("prints"));
        this.removes = texts(options.get("removes"));
        this.code = code;
        if (options.get("writes") instanceof Map<?, ?> files) {
            files.forEach((path, content) -> writes.put(String.valueOf(path), content));
        } else if (options.get("writes") != null) {
            throw new IllegalArgumentException("'writes:' maps paths to what is in them: writes: ['/etc/x': 'text']");
        }
    }

    private static int number(Map<String, ?> options, String name, int usual, int least, int most) {
        Object said = options.get(name);
        if (said == null) {
            return usual;
        } else if (said instanceof Number number && number.longValue() >= least && number.longValue() <= most) {
            return number.intValue();
        }
        throw new IllegalArgumentException("'" + name + ": " + said + "' is no number from " + least + " to " + most);
    }

    private static List<String> texts(Object said) {
        List<String> texts = new ArrayList<>();
        if (said instanceof Iterable<?> many) {
            many.forEach(one -> texts.addAll(String.valueOf(one).lines().toList()));
        } else if (said != null) {
            texts.addAll(said.toString().stripIndent().strip().lines().toList());
        }
        return texts;
    }

    /** Whether it is for this command, and not used up. */
    boolean isFor(Call call) {
        return left > 0 && command.matches(call.getText())
            && step.map(place -> isAt(place, call.getStep())).orElse(true);
    }

    private static boolean isAt(CommandPattern place, String step) {
        return place.matches(step) || place.matches(step.substring(0, step.indexOf('/')));
    }

    /** Does it; answers the exit status. */
    int give(Doing doing) throws Exception {
        left--;
        lines.forEach(doing::prints);
        for (Map.Entry<String, Object> file : writes.entrySet()) {
            doing.writes(file.getKey(), file.getValue());
        }
        for (String path : removes) {
            doing.removes(path);
        }
        if (code.isPresent()) {
            Closure<?> own = (Closure<?>) code.get().clone();
            own.setDelegate(doing);
            own.setResolveStrategy(Closure.DELEGATE_FIRST);
            if (own.getMaximumNumberOfParameters() == 0) {
                own.call();
            } else {
                own.call(doing.getCall());
            }
            return doing.status().orElse(status);
        }
        return status;
    }

    @Override
    public String toString() {
        return "on " + command.shown() + step.map(place -> ", step: " + place.shown()).orElse("")
            + (left == 0 ? "   (used up)" : "");
    }
}
