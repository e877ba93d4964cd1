package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.PlanText;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Stop;
import org.rootbuild.model.Node;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.progress.FailureSections;
import org.rootbuild.progress.FailureSections.Advice;
import org.rootbuild.progress.Screen;
import org.rootbuild.progress.SummaryReport;
import org.rootbuild.session.Outcome;
import org.rootbuild.session.Position;
import org.rootbuild.session.StepFailure;

/** Lets the session do something, shows what it does, and says how it ended. */
final class Build {
    /** What it does. */
    interface Action {
        Stop run() throws IOException, InterruptedException;
    }

    private final Desk desk;
    private final Talk talk;
    private final Screen screen;

    Build(Desk desk, Talk talk) {
        this.desk = desk;
        this.talk = talk;
        this.screen = talk.caller().screen();
    }

    /** Answers the exit status. Ctrl-C ends the step, not the shell. */
    int carryOut(Action action) throws IOException {
        refuseWhereFailed();
        talk.caller().out().flush();
        try {
            Stop stop = talk.interruptible(desk::interrupt, action::run);
            talk.watch().rest();
            return told(stop);
        } catch (InterruptedException interrupted) {
            return ExitStatus.INTERRUPTED;
        } finally {
            talk.watch().rest();
        }
    }

    private void refuseWhereFailed() throws IOException {
        Optional<StepFailure> failed = desk.session().failure();
        if (failed.isPresent()) {
            throw new Failure("'" + failed.get().node() + "/" + failed.get().step()
                + "' has failed, and the session stands at it", "Type 'retry', 'retry here' (with what was mended by"
                + " hand), 'retry pass', 'skip', 'rollback NODE', or mend the recipe and 'reload'.");
        }
    }

    private int told(Stop stop) throws IOException {
        Outcome outcome = stop.outcome();
        if (outcome instanceof Outcome.Failed failed) {
            report(failed.failure());
            say(stop);
            return failed.failure().hostLacks() ? ExitStatus.HOST_LACKS : ExitStatus.FAILED;
        } else if (outcome instanceof Outcome.Interrupted interrupted) {
            // Of several that were made at once, the session stands at the first.
            String node = desk.session().position().map(Position::node).orElse(interrupted.node());
            screen.text("Interrupted; stands before '" + node + "'.");
            return ExitStatus.INTERRUPTED;
        }
        say(stop);
        if (outcome instanceof Outcome.Finished) {
            screen.text("Nothing is left to do.");
            List<String> touched = desk.plan().nodes().stream().filter(PlanText::isTouched).map(PlannedNode::name)
                .toList();
            new SummaryReport(screen.look()).touched(touched, "rollback " + String.join(", rollback ", touched))
                .forEach(screen::line);
        }
        return ExitStatus.DONE;
    }

    private void say(Stop stop) {
        stop.breakpoint().ifPresent(struck -> screen.text("Breakpoint " + struck.number() + ": " + struck));
    }

    private void report(StepFailure failure) throws IOException {
        String kind = desk.plan().find(failure.node()).map(node -> node.node().kind()).orElse("node");
        screen.line("");
        new FailureSections(screen.look()).lines(failure, kind, advice(failure)).forEach(screen::line);
    }

    private List<Advice> advice(StepFailure failure) throws IOException {
        List<Advice> advice = new ArrayList<>();
        advice.add(new Advice("retry", "run the step again from its checkpoint"));
        Optional<Path> left = desk.session().leftFiles();
        left.ifPresent(files -> advice.add(new Advice("retry here", "go on with what it left, in " + files)));
        if (desk.plan().find(failure.node()).filter(node -> node.node() instanceof Node.Pass).isPresent()) {
            advice.add(new Advice("enter", "a shell in the root, as the step left it"));
        }
        advice.add(new Advice("edit", "mend the recipe, which is then read again"));
        if (!failure.lastLines().isEmpty()) {
            advice.add(new Advice("log " + failure.node() + "/" + failure.step(), "all that the step wrote"));
        }
        advice.add(new Advice("skip", "go on without it"));
        return advice;
    }
}
