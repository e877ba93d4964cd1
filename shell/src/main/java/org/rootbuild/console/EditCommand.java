package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.desk.Steps;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
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
            Location line = where;
            // The keyboard's Ctrl-C is the editor's.
            talk.handedOver(() -> Editor.open(file, line, talk.caller()));
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
