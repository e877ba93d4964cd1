package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.DifferenceText;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.progress.Scroll;
import org.rootbuild.progress.StatusLine;
import org.rootbuild.session.Comparison;
import org.rootbuild.session.Rebuild;

/** {@code diff}. */
final class DiffCommand extends DescribedCommand {
    private static final String TEXT = "--text";
    private static final String ALL = "--all";
    private static final String REBUILD = "--rebuild";

    DiffCommand() {
        super(Description.of("diff A [B] [--rebuild] [--text] [--all]", "Shows how two passes differ, or two builds of one.", """
            A and B are passes or artifacts, such as gcc:1; the build before the last one,
            gcc:1@1; or at least eight digits of a fingerprint. Without B, A is compared
            with its build before.

            --rebuild  makes A again beside what is there, from the same layers and
                       sources: what differs is what cannot be reproduced
            --text     how the lines of text files differ
            --all      every path, not the first hundred only""", "diff gcc:1", "diff gcc:1 gcc:2 --text", "diff gcc:1 --rebuild")
            .taking(ArgumentKind.NODE).knowing(REBUILD, TEXT, ALL));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        List<String> names = Arguments.without(words, REBUILD, TEXT, ALL);
        if (names.isEmpty() || names.size() > 2) {
            throw Arguments.wrong(this, "'diff' compares one or two names");
        }
        if (words.contains(REBUILD) && names.size() > 1) {
            throw Arguments.wrong(this, "--rebuild compares a pass with itself, made again");
        }
        DifferenceText text = new DifferenceText(words.contains(ALL), words.contains(TEXT));
        talk.say(words.contains(REBUILD) ? rebuilt(Names.node(names.get(0), desk), text, desk, talk)
            : text.lines(Comparison.of(desk.workplace().settings(), desk.loaded().model(), desk.workplace().verbs(),
                desk.store(), names.get(0), names.stream().skip(1).findFirst())));
        return ExitStatus.DONE;
    }

    /** Ctrl-C ends what is made; the session of the desk has no part in it. */
    private static List<String> rebuilt(String node, DifferenceText text, Desk desk, Talk talk)
            throws IOException, InterruptedException {
        Thread making = Thread.currentThread();
        try (StatusLine status = new StatusLine(talk.caller().screen());
             Rebuild rebuild = talk.interruptible(making::interrupt, () -> Rebuild.of(desk.workplace().settings(),
                 desk.loaded().model(), desk.loaded().closures(), desk.workplace().verbs(), desk.store(), node,
                 status.and(new Scroll(talk.caller().screen(), Scroll.Detail.FAILURES))))) {
            return text.lines(rebuild.comparison());
        } finally {
            Thread.interrupted(); // one that came too late was meant for this all the same
        }
    }
}
