package org.rootbuild.console;

import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed, but for the values of secret parameters. */
final class DiscreetHistory extends DefaultHistory {
    private static final Pattern SET = Pattern.compile("(\\s*set\\s+['\"]?([A-Za-z][A-Za-z0-9_-]*)['\"]?)[\\s=].*",
        Pattern.DOTALL);

    private final Predicate<String> isSecret;

    /** @param isSecret whether a parameter of that name is */
    DiscreetHistory(Predicate<String> isSecret) {
        this.isSecret = isSecret;
    }

    @Override
    public void add(Instant time, String line) {
        Matcher set = SET.matcher(line);
        super.add(time, set.matches() && isSecret.test(set.group(2)) ? set.group(1) : line);
    }
}
