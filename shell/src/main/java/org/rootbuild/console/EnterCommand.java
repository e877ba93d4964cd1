package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.ScreenStream;
import org.rootbuild.command.VisitText;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.enter.Entering;
import org.rootbuild.enter.Person;
import org.rootbuild.sandbox.Streams;
import org.rootbuild.verbs.Visitor.Errand;

/** {@code enter}. */
final class EnterCommand extends DescribedCommand {
    private static final String BEFORE = "--before";
    private static final String KEEP = "--keep";
    private static final String DROP = "--drop";
    private static final String COMMAND = "--";

    EnterCommand() {
        super(Description.of("enter [PASS[/STEP]] [--before] [--keep | --drop] [-- COMMAND …]",
            "Opens a shell in the root of a pass, or runs a program there.", """
            As its steps find it: the same mounts, environment, user, folder and umask.
            Without a name: where the session stands. A failed pass is shown with what
            the failed step left; PASS/STEP means behind that step.

            Coming back shows what you changed, and asks: keep (the layer is then marked
            as touched; 'retry here' goes on with it), drop, or show the diff.

            --before     the root as it stood before the pass or step
            -- COMMAND   runs one command instead of a shell; what it changes is dropped
            --keep       keeps it, without asking; --drop drops it""", "enter", "enter gcc:1 --before",
            "enter gcc:1/configure -- cat config.log").taking(ArgumentKind.PLACE).knowing(BEFORE, KEEP, DROP, COMMAND));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        int end = words.indexOf(COMMAND);
        List<String> command = end < 0 ? List.of() : words.subList(end + 1, words.size());
        List<String> own = end < 0 ? words : words.subList(0, end);
        List<String> names = Arguments.without(own, BEFORE, KEEP, DROP);
        Arguments.atMost(names, 1, this);
        if (own.contains(KEEP) && own.contains(DROP) || end >= 0 && command.isEmpty()) {
            throw Arguments.wrong(this, end >= 0 && command.isEmpty() ? "no command stands behind --"
                : "--keep and --drop contradict each other");
        }
        Place place = names.isEmpty() ? Names.here(desk) : Names.place(names.get(0), desk);
        // Behind its last step a pass is meant as a whole.
        String name = names.isEmpty() ? place.node() : place.toString();
        talk.caller().out().flush();
        try (ScreenStream errors = new ScreenStream(talk.caller().screen())) {
            Errand errand = errand(command, talk, errors);
            Entering.Fate fate = own.contains(KEEP) ? Entering.Fate.KEEP
                : own.contains(DROP) || errand instanceof Errand.Command ? Entering.Fate.DROP : Entering.Fate.ASK;
            String goOn = desk.session().failure().isPresent() ? "retry" : "run";
            int status = new Entering(desk.session()::entrance, new AtDesk(talk), new VisitText("retry here", goOn))
                .enter(name, own.contains(BEFORE), errand, fate);
            return errand instanceof Errand.Shell ? ExitStatus.DONE : status;
        }
    }

    private Errand errand(List<String> command, Talk talk, ScreenStream errors) throws IOException {
        // Java answers with a console where both standard input and output are terminals.
        boolean atTerminal = talk.isWithPerson() && System.console() != null;
        if (!command.isEmpty()) {
            // What comes from a pipe are commands of this shell.
            return new Errand.Command(new ArrayList<>(command), atTerminal ? new Streams.Terminal()
                : new Streams.Pipes(InputStream.nullInputStream(), talk.caller().out(), errors));
        } else if (!atTerminal) {
            throw Arguments.wrong(this, "a shell in a root needs a terminal; without one, name a command behind --");
        }
        return new Errand.Shell();
    }

    /** Who sits at the shell. */
    private record AtDesk(Talk talk) implements Person {
        private static final String NONE = "none";

        @Override
        public void tell(List<String> lines) {
            lines.forEach(talk::tell);
        }

        @Override
        public Optional<String> choose(String question, List<String> choices)
                throws IOException, InterruptedException {
            return Optional.of(talk.ask(question, choices, NONE)).filter(answer -> !answer.equals(NONE));
        }
    }
}
