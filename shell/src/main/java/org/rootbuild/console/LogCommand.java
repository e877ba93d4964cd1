package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.LogFiles;
import org.rootbuild.command.LogSearch;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;

/** {@code log}. */
final class LogCommand extends DescribedCommand {
    private static final String FOLLOW = "-f";
    private static final String LONG_FOLLOW = "--follow";
    private static final String END = "off";

    private final Following following;

    LogCommand(Following following) {
        super(Description.of("log [NODE[/STEP]] [/TEXT/] | log -f [off]", "Shows what steps wrote, or searches it.", """
            Without a name: the list of logs, or what the step wrote that has failed.
            /TEXT/ shows the lines in which the text is found, with their numbers; it is a
            regular expression.

            -f      from now on shows what steps write while they run
            -f off  ends that

            The files themselves are in .rootbuild/RECIPE/logs.""", "log gcc:1/make", "log gcc:1 /error:/",
            "log -f").taking(ArgumentKind.PLACE).knowing(FOLLOW, LONG_FOLLOW));
        this.following = following;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        boolean follow = words.contains(FOLLOW) || words.contains(LONG_FOLLOW);
        if (follow) {
            following.set(!words.contains(END));
            talk.say(following.isOn() ? "what steps write is shown as they run; 'log -f off' ends that"
                : "what steps write goes to their logs only");
        }
        List<String> rest = Arguments.without(words, FOLLOW, LONG_FOLLOW, END);
        int search = firstOfSearch(rest);
        List<String> names = rest.subList(0, search);
        String searched = String.join(" ", rest.subList(search, rest.size()));
        Arguments.atMost(names, 1, this);
        if (follow && rest.isEmpty()) {
            return ExitStatus.DONE;
        }
        LogFiles files = LogFiles.in(desk.workplace().settings().stateFolder());
        String place = names.isEmpty() ? desk.session().failure().map(failed -> failed.node() + "/" + failed.step())
            .orElse("") : names.get(0);
        if (place.isEmpty() && searched.isEmpty()) {
            list(files, talk);
        } else if (searched.isEmpty()) {
            shown(files, Place.of(place), talk);
        } else {
            String text = expression(searched);
            searched(files, place, new LogSearch(text), text, talk);
        }
        return ExitStatus.DONE;
    }

    /** Where the search begins, which may hold blanks; behind the last word where there is none. */
    private static int firstOfSearch(List<String> words) {
        int first = 0;
        while (first < words.size() && !words.get(first).startsWith("/")) {
            first++;
        }
        return first;
    }

    private static String expression(String typed) {
        boolean isClosed = typed.length() > 1 && typed.endsWith("/");
        return typed.substring(1, typed.length() - (isClosed ? 1 : 0));
    }

    private static void list(LogFiles files, Talk talk) throws IOException {
        List<String> lines = files.listed(talk::shown);
        talk.say(lines.isEmpty() ? List.of("no step has written anything yet") : lines);
    }

    private static void shown(LogFiles files, Place place, Talk talk) throws IOException {
        for (LogFiles.Log log : files.of(place.node(), place.step(), "log")) {
            if (place.step().isEmpty()) {
                talk.show("==> " + log.place() + " <==");
            }
            log.forEachLine((number, line) -> {
                talk.say(line);
                return !talk.caller().out().checkError();
            });
        }
    }

    private static void searched(LogFiles files, String place, LogSearch wanted, String typed, Talk talk)
            throws IOException {
        Place where = Place.of(place);
        List<LogFiles.Log> logs = place.isEmpty() ? files.all() : files.of(where.node(), where.step(), "log");
        if (wanted.in(logs, where.step().isEmpty(), talk::say) == 0) {
            talk.say("'" + typed + "' is in none of "
                + (logs.size() == 1 ? "its lines" : "the " + logs.size() + " logs"));
        }
    }
}
