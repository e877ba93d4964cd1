package org.rootbuild.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.session.StepLogs;

/** What failed: the failures that stand, with their logs, and those that were mended. */
final class FailureSection {
    private static final int HEAD_BYTES = 64 << 10;
    private static final int TAIL_BYTES = 192 << 10;
    private static final int LAST_LINES = 40;
    private static final int MOST_MENDED = 50;
    /** So much of all logs together is on the page, in characters. */
    private static final int MOST_LOGS = 2 << 20;

    private final Build build;
    private final Path stateFolder;
    private final Html html;
    private int logs;

    FailureSection(Build build, Path stateFolder, Html html) {
        this.build = build;
        this.stateFolder = stateFolder;
        this.html = html;
    }

    void write() {
        List<NodeRun> standing = build.failures().stream().filter(build::stands).toList();
        List<NodeRun> mended = build.failures().stream().filter(run -> !build.stands(run)).toList();
        if (!standing.isEmpty()) {
            html.open("section", "id", "failed").leaf("h2", "What failed");
            standing.forEach(run -> failure(run, true));
            html.close("section").line();
        }
        if (!mended.isEmpty()) {
            html.open("section", "id", "mended").leaf("h2", "What failed before it went well");
            mended.stream().limit(MOST_MENDED).forEach(run -> failure(run, false));
            if (mended.size() > MOST_MENDED) {
                html.leaf("p", "… and " + (mended.size() - MOST_MENDED) + " more, longer ago", "class", "muted");
            }
            html.close("section").line();
        }
    }

    private void failure(NodeRun run, boolean stands) {
        NodeRun.Trouble trouble = run.trouble().orElseThrow();
        html.open("article", "class", stands ? "failure" : "failure mended");
        html.open("h3").leaf("span", stands ? "✗" : "↻", "class", "sign").text(" " + run.node());
        if (!trouble.step().isEmpty()) {
            html.leaf("small", " step " + trouble.step());
        }
        html.leaf("small", (trouble.location().isEmpty() ? "" : " " + trouble.location() + ",") + " "
            + Words.moment(run.ended()) + " UTC", "class", "where").close("h3");
        html.leaf("p", sentence(trouble.message()), "class", "message");
        for (NodeRun.Trouble.Part part : trouble.details()) {
            html.leaf("h4", capitalised(part.title())).leaf("pre", String.join("\n", part.lines()));
        }
        Optional<LogText> log = stands
            ? LogText.of(stateFolder, run.node(), trouble.step(), HEAD_BYTES, TAIL_BYTES) : Optional.empty();
        List<String> last = log.map(text -> text.lastLines(LAST_LINES)).filter(lines -> !lines.isEmpty())
            .orElseGet(() -> trouble.lastLines().stream().map(CleanText::line).toList());
        if (!last.isEmpty()) {
            html.leaf("h4", "Last lines of its log").leaf("pre", String.join("\n", last), "class", "log");
        }
        log.ifPresent(text -> whole(text, run.node(), trouble.step()));
        if (!trouble.remedy().isEmpty()) {
            html.leaf("h4", "What to do").leaf("p", trouble.remedy(), "class", "remedy");
        }
        html.close("article").line();
    }

    /** The log as far as it goes onto the page, folded. */
    private void whole(LogText text, String node, String step) {
        if (text.tail().isEmpty() && text.head().size() <= LAST_LINES) {
            return;
        }
        String path = StepLogs.path(stateFolder, node, step).toString();
        if (logs > MOST_LOGS) {
            html.leaf("p", "The whole log (" + Words.size(text.sizeBytes()) + ") is in " + path, "class", "muted");
            return;
        }
        int before = html.length();
        html.open("details").leaf("summary", (text.leftOutBytes() == 0 ? "The whole log, "
            : "Beginning and end of the log, ") + Words.size(text.sizeBytes()));
        html.open("pre", "class", "log").text(String.join("\n", text.head()));
        if (text.leftOutBytes() > 0) {
            html.text("\n\n").leaf("em", "… " + Words.size(text.leftOutBytes()) + " left out: see " + path + " …")
                .text("\n\n").text(String.join("\n", text.tail()));
        }
        html.close("pre").close("details");
        logs += html.length() - before;
    }

    private static String sentence(String message) {
        return message.isEmpty() || message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String capitalised(String title) {
        return title.isEmpty() ? title : Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
