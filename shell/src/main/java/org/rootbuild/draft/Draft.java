package org.rootbuild.draft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.language.Outline;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/**
 * A recipe that is written at the prompt: its text, which every definition changes, and the way back. The text always
 * lies in a file; of a recipe that was loaded that is a copy with its state, until it is saved. For one thread.
 */
public final class Draft {
    private static final int MOST_STATES = 1_000;

    /** Has the session go on with the recipe as the file says it now. */
    public interface Taker {
        /**
         * Reads it.
         *
         * @param text the file that holds the text which is in force
         * @throws RecipeErrors when something is wrong with it; nothing is changed then
         */
        void take(Path text) throws IOException, InterruptedException;
    }

    private final DraftFile file;
    private final RecipeWords words;
    private final Taker taker;
    private final Deque<String> before = new ArrayDeque<>();
    private final Deque<String> behind = new ArrayDeque<>();
    private final Map<String, String> remembered = new LinkedHashMap<>();
    private Optional<Page> page = Optional.empty();
    private Composition.Standing standing = new Composition.Standing(Optional.empty(), Optional.empty());

    /**
     * @param script the recipe
     * @param state  the folder for the state of the recipe
     * @param own    whether the recipe is the shell's own draft, which it writes itself
     */
    public Draft(Path script, Path state, boolean own, RecipeWords words, Taker taker) {
        this.file = new DraftFile(script, state, own);
        this.words = Objects.requireNonNull(words);
        this.taker = Objects.requireNonNull(taker);
    }

    /** The file that holds the text which is in force. */
    public Path inForce() {
        return file.inForce();
    }

    /** Whether the recipe is the shell's own, which has no file of the person's yet. */
    public boolean isOwn() {
        return file.isOwn();
    }

    /** Whether a recipe that was loaded has changes that are not written back. */
    public boolean isChanged() {
        return file.hasCopy();
    }

    public String text() throws IOException {
        return file.text();
    }

    /** Whether the recipe was changed by something else since it was changed here. */
    public boolean isOutdated() throws IOException {
        return file.isOutdated();
    }

    /** Keeps the changes that are not written back in another file and goes on without them; answers which. */
    public Path setAside() throws IOException {
        return file.setAside();
    }

    /** The root into which passes go that are declared next, if one was named. */
    public Optional<String> root() {
        return standing.root();
    }

    /** The pass into which steps go. */
    public Optional<String> pass() {
        return standing.pass();
    }

    /**
     * Chooses where definitions go.
     *
     * @param name of a root or a pass
     * @throws Failure when the text has neither
     */
    public Change goInto(String name) throws IOException {
        Optional<Page.Found> found = page().pass(name);
        if (found.isPresent()) {
            standing = new Composition.Standing(found.get().root().label(), Optional.of(name));
            return new Change("steps that follow go into the pass '" + name + "'", List.of());
        } else if (page().root(name).isEmpty()) {
            throw new Failure("there is no root or pass '" + name + "' in the text."
                + Suggestion.sentence(name, page().roots()), "'show' shows the text.");
        }
        standing = new Composition.Standing(Optional.of(name), Optional.empty());
        return new Change("what follows goes into the root '" + name + "'", List.of());
    }

    RecipeWords words() {
        return words;
    }

    Page page() throws IOException {
        String text = file.text();
        if (page.isEmpty() || !page.get().text().equals(text)) {
            page = Optional.of(Page.of(text, fileName(), words));
        }
        return page.get();
    }

    private String fileName() {
        return file.script().getFileName().toString();
    }

    /** An evaluated declaration: it goes into the recipe when something of the recipe uses it. */
    void remember(String name, String declaration) {
        remembered.put(name, declaration);
    }

    Composition compose() throws IOException {
        return new Composition(page(), fileName(), words, standing, remembered);
    }

    /**
     * Makes the composition the text.
     *
     * @throws Wrong when the recipe would not be valid; everything is then as it was
     */
    Change accept(Composition composition, String input) throws IOException, InterruptedException {
        String was = file.text();
        String text = composition.text();
        if (!text.equals(was)) {
            try {
                takeOrGoBack(was, text);
            } catch (RecipeErrors wrong) {
                throw new Wrong(composition.trouble(wrong, input), wrong);
            }
            push(was);
        }
        standing = composition.standing();
        List<String> lines = composition.done().stream().anyMatch(one -> one.startsWith("changed "))
            ? Change.difference(was, text) : List.of();
        return new Change(String.join("; ", composition.done()), lines);
    }

    private void push(String was) {
        before.push(was);
        behind.clear();
        if (before.size() > MOST_STATES) {
            before.removeLast();
        }
    }

    private void takeOrGoBack(String was, String text) throws IOException, InterruptedException {
        boolean taken = false;
        try {
            file.write(text);
            taker.take(file.inForce());
            taken = true;
        } finally {
            if (!taken) {
                file.write(was);
            }
        }
    }

    /**
     * Takes the last change back.
     *
     * @throws Failure when there is none
     */
    public Change undo() throws IOException, InterruptedException {
        if (before.isEmpty()) {
            throw new Failure("nothing was changed in this shell", file.hasCopy()
                ? "'undo all' takes back what was changed in an earlier one." : "Definitions can be taken back.");
        }
        return go(before, behind, "took the last change back");
    }

    /** Makes the change again that was taken back last. */
    public Change redo() throws IOException, InterruptedException {
        if (behind.isEmpty()) {
            throw new Failure("nothing was taken back that could be done again", "'undo' takes a change back.");
        }
        return go(behind, before, "did it again");
    }

    /** Takes everything back that is not saved: the recipe is as its file says, a draft is empty. */
    public Change undoAll() throws IOException, InterruptedException {
        String was = file.text();
        String text = file.isOwn() ? "recipe '" + DRAFT + "'\n" : java.nio.file.Files.readString(file.script());
        Path copy = file.inForce();
        if (file.isOwn()) {
            takeOrGoBack(was, text);
        } else {
            taker.take(file.script());
            file.forget();
        }
        push(was);
        return new Change(file.isOwn() ? "the draft is empty" : copy.equals(file.script()) ? "nothing was changed"
            : "the recipe is as " + fileName() + " says", Change.difference(was, text));
    }

    private Change go(Deque<String> from, Deque<String> to, String what) throws IOException, InterruptedException {
        String was = file.text();
        String text = from.peek();
        takeOrGoBack(was, text);
        from.pop();
        to.push(was);
        return new Change(what, Change.difference(was, text));
    }

    /** How the text in force differs from what was saved last. */
    public List<String> unsaved() throws IOException {
        return Change.difference(file.original(), file.text());
    }

    /**
     * Takes a part of the recipe out.
     *
     * @throws Failure when there is no such part, or it cannot be taken out alone
     */
    public Change drop(Spot spot) throws IOException, InterruptedException {
        return edit(spot.page().without(spot.statement()), "dropped " + spot.name());
    }

    /** Puts another statement in the place of a part of the recipe. */
    public Change change(Spot spot, String statement) throws IOException, InterruptedException {
        Outline with = Outline.of(statement, "input");
        if (with.statements().isEmpty()) {
            throw new Failure("nothing is said that could stand for " + spot.name(), "'drop' takes it out.");
        }
        StringBuilder text = new StringBuilder();
        String indent = Piece.indentation(spot.page().text(), spot.statement().span().start());
        for (int i = 0; i < with.statements().size(); i++) {
            text.append(i == 0 ? "" : "\n" + indent).append(Piece.of(with, i).bare(indent));
        }
        return edit(spot.page().replaced(spot.statement().span(), text.toString()), "changed " + spot.name());
    }

    private Change edit(String text, String what) throws IOException, InterruptedException {
        String was = file.text();
        if (text.equals(was)) {
            return new Change("it is so already", List.of());
        }
        takeOrGoBack(was, text);
        push(was);
        return new Change(what, Change.difference(was, text));
    }

    DraftFile file() {
        return file;
    }

    /** The name that a recipe has which was begun at the prompt. */
    static final String DRAFT = "draft";

    /** A definition that is not valid. */
    static final class Wrong extends Failure {
        private static final long serialVersionUID = 1L;

        private final transient Trouble trouble;

        Wrong(Trouble trouble, RecipeErrors cause) {
            super(trouble.message(), trouble.hint(), cause);
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }
}
