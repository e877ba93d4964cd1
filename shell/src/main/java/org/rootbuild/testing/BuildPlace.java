package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.session.Manner;
import org.rootbuild.session.Session;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.session.State;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Verbs;

/** Where a specification builds: the throw-away store, and everything that its sessions share. */
final class BuildPlace {
    private static final String COMMAND = "rootbuild test";

    private final SpecSettings settings;
    private final RecipeUnderTest recipe;
    private final StandIns sources;
    private final Optional<Script> script;
    private final Path folder;
    private final Store store;

    /** @param script empty where programs run for real */
    BuildPlace(SpecSettings settings, RecipeUnderTest recipe, StandIns sources, Optional<Script> script, Path folder)
        throws IOException {
        this.settings = settings;
        this.recipe = recipe;
        this.sources = sources;
        this.script = script;
        this.folder = folder;
        this.store = Store.open(folder.resolve("store"), settings.clock());
    }

    RecipeUnderTest recipe() {
        return recipe;
    }

    List<String> complaints() {
        return script.map(Script::takeComplaints).orElse(List.of());
    }

    Session open() throws IOException, InterruptedException {
        LoadedRecipe loaded = load();
        // One processor is one lane: what a script answers comes in the order of the plan.
        int processors = script.isPresent() ? 1 : Runtime.getRuntime().availableProcessors();
        Host host = new Host(processors, settings.environment(), store.hostMemory(), script.isPresent());
        SessionSettings session = new SessionSettings(recipe.folder(), folder.resolve("state"), folder.resolve("out"),
            Set.of(), false, Manner.USUAL, COMMAND, host, settings.clock());
        Verbs verbs = new SpecVerbs(settings.language().verbs(), sources, script);
        return Session.open(session, loaded.model(), loaded.closures(), verbs, store, event -> { });
    }

    private LoadedRecipe load() throws IOException, InterruptedException {
        LoadedRecipe loaded = recipe.load();
        sources.use(loaded.model());
        return loaded;
    }

    void reload(Session session, Map<String, ?> parameters, UnaryOperator<String> edit)
        throws IOException, InterruptedException {
        recipe.set(parameters);
        if (parameters.isEmpty()) {
            recipe.edit(edit);
        }
        LoadedRecipe loaded = load();
        session.reload(loaded.model(), loaded.closures());
    }

    /** The root as those of its passes left it that are finished. */
    RootView root(Session session, String name) throws IOException {
        Plan plan = session.plan();
        TreeIndex tree = new TreeIndex(plan.recipe().epochSeconds());
        for (String pass : new RecipePlan(plan).layersOf(name)) {
            PlannedNode node = plan.find(pass).orElseThrow();
            State state = session.states().get(pass);
            if (state == State.DONE || state == State.REUSED) {
                Optional<StoredResult> layer = node.fingerprint().flatMap(store::result);
                if (layer.isPresent()) {
                    tree.apply(layer.get().manifest());
                }
            }
        }
        return new RootView(name, tree);
    }
}
