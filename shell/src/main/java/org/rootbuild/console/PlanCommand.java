package org.rootbuild.console;

import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.PlanText;
import org.rootbuild.desk.Desk;

/** {@code plan}. */
final class PlanCommand implements ConsoleCommand {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String synopsis() {
        return "plan";
    }

    @Override
    public String summary() {
        return "Says what there is to make, what is reused, and why the rest will run.";
    }

    @Override
    public String help() {
        return "The nodes stand in the order in which they are made; the one at which the session stands is marked.";
    }

    @Override
    public List<String> examples() {
        return List.of("plan");
    }

    @Override
    public List<ArgumentKind> arguments() {
        return List.of();
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) {
        talk.say(new PlanText(talk.look()).lines(desk.plan(), desk.cleaning()));
        return ExitStatus.DONE;
    }
}
