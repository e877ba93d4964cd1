package org.rootbuild.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** The page as a whole. */
final class Page {
    private Page() {
    }

    static String of(Build build, Path stateFolder, Instant now) throws IOException {
        Html html = new Html();
        String recipe = build.last().circumstances().recipe();
        String title = (recipe.isEmpty() ? "build" : recipe) + ": " + build.last().outcome().word();
        html.own("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml")
            .open("head").open("meta", "charset", "utf-8")
            .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
            .open("meta", "name", "color-scheme", "content", "light dark")
            // The page loads and runs nothing, whatever a log may hold.
            .open("meta", "http-equiv", "Content-Security-Policy", "content",
                "default-src 'none'; style-src 'unsafe-inline'")
            .leaf("title", title).open("style").own("\n" + style()).close("style").close("head").line();
        html.open("body").open("main");
        sections(build, stateFolder, html);
        html.open("footer").text("Written by rootbuild on ").leaf("time", Words.moment(now) + " UTC", "datetime",
            now.toString()).text(". Times are UTC. The journal and the logs are in ").leaf("code",
            stateFolder.toString()).text(".").close("footer");
        return html.close("main").close("body").close("html").line().page();
    }

    private static void sections(Build build, Path stateFolder, Html html) {
        Names names = new Names(build);
        Timeline timeline = Timeline.of(build);
        new HeadSection(build, html).write();
        FailureSection failures = new FailureSection(build, stateFolder, html);
        failures.standing();
        new TimelineSection(build, timeline, names, html).write();
        new MadeSection(build, timeline, names, html).write();
        new AttemptSection(build, html).attempts();
        failures.earlier();
        ThingsSection things = new ThingsSection(build, stateFolder, html);
        things.artifacts();
        things.sources();
        things.parameters();
        new AttemptSection(build, html).notes();
        new StepSection(build, names, stateFolder, html).write();
    }

    private static String style() throws IOException {
        try (InputStream stream = Page.class.getResourceAsStream("report.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
