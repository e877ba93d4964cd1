package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Reach;
import org.rootbuild.draft.Change;
import org.rootbuild.draft.Draft;
import org.rootbuild.draft.RecipeWords;
import org.rootbuild.draft.Saving;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.State;

/** The recipe on the desk as a text that the prompt changes. For one desk; begins when it is first asked for. */
final class Drafting {
    private Optional<Draft> draft = Optional.empty();
    private Optional<Reach> reach = Optional.empty();

    Draft draft(Desk desk) {
        if (draft.isEmpty()) {
            Path state = desk.workplace().settings().stateFolder();
            draft = Optional.of(new Draft(desk.script(), state, isOwn(desk), new RecipeWords(desk.workplace().words()),
                text -> take(text, desk)));
        }
        return draft.get();
    }

    /** Only what was made by then is worth saying: that the rest is still to make is no news. */
    private void take(Path text, Desk desk) throws IOException, InterruptedException {
        Map<String, State> before = Map.copyOf(desk.session().states());
        Reach all = desk.readFrom(text);
        reach = Optional.of(new Reach(all.changed().stream()
            .filter(node -> before.getOrDefault(node.name(), State.PENDING).isSettled()).toList(), List.of(),
            all.gone()));
    }

    /** Whether the recipe is one that was begun in a shell: it then lies with the state, not where its names begin. */
    static boolean isOwn(Desk desk) {
        return !desk.workplace().settings().recipeFolder().toAbsolutePath().normalize()
            .equals(desk.script().toAbsolutePath().normalize().getParent());
    }

    Saving saving(Desk desk) {
        return new Saving(draft(desk), (script, text) -> desk.workplace().reader().read(script, text,
            desk.parameters()));
    }

    /** Goes on with what an earlier shell changed and did not save. */
    void resume(Desk desk, Talk talk) throws IOException, InterruptedException {
        if (isOwn(desk) || !draft(desk).isChanged()) {
            return;
        }
        String name = desk.script().getFileName().toString();
        if (draft(desk).isOutdated()) {
            talk.tell(name + " was edited since it was changed in a shell. Those changes are kept in "
                + talk.shown(draft(desk).setAside()) + ".");
            return;
        }
        try {
            desk.readFrom(draft(desk).inForce());
            talk.tell("Goes on with changes to " + name + " that are not saved: 'show changes' shows them, 'save'"
                + " writes them into it, 'undo all' drops them.");
        } catch (org.rootbuild.language.RecipeErrors wrong) {
            talk.tell(wrong.rendered());
            talk.tell("The changes of an earlier shell do not fit any more. They are kept in "
                + talk.shown(draft(desk).setAside()) + ".");
        }
    }

    /**
     * Refuses to read a recipe again that was edited elsewhere while changes to it that were made here are not saved.
     */
    void checkReload(Desk desk) throws IOException {
        if (!isOwn(desk) && draft(desk).isOutdated()) {
            throw new Failure(desk.script().getFileName() + " was edited while changes that were made to it here are"
                + " not saved", "'undo all' drops those and takes the file as it is; 'save FILE' keeps them"
                + " elsewhere.");
        }
    }

    /** Shows what was changed, and what else that reaches. */
    void tell(Change change, Talk talk) {
        if (!change.what().isEmpty()) {
            talk.say(change.what());
        }
        change.lines().forEach(line -> talk.say("  " + line));
        reach.filter(rest -> !rest.isNothing()).ifPresent(rest -> talk.say(ReachText.lines(rest)));
        reach = Optional.empty();
    }
}
