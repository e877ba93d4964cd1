package org.rootbuild.assist.jline;

import java.util.List;
import java.util.Objects;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.rootbuild.assist.Completion;
import org.rootbuild.assist.Suggestion;

/** Hands suggestions to JLine. Needs {@link EntryParser}, which cuts the line into the words that they replace. */
public final class SuggestionCompleter implements Completer {
    private final Completion completion;

    public SuggestionCompleter(Completion completion) {
        this.completion = Objects.requireNonNull(completion);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        int order = 0;
        for (Suggestion each : completion.at(line.line(), line.cursor())) {
            candidates.add(new Candidate(each.text(), each.shown(), each.group(), each.about().isEmpty() ? null
                : each.about(), null, null, each.complete(), order++));
        }
    }
}
