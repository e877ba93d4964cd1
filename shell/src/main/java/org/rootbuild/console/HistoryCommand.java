package org.rootbuild.console;

import java.util.List;
import java.util.function.Supplier;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;

/** {@code history}. */
final class HistoryCommand extends DescribedCommand {
    private static final int USUAL = 30;
    private static final int MOST = 1_000_000;

    private final Supplier<List<String>> typed;

    HistoryCommand(Supplier<List<String>> typed) {
        super(Description.of("history [NUMBER] [TEXT]", "Lists what was typed last, in earlier shells too.", """
            So many inputs, or 30; with a text only those that hold it.
            At the prompt, Ctrl-R searches, and the arrow keys go back and forth.""", "history", "history 100",
            "history gcc").taking(ArgumentKind.TEXT));
        this.typed = typed;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws UsageError {
        boolean hasNumber = !words.isEmpty() && words.get(0).matches("[0-9]+");
        int most = hasNumber ? Numbers.of(words.get(0), 1, MOST, this) : USUAL;
        String text = String.join(" ", hasNumber ? words.subList(1, words.size()) : words);
        List<String> found = typed.get().stream().filter(line -> line.contains(text)).toList();
        int first = Math.max(0, found.size() - most);
        for (String line : found.subList(first, found.size())) {
            talk.say("  " + line.replace("\n", "\n  "));
        }
        return ExitStatus.DONE;
    }
}
