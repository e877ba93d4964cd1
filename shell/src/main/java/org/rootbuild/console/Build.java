package org.rootbuild.console;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.Signals;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Stop;
import org.rootbuild.progress.FailureSections;
import org.rootbuild.progress.Screen;
import org.rootbuild.progress.Scroll;
import org.rootbuild.progress.StatusLine;
import org.rootbuild.session.Outcome;
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
        try (Signals signals = new Signals(); Watch watch = new Watch(desk, screen)) {
            signals.take("INT", desk::interrupt);
            return told(action.run());
        } catch (InterruptedException interrupted) {
            return ExitStatus.INTERRUPTED;
        }
    }

    private void refuseWhereFailed() throws IOException {
        Optional<StepFailure> failed = desk.session().failure();
        if (failed.isPresent()) {
            throw new org.rootbuild.problem.Failure("'" + failed.get().node() + "/" + failed.get().step()
                + "' has failed, and the session stands at it", "Type 'retry', 'retry here' (with what was mended by"
                + " hand), 'retry pass', 'skip', 'rollback NODE', or mend the recipe and 'reload'.");
        }
    }

    private int told(Stop stop) {
        Outcome outcome = stop.outcome();
        if (outcome instanceof Outcome.Failed failed) {
            report(failed.failure());
            return failed.failure().hostLacks() ? ExitStatus.HOST_LACKS : ExitStatus.FAILED;
        } else if (outcome instanceof Outcome.Interrupted interrupted) {
            screen.text("Interrupted; stands before '" + interrupted.node() + "'.");
            return ExitStatus.INTERRUPTED;
        }
        stop.breakpoint().ifPresent(struck -> screen.text("Breakpoint " + struck.number() + ": " + struck));
        if (outcome instanceof Outcome.Finished) {
            screen.text("Nothing is left to do.");
        }
        return ExitStatus.DONE;
    }

    private void report(StepFailure failure) {
        String kind = desk.plan().find(failure.node()).map(node -> node.node().kind()).orElse("node");
        screen.line("");
        new FailureSections(screen.look()).lines(failure, kind, java.util.List.of()).forEach(screen::line);
    }

    /** Shows what the session does; nothing where somebody else does. */
    private static final class Watch implements AutoCloseable {
        private final StatusLine status;
        private final Runnable end;

        Watch(Desk desk, Screen screen) {
            this.status = new StatusLine(screen);
            Scroll.Detail detail = screen.look().live() ? Scroll.Detail.NODES : Scroll.Detail.STEPS;
            this.end = desk.isGuest() ? () -> { } : desk.listen(new Scroll(screen, detail).and(status));
        }

        @Override
        public void close() {
            end.run();
            status.close();
        }
    }
}
