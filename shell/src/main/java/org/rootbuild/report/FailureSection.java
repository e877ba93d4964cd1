package org.rootbuild.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.session.StepLogs;

/** What failed: the failures that stand, with their logs, and the failures after which there was another go. */
final class FailureSection {
    private static final int HEAD_BYTES = 64 << 10;
    private static final int TAIL_BYTES = 192 << 10;
    private static final int LAST_LINES = 25;
    private static final int BRIEF_CHARACTERS = 60;
    private static final int MOST_OPEN_LINES = 4;
    private static final int MOST_EARLIER = 50;
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

    /** Those that nothing came of since. */
    void standing() {
        List<NodeRun> standing = build.failures().stream().filter(build::stands).toList();
        if (!standing.isEmpty()) {
            html.open("section", "id", "failed").leaf("h2", "What failed");
            standing.forEach(this::standing);
            html.close("section").line();
        }
    }

    /** Those after which there was another go. */
    void earlier() {
        List<NodeRun> earlier = build.failures().stream().filter(run -> !build.stands(run)).toList();
        if (earlier.isEmpty()) {
            return;
        }
        html.open("section", "id", "earlier").leaf("h2", "Earlier failures");
        html.leaf("p", "After these there was another go; the last one first.", "class", "muted").line();
        earlier.stream().limit(MOST_EARLIER).forEach(this::earlier);
        if (earlier.size() > MOST_EARLIER) {
            html.leaf("p", "… and " + (earlier.size() - MOST_EARLIER) + " more, longer ago", "class", "muted");
        }
        html.close("section").line();
    }

    private void standing(NodeRun run) {
        NodeRun.Trouble trouble = run.trouble().orElseThrow();
        html.open("article", "class", "failure").open("h3").leaf("span", "✗", "class", "sign").text(" " + run.node());
        if (!trouble.step().isEmpty()) {
            html.leaf("small", " step " + trouble.step());
        }
        html.leaf("small", (trouble.location().isEmpty() ? "" : " " + trouble.location() + ",") + " "
            + Words.moment(run.ended()) + " UTC", "class", "where").close("h3");
        html.leaf("p", sentence(trouble.message()), "class", "message");
        details(trouble.details());
        Optional<LogText> log = LogText.of(stateFolder, run.node(), trouble.step(), HEAD_BYTES, TAIL_BYTES);
        lastLines(log.map(text -> text.lastLines(LAST_LINES)).filter(lines -> !lines.isEmpty())
            .orElse(trouble.lastLines()));
        log.ifPresent(text -> whole(text, run.node(), trouble.step()));
        if (!trouble.remedy().isEmpty()) {
            html.leaf("h4", "What to do").leaf("p", trouble.remedy(), "class", "remedy");
        }
        html.close("article").line();
    }

    private void earlier(NodeRun run) {
        NodeRun.Trouble trouble = run.trouble().orElseThrow();
        html.open("details").open("summary").leaf("time", Words.time(run.ended()), "datetime", run.ended().toString())
            .text(" ").leaf("b", run.node() + (trouble.step().isEmpty() ? "" : "/" + trouble.step())).text(" ")
            .leaf("small", trouble.message()).close("summary");
        details(trouble.details());
        lastLines(trouble.lastLines());
        html.close("details").line();
    }

    private void lastLines(List<String> lines) {
        if (!lines.isEmpty()) {
            html.leaf("h4", "Last lines of its log").leaf("pre",
                String.join("\n", lines.stream().map(CleanText::line).toList()));
        }
    }

    /** Short ones in a row, long ones one by one, and very long ones folded. */
    private void details(List<NodeRun.Trouble.Part> details) {
        List<NodeRun.Trouble.Part> brief = details.stream().filter(FailureSection::isBrief).toList();
        details.stream().filter(part -> !isBrief(part) && part.lines().size() <= MOST_OPEN_LINES).forEach(part ->
            html.leaf("h4", capitalised(part.title())).leaf("pre", String.join("\n", part.lines())));
        if (!brief.isEmpty()) {
            html.open("dl", "class", "brief");
            brief.forEach(part -> html.open("div").leaf("dt", capitalised(part.title()))
                .leaf("dd", part.lines().get(0)).close("div"));
            html.close("dl");
        }
        details.stream().filter(part -> part.lines().size() > MOST_OPEN_LINES).forEach(part ->
            html.open("details").leaf("summary", capitalised(part.title()))
                .leaf("pre", String.join("\n", part.lines())).close("details"));
    }

    private static boolean isBrief(NodeRun.Trouble.Part part) {
        return part.lines().size() == 1 && part.lines().get(0).length() <= BRIEF_CHARACTERS
            && !part.title().equals("command");
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
