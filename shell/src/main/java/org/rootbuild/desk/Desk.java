package org.rootbuild.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.event.Listener;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.model.Parameter;
import org.rootbuild.plan.Plan;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.session.Session;
import org.rootbuild.store.Store;

/**
 * One recipe under a person's hands. Calls are for one thread; only {@link #interrupt} may come from others.
 */
public final class Desk implements AutoCloseable {
    private final Workplace workplace;
    private final Listeners listeners;
    private final Session session;
    private final boolean isGuest;
    private final Breakpoints breakpoints = new Breakpoints();
    private final Drive drive;
    private final Map<String, String> parameters;
    private LoadedRecipe loaded;
    private Path text;

    private Desk(Workplace workplace, Map<String, String> parameters, LoadedRecipe loaded, Session session,
                 Listeners listeners, boolean isGuest) {
        this.workplace = workplace;
        this.parameters = new LinkedHashMap<>(parameters);
        this.loaded = loaded;
        this.text = workplace.script();
        this.session = session;
        this.listeners = listeners;
        this.isGuest = isGuest;
        this.drive = new Drive(this);
    }

    /**
     * Reads the recipe and begins its session, or goes on with the one that a dead process left.
     *
     * @param parameters set by hand
     * @throws org.rootbuild.language.RecipeErrors when something is wrong with the recipe
     */
    public static Desk open(Workplace workplace, Map<String, String> parameters)
            throws IOException, InterruptedException {
        LoadedRecipe loaded = workplace.reader().read(workplace.script(), parameters);
        Listeners listeners = new Listeners();
        Session session = Session.open(workplace.settings(), loaded.model(), loaded.closures(), workplace.verbs(),
            workplace.store(), listeners);
        return new Desk(workplace, parameters, loaded, session, listeners, false);
    }

    /** Stands at a session that somebody else began, watches and will end. */
    public static Desk at(Session session, LoadedRecipe loaded, Workplace workplace, Map<String, String> parameters) {
        return new Desk(workplace, parameters, loaded, session, new Listeners(), true);
    }

    public Session session() {
        return session;
    }

    public LoadedRecipe loaded() {
        return loaded;
    }

    public Plan plan() {
        return session.plan();
    }

    public Workplace workplace() {
        return workplace;
    }

    public Store store() {
        return workplace.store();
    }

    /** The recipe's script, absolute. */
    public Path script() {
        return workplace.script();
    }

    /** The file that is read for it: the script, or a copy of it that was changed here. */
    public Path text() {
        return text;
    }

    /** The file that a place of the recipe names. */
    public Path file(String named) {
        return named.equals(script().getFileName().toString()) ? text : script().resolveSibling(named);
    }

    /**
     * Reads the recipe from another file, from now on; everything that it names stays relative to the script.
     *
     * @throws org.rootbuild.language.RecipeErrors when something is wrong with it; then everything stays as it was
     */
    public Reach readFrom(Path other) throws IOException, InterruptedException {
        Path before = text;
        boolean taken = false;
        try {
            text = other;
            Reach reach = take(parameters);
            taken = true;
            return reach;
        } finally {
            text = taken ? other : before;
        }
    }

    /** Those that were set by hand, by their names. */
    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /** Whether somebody else shows what the session does. */
    public boolean isGuest() {
        return isGuest;
    }

    /** Hears what the session does from now on; answers how to stop that. Nothing is heard by a guest. */
    public Runnable listen(Listener listener) {
        return listeners.add(listener);
    }

    /** Runs until the goal, a failure or a breakpoint; one at which the session stands already does not stop it. */
    public Stop run(Goal goal) throws IOException {
        return drive.run(goal);
    }

    /** Runs one step. */
    public Stop step() throws IOException {
        return drive.step();
    }

    /** Runs to the end of the node at which the session stands. */
    public Stop next() throws IOException {
        return drive.next();
    }

    /** Ends the step that is running, from another thread; the session then stands before it. */
    public void interrupt() {
        drive.interrupt();
        session.interrupt();
    }

    /**
     * Reads the recipe again, as it is on disk now.
     *
     * @throws org.rootbuild.language.RecipeErrors when something is wrong with it; then everything stays as it was
     */
    public Reach reload() throws IOException, InterruptedException {
        return take(parameters);
    }

    /**
     * Sets a parameter and reads the recipe with it.
     *
     * @param value as {@code -P} would spell it
     * @throws Failure when the recipe has no such parameter or the value does not fit it; then everything stays
     */
    public Reach set(String parameter, String value) throws IOException, InterruptedException {
        check(parameter);
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        Reach reach = take(changed);
        parameters.putAll(changed);
        return reach;
    }

    /** @throws Failure when the recipe has no such parameter */
    public void check(String parameter) throws Failure {
        List<String> names = loaded.model().parameters().stream().map(Parameter::name).toList();
        if (!names.contains(parameter)) {
            throw new Failure("the recipe '" + loaded.model().name() + "' has no parameter '" + parameter + "'."
                + Suggestion.sentence(parameter, names), names.isEmpty() ? "It has none at all."
                : "Its parameters are " + String.join(", ", names) + ".");
        }
    }

    /** Lets a parameter have its default again; as {@link #set}. */
    public Reach unset(String parameter) throws IOException, InterruptedException {
        check(parameter);
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove(parameter);
        Reach reach = take(changed);
        parameters.remove(parameter);
        return reach;
    }

    private Reach take(Map<String, String> with) throws IOException, InterruptedException {
        LoadedRecipe fresh = workplace.reader().read(workplace.script(), text, Map.copyOf(with));
        Plan before = session.plan();
        session.reload(fresh.model(), fresh.closures());
        loaded = fresh;
        return Reach.between(before, session.plan());
    }

    /** Ends the session, unless it is somebody else's; what is finished stays. */
    @Override
    public void close() throws IOException {
        if (!isGuest) {
            session.close();
        }
    }
}
