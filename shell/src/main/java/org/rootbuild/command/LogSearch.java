package org.rootbuild.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The lines of logs in which something is found. */
public final class LogSearch {
    private final Pattern wanted;

    /** @throws UsageError when it is no regular expression */
    public LogSearch(String expression) throws UsageError {
        try {
            this.wanted = Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new UsageError("'" + expression + "' is no regular expression: " + wrong.getDescription(),
                "Put a backslash before a sign that is meant as it is.");
        }
    }

    /**
     * Hands on each such line with its number, counted from 1.
     *
     * @param named whether the step is to stand before it
     * @return how many there were
     */
    public int in(List<LogFiles.Log> logs, boolean named, Consumer<String> found) throws IOException {
        int[] count = {0};
        for (LogFiles.Log log : logs) {
            log.forEachLine((number, line) -> {
                if (wanted.matcher(line).find()) {
                    count[0]++;
                    found.accept((named ? log.place() + ":" : "") + number + ": " + line);
                }
                return true;
            });
        }
        return count[0];
    }
}
