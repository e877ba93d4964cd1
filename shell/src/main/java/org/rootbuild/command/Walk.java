package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.desk.Desk;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.progress.FailureSections;
import org.rootbuild.progress.FailureSections.Advice;
import org.rootbuild.progress.Screen;
import org.rootbuild.session.Outcome;
import org.rootbuild.session.Session;
import org.rootbuild.session.State;
import org.rootbuild.session.StepFailure;

/** Walks a session to its end, and decides about failures as the person said or says. */
final class Walk {
    private final Session session;
    private final Desk desk;
    private final Job job;
    private final OnError onError;
    private final Listener listener;
    private final Caller caller;
    private final Question question;
    private final Interruption interruption;
    private final boolean stacktrace;
    private final Map<String, Integer> tries = new HashMap<>();

    /** @param desk stands at that session, for what a person does by hand */
    Walk(Session session, Desk desk, Job job, OnError onError, Listener listener, Caller caller,
         Interruption interruption, boolean stacktrace) {
        this.session = session;
        this.desk = desk;
        this.job = job;
        this.onError = onError;
        this.listener = listener;
        this.caller = caller;
        this.question = new Question(caller);
        this.interruption = interruption;
        this.stacktrace = stacktrace;
        interruption.tell(session::interrupt);
        interruption.tell(question::cancel);
    }

    /** Goes on until the session is finished, reached {@code until}, was stopped or was interrupted. */
    Outcome run(Optional<String> until) throws IOException, InterruptedException {
        Outcome outcome = session.run(stop(until));
        while (outcome instanceof Outcome.Failed failed && interruption.status().isEmpty()
                && goesOn(failed.failure())) {
            outcome = session.run(stop(until));
        }
        return outcome;
    }

    /** The first node behind the named one that is still to be made; the session stands before it in the end. */
    private Optional<String> stop(Optional<String> until) {
        if (until.isEmpty()) {
            return until;
        }
        boolean behind = false;
        for (PlannedNode node : session.plan().nodes()) {
            if (behind && !session.states().get(node.name()).isSettled()) {
                return Optional.of(node.name());
            }
            behind |= node.name().equals(until.get());
        }
        return Optional.empty();
    }

    private boolean goesOn(StepFailure failure) throws IOException, InterruptedException {
        if (onError instanceof OnError.Retry retry) {
            int tried = tries.merge(failure.node() + "/" + failure.step(), 1, Integer::sum);
            if (tried <= retry.times()) {
                caller.screen().line("  try " + (tried + 1) + " of " + (retry.times() + 1) + " …");
                session.retry(Session.Retry.STEP);
                return true;
            }
        }
        report(failure);
        return onError instanceof OnError.Ask && isAnswered(failure);
    }

    private boolean isAnswered(StepFailure failure) throws IOException, InterruptedException {
        boolean isFirst = true;
        while (true) {
            Question.Reply reply = question.ask(isFirst);
            isFirst = false;
            switch (reply.answer()) {
                case RETRY -> {
                    session.retry(Session.Retry.STEP);
                    return true;
                }
                case HERE -> {
                    if (goesOnHere()) {
                        return true;
                    }
                }
                case PASS -> {
                    session.retry(Session.Retry.PASS);
                    return true;
                }
                case ENTER -> carryOut("enter " + failure.node());
                case EDIT -> carryOut("edit " + failure.node() + "/" + failure.step());
                case ROLLBACK -> carryOut("rollback " + reply.argument());
                case SHELL -> caller.shell().converse(desk, caller);
                case SKIP -> {
                    skip(failure);
                    return true;
                }
                case RELOAD -> {
                    if (isReloaded()) {
                        return true;
                    }
                }
                case STOP -> {
                    caller.screen().line("");
                    new FailureSections(caller.screen().look()).lines(later(failure)).forEach(caller.screen()::line);
                    return false;
                }
            }
            if (session.failure().isEmpty()) {
                return true;
            }
        }
    }

    private void carryOut(String line) throws IOException, InterruptedException {
        caller.shell().carryOut(line, desk, caller, question::line);
    }

    private boolean goesOnHere() throws IOException {
        try {
            session.retry(Session.Retry.HERE);
            return true;
        } catch (Failure nothingLeft) {
            if (session.failure().isEmpty()) {
                throw nothingLeft;
            }
            caller.screen().text(nothingLeft.getMessage() + ". " + nothingLeft.remedy());
            return false;
        }
    }

    private void skip(StepFailure failure) throws IOException {
        String kind = kind(failure.node());
        session.skip();
        listener.hear(new SessionEvent.NodeEnded(failure.node(), kind, State.SKIPPED.word(), 0, "as you said",
            Optional.empty()));
    }

    private String kind(String node) {
        return session.plan().find(node).map(planned -> planned.node().kind()).orElse("node");
    }

    private boolean isReloaded() throws IOException, InterruptedException {
        try {
            desk.reload();
            return true;
        } catch (RecipeErrors errors) {
            caller.screen().text(errors.rendered());
            return false;
        }
    }

    private void report(StepFailure failure) throws IOException {
        Screen screen = caller.screen();
        screen.line("");
        new FailureSections(screen.look()).lines(failure, kind(failure.node()),
            onError instanceof OnError.Ask ? beside(failure) : advice(failure)).forEach(screen::line);
        if (stacktrace) {
            StackTrace.of(failure.cause()).forEach(screen::line);
        }
    }

    private List<Advice> advice(StepFailure failure) throws IOException {
        List<Advice> advice = new ArrayList<>(later(failure));
        advice.addAll(beside(failure));
        return advice;
    }

    /** For when this run has ended: while it asks, its own answers do the same. */
    private List<Advice> later(StepFailure failure) throws IOException {
        List<Advice> advice = new ArrayList<>();
        String again = caller.commandLineWithout(Beginning.FROM, Beginning.HERE, job::isSecret);
        advice.add(new Advice(again, "run again: what is finished stays"));
        if (session.leftFiles().isPresent()) {
            advice.add(new Advice(again + " " + Beginning.HERE,
                "go on with what it left and you mended"));
        }
        if (kind(failure.node()).equals("pass")) {
            advice.add(new Advice(job.sameRecipe("enter", failure.node(), List.of(Choice.PARAMETER, Choice.SECRET,
                Places.OUT,
                Places.STATE, Places.STORE)), "a shell in the root, as the step left it"));
        }
        return advice;
    }

    /** What can be typed in another terminal, too. */
    private List<Advice> beside(StepFailure failure) throws IOException {
        List<Advice> advice = new ArrayList<>();
        session.leftFiles().ifPresent(left -> advice.add(new Advice(Shell.command("cd", left.toString()),
            "the files that it left")));
        if (!failure.lastLines().isEmpty()) {
            advice.add(new Advice(job.sameRecipe("log", failure.node() + "/" + failure.step(),
                List.of(Places.STATE)), "all that the step wrote"));
        }
        advice.add(new Advice(job.sameRecipe("inspect", failure.node(), List.of(Choice.PARAMETER, Choice.SECRET,
            Places.OUT,
            Places.STATE, Places.STORE)), "what it left"));
        return advice;
    }
}
