package org.rootbuild.report;

import java.util.List;
import org.rootbuild.progress.Span;

/** The sessions of the build, where there were several; and what was decided and said in them. */
record AttemptSection(Build build, Html html) {
    private static final int MOST_ATTEMPTS = 30;
    private static final int MOST_NOTES = 200;

    void attempts() {
        if (build.attempts().size() < 2) {
            return;
        }
        html.open("section", "id", "attempts").leaf("h2", "Attempts").open("table")
            .leaf("caption", "The sessions of this build, the first one first").open("thead").open("tr");
        for (String head : List.of("", "Began", "Took", "Made", "Outcome", "Command")) {
            html.leaf("th", head, "scope", "col", "class",
                head.equals("Took") || head.equals("Made") ? "num" : "");
        }
        html.close("tr").close("thead").open("tbody");
        int first = Math.max(0, build.attempts().size() - MOST_ATTEMPTS);
        for (int i = first; i < build.attempts().size(); i++) {
            attempt(i + 1, build.attempts().get(i));
        }
        html.close("tbody").close("table");
        if (first > 0) {
            html.leaf("p", first + " earlier ones are left out.", "class", "muted");
        }
        html.close("section").line();
    }

    private void attempt(int number, Attempt attempt) {
        long made = attempt.runs().stream().filter(run -> run.state() == RunState.DONE).count();
        List<String> failed = attempt.runs().stream().filter(run -> run.state() == RunState.FAILED)
            .map(run -> run.node() + run.trouble().map(trouble -> "/" + trouble.step()).orElse("")).distinct()
            .toList();
        html.open("tr").leaf("th", String.valueOf(number), "scope", "row", "class", "num");
        html.leaf("td", Words.moment(attempt.began()), "class", "nowrap");
        html.leaf("td", Span.shown(attempt.millis()), "class", "num");
        html.leaf("td", Words.number(made), "class", "num");
        html.open("td").leaf("span", attempt.outcome().word(), "class", "badge small " + attempt.outcome().look());
        if (!failed.isEmpty()) {
            html.leaf("small", " failed: " + HeadSection.names(failed));
        }
        html.close("td").open("td").leaf("code", attempt.circumstances().command()).close("td").close("tr").line();
    }

    void notes() {
        List<Attempt.Note> notes = build.attempts().stream().flatMap(attempt -> attempt.notes().stream()).toList();
        if (notes.isEmpty()) {
            return;
        }
        html.open("section", "id", "notes").leaf("h2", "What was said and decided").open("ol", "class", "notes");
        int first = Math.max(0, notes.size() - MOST_NOTES);
        for (Attempt.Note note : notes.subList(first, notes.size())) {
            html.open("li").leaf("time", Words.time(note.at()), "datetime", note.at().toString())
                .text(" ").leaf("span", note.sentence()).close("li").line();
        }
        html.close("ol");
        if (first > 0) {
            html.leaf("p", Words.number(first) + " earlier ones are left out.", "class", "muted");
        }
        html.close("section").line();
    }
}
