package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.DifferenceText;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.session.Comparison;

/** {@code diff}. */
final class DiffCommand extends DescribedCommand {
    private static final String TEXT = "--text";
    private static final String ALL = "--all";

    DiffCommand() {
        super(Description.of("diff A [B] [--text] [--all]", "Shows how two passes differ, or two builds of one.", """
            A and B are passes or artifacts, such as gcc:1; the build before the last one,
            gcc:1@1; or at least eight digits of a fingerprint. Without B, A is compared
            with its build before.

            --text  how the lines of text files differ
            --all   every path, not the first hundred only""", "diff gcc:1", "diff gcc:1 gcc:2 --text")
            .taking(ArgumentKind.NODE).knowing(TEXT, ALL));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        List<String> names = Arguments.without(words, TEXT, ALL);
        if (names.isEmpty() || names.size() > 2) {
            throw Arguments.wrong(this, "'diff' compares one or two names");
        }
        Comparison found = Comparison.of(desk.workplace().settings(), desk.loaded().model(), desk.workplace().verbs(),
            desk.store(), names.get(0), names.stream().skip(1).findFirst());
        talk.say(new DifferenceText(words.contains(ALL), words.contains(TEXT)).lines(found));
        return ExitStatus.DONE;
    }
}
