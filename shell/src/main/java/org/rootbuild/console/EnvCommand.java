package org.rootbuild.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.LogHead;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.desk.Steps;
import org.rootbuild.model.Step;
import org.rootbuild.verbs.Conditions;

/** {@code env}. */
final class EnvCommand extends DescribedCommand {
    EnvCommand() {
        super(Description.of("env [NODE[/STEP]]", "Shows the environment that programs of a step find.", """
            All variables, the umask, network and limits: of a step that ran as its
            programs found them, of another as they will. Without a name: of the step at
            which the session stands.""", "env", "env gcc:1/configure").taking(ArgumentKind.PLACE));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 1, this);
        Place place = words.isEmpty() ? Names.here(desk) : Names.place(words.get(0), desk);
        List<Step> steps = Steps.of(desk.plan().find(place.node()).orElseThrow().node()).stream()
            .filter(step -> place.step().map(step.name()::equals).orElse(true)).toList();
        List<String> shown = new ArrayList<>();
        String before = "";
        for (Step step : steps) {
            List<String> lines = lines(place.node(), step, desk);
            String body = String.join("\n", lines);
            if (steps.size() > 1 && !lines.isEmpty()) {
                shown.add(place.node() + "/" + step.name() + (body.equals(before) ? ": the same" : ""));
            }
            if (!body.equals(before) || steps.size() == 1) {
                lines.forEach(line -> shown.add("  " + line));
            }
            before = lines.isEmpty() ? before : body;
        }
        talk.say(shown.isEmpty() ? List.of("'" + place + "' runs no programs") : shown);
        return ExitStatus.DONE;
    }

    private static List<String> lines(String node, Step step, Desk desk) throws IOException {
        Optional<List<String>> ran = Optional.of(LogHead.read(desk.session().log(node, step.name())).surroundings())
            .filter(lines -> !lines.isEmpty());
        return ran.orElseGet(() -> Conditions.of(step, desk.loaded().model().epochSeconds()));
    }
}
