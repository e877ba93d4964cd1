package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.model.Size;
import org.rootbuild.report.Report;
import org.rootbuild.session.SessionSettings;

/** {@code report}. */
final class ReportCommand extends DescribedCommand {
    private static final String ENDING = ".groovy";

    ReportCommand() {
        super(Description.of("report [FILE]", "Writes a page about the build, for a browser or a printer.", """
            One HTML file that needs no other: the timeline with its lanes, what was
            reused and why the rest ran, sizes, failures with their logs, environment,
            sources with their digests. Without a name: beside the artifacts, named after
            the recipe.""", "report", "report build.html").taking(ArgumentKind.FILE));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 1, this);
        SessionSettings settings = desk.workplace().settings();
        Path file = words.isEmpty() ? settings.outFolder().resolve(usualName(desk.script()))
            : talk.caller().folder().resolve(words.get(0)).normalize();
        long bytes = Report.write(settings.stateFolder(), file, settings.clock());
        talk.say(talk.shown(file) + "  " + new Size(bytes));
        return ExitStatus.DONE;
    }

    private static String usualName(Path script) {
        String name = script.getFileName().toString();
        return (name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name) + ".report.html";
    }
}
