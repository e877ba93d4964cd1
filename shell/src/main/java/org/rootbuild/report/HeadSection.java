package org.rootbuild.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.progress.Span;

/** What the page begins with: which build, how it ended, when, where; and what must not be overlooked. */
record HeadSection(Build build, Html html) {
    private static final int MOST_NAMES = 12;

    void write() {
        Attempt last = build.last();
        Circumstances about = last.circumstances();
        html.open("header");
        html.open("p", "class", "eyebrow").text("rootbuild report").close("p");
        html.open("h1").text(about.recipe().isEmpty() ? "Build" : about.recipe()).text(" ");
        html.leaf("span", last.outcome().word(), "class", "badge " + last.outcome().look()).close("h1");
        if (!about.about().isEmpty()) {
            html.leaf("p", about.about(), "class", "about");
        }
        tiles();
        facts(last, about);
        html.close("header").line();
        notices(last);
    }

    private void tiles() {
        html.open("ul", "class", "tiles");
        tile(build.worked(RunState.DONE).size(), "made", "");
        tile(build.reused().size(), "reused", "");
        tile(build.worked(RunState.FAILED).size(), "failed", "bad");
        tile(build.worked(RunState.SKIPPED).size(), "skipped", "");
        tile(build.worked(RunState.CUT).size(), "not finished", "bad");
        tile(build.left().size(), "not begun", "");
        tile(build.worked(RunState.RUNNING).size(), "running", "");
        tile(build.touched().size(), "touched by hand", "bad");
        html.close("ul");
    }

    private void tile(long number, String what, String look) {
        boolean always = what.equals("made") || what.equals("reused");
        if (number > 0 || always) {
            html.open("li", "class", number > 0 ? look : "").leaf("b", Words.number(number)).text(" " + what)
                .close("li");
        }
    }

    private void facts(Attempt last, Circumstances about) {
        Attempt first = build.attempts().get(0);
        html.open("dl", "class", "facts");
        fact("When", Words.moment(first.began()) + " to " + (sameDay(first, last) ? Words.time(last.ended())
            : Words.moment(last.ended())) + " UTC");
        long millis = build.attempts().stream().mapToLong(Attempt::millis).sum();
        fact("Took", Span.shown(millis) + (build.attempts().size() > 1
            ? " in " + build.attempts().size() + " attempts" : ""));
        fact("Host", about.host() + (about.host().isEmpty() || about.system().isEmpty() ? "" : ", ") + about.system()
            + (about.processors() > 0 ? ", " + Words.count(about.processors(), "processor", "processors") : ""));
        fact("Folder", about.folder());
        fact("rootbuild", about.version() + (about.isolation().isEmpty() ? "" : ", isolation " + about.isolation()));
        if (!about.command().isEmpty()) {
            html.open("div", "class", "wide").leaf("dt", "Command").open("dd")
                .leaf("code", about.command()).close("dd").close("div");
        }
        html.close("dl");
    }

    private static boolean sameDay(Attempt first, Attempt last) {
        return Words.moment(first.began()).split(",")[0].equals(Words.moment(last.ended()).split(",")[0]);
    }

    private void fact(String label, String value) {
        if (!value.isEmpty()) {
            html.open("div").leaf("dt", label).leaf("dd", value).close("div");
        }
    }

    private void notices(Attempt last) {
        if (last.outcome() == Outcome.RUNNING) {
            notice("", "This build was still running when the page was written.");
        } else if (last.outcome() == Outcome.KILLED) {
            notice("bad", "The process was killed, or the machine stopped: nothing says how the last session ended."
                + " The next run goes on where it stood.");
        }
        Set<String> touched = build.touched();
        if (!touched.isEmpty()) {
            notice("bad", "Touched by hand: " + names(List.copyOf(touched)) + ". A person changed files in "
                + (touched.size() == 1 ? "it" : "them") + " while the step stood failed, so what is made on "
                + (touched.size() == 1 ? "it" : "them") + " is not what the recipe alone makes. 'rootbuild run"
                + " --clean' makes all of it again.");
        }
        if (!build.isExact()) {
            notice("", "This build was made by a rootbuild that kept no record of its sessions. The page tells what"
                + " the journal knows; when things began is reckoned back from when they ended.");
        }
        Optional<Attempt> idle = build.idleSince();
        idle.ifPresent(one -> notice("", "Run again on " + Words.moment(one.began())
            + " UTC: nothing was left to do."));
    }

    static String names(List<String> names) {
        return names.size() <= MOST_NAMES ? String.join(", ", names)
            : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private void notice(String look, String text) {
        html.leaf("p", text, "class", ("notice " + look).strip()).line();
    }
}
