package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Draft;
import org.rootbuild.problem.Failure;

/** {@code save}. */
final class SaveCommand extends DescribedCommand {
    private final Drafting drafting;

    SaveCommand(Drafting drafting) {
        super(Description.of("save [FILE]",
            "Writes the recipe to a file, or changes into its own.", """
            The file is read again before it is put in place, and has to say the same.
            Without a file, the changes that were made here go into the recipe, after they
            were shown; from a pipe they go at once. A file that is there is replaced only
            after a yes, and never from a pipe.""", "save", "save tools.groovy")
            .taking(ArgumentKind.FILE));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        Arguments.atMost(words, 1, this);
        return words.isEmpty() ? back(desk, talk) : to(talk.caller().path(words.get(0)), desk, talk);
    }

    private int back(Desk desk, Talk talk) throws IOException, InterruptedException {
        Draft draft = drafting.draft(desk);
        if (!draft.isOwn() && !draft.isChanged()) {
            talk.say("nothing was changed here");
            return ExitStatus.DONE;
        }
        draft.unsaved().forEach(line -> talk.say("  " + line));
        String name = desk.script().getFileName().toString();
        if (!draft.isOwn() && talk.ask("write this into " + name + "?", List.of("yes", "no"),
            talk.isWithPerson() ? "no" : "yes").equals("no")) {
            return ExitStatus.DONE;
        }
        Path written = drafting.saving(desk).back();
        desk.readFrom(written);
        talk.say("saved in " + talk.shown(written));
        return ExitStatus.DONE;
    }

    private int to(Path target, Desk desk, Talk talk) throws IOException, InterruptedException {
        if (target.normalize().equals(desk.script().normalize()) && !drafting.draft(desk).isOwn()) {
            return back(desk, talk);
        }
        if (Files.exists(target) && talk.ask(talk.shown(target) + " is there already; replace it?",
            List.of("yes", "no"), "no").equals("no")) {
            throw new Failure(talk.shown(target) + " is there already and was left as it is", "Name another file.");
        }
        drafting.saving(desk).to(target, desk.loaded().model());
        talk.say("saved as " + talk.shown(target) + "; 'rootbuild run " + talk.shown(target) + "' builds it");
        return ExitStatus.DONE;
    }
}
