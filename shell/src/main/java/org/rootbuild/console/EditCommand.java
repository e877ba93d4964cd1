package org.rootbuild.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.desk.Steps;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.Position;

/** {@code edit}. */
final class EditCommand extends DescribedCommand {
    EditCommand() {
        super(Description.of("edit [NODE[/STEP]]", "Opens your editor at that line, then reads the recipe again.", """
            The editor is $VISUAL or $EDITOR; without a name it opens where the session
            stands. When it ends, the recipe is read again, and what the edit reaches is
            shown; an error is shown with its line, and nothing changes.""", "edit", "edit gcc:1/configure")
            .taking(ArgumentKind.PLACE));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        Arguments.atMost(words, 1, this);
        Location where = words.isEmpty() ? here(desk) : location(Names.place(words.get(0), desk), desk);
        while (true) {
            Path file = desk.file(where.file());
            byte[] before = Files.readAllBytes(file);
            open(file, where, talk);
            if (java.util.Arrays.equals(before, Files.readAllBytes(file))) {
                talk.say("nothing was changed");
                return ExitStatus.DONE;
            }
            try {
                talk.say(ReachText.lines(desk.reload()));
                return ExitStatus.DONE;
            } catch (RecipeErrors errors) {
                if (talk.ask(errors.rendered() + "\nedit again?", List.of("yes", "no"), "no").equals("no")) {
                    if (!talk.isWithPerson()) {
                        throw errors;
                    }
                    return ExitStatus.WRONG;
                }
                where = errors.problems().get(0).location();
            }
        }
    }

    private static void open(Path file, Location where, Talk talk) throws IOException, InterruptedException {
        boolean isNamed = talk.caller().variable("VISUAL").or(() -> talk.caller().variable("EDITOR")).isPresent();
        if (!talk.isWithPerson() && !isNamed) {
            throw new UsageError("an editor needs a terminal", "In a script, set EDITOR to a program that edits the"
                + " file by itself, or change the recipe before 'reload'.");
        }
        List<String> command = Editor.of(talk.caller().environment()).command(file, where.line(), where.column());
        ProcessBuilder editor = new ProcessBuilder(command).directory(talk.caller().folder().toFile()).inheritIO();
        if (!talk.isWithPerson()) {
            // What comes from a pipe are commands of this shell.
            editor.redirectInput(new File("/dev/null"));
        }
        // The keyboard's Ctrl-C is the editor's.
        try {
            int status = talk.handedOver(() -> editor.start().waitFor());
            if (status != 0) {
                throw new Failure("the editor " + command.get(0) + " ended with exit status " + status,
                    "Set VISUAL or EDITOR to an editor that works here.");
            }
        } catch (IOException notStarted) {
            throw notStarted instanceof Failure told ? told : new Failure("the editor " + command.get(0)
                + " cannot be started", "Set VISUAL or EDITOR to one that is installed.", notStarted);
        }
    }

    private static Location here(Desk desk) {
        Position none = new Position("", "", org.rootbuild.session.State.PENDING);
        Position at = desk.session().position().orElse(none);
        return desk.session().failure().map(failed -> failed.location()).orElseGet(() -> at == none
            ? new Location(desk.script().getFileName().toString(), 1, 1)
            : location(new Place(at.node(), java.util.Optional.of(at.step())), desk));
    }

    private static Location location(Place place, Desk desk) {
        Node node = desk.plan().find(place.node()).orElseThrow().node();
        return Steps.of(node).stream().filter(step -> place.step().equals(java.util.Optional.of(step.name())))
            .findFirst().map(Step::location).orElse(node.location());
    }
}
