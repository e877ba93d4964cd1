package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Knowledge;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.Planner;
import org.rootbuild.store.Store;

/** What one feature of a specification works with; made when it first asks for something. */
final class Workbench implements AutoCloseable {
    private final SpecSettings settings;
    private final ThrowAway place;
    private final RecipeUnderTest recipe;
    private final StandIns sources;
    private final Answers answers = new Answers();
    private final Script script = new Script(answers);
    private boolean forReal;
    private Optional<Build> build = Optional.empty();

    Workbench(SpecSettings settings, Class<?> spec) throws IOException {
        this.settings = settings;
        Path named = RecipeUnderTest.find(spec, settings);
        Store own = Store.open(settings.store(), settings.clock());
        this.place = ThrowAway.make(settings, own);
        this.recipe = new RecipeUnderTest(settings, place, named);
        Path states = Optional.ofNullable(settings.environment().get("ROOTBUILD_STATE")).map(Path::of)
            .orElse(recipe.folder().resolve(".rootbuild"));
        this.sources = new StandIns(own, states.resolve(recipe.name()).resolve("journal"), place);
    }

    SpecSettings settings() {
        return settings;
    }

    RecipeUnderTest recipe() {
        return recipe;
    }

    StandIns sources() {
        return sources;
    }

    Answers answers() {
        return answers;
    }

    Script script() {
        return script;
    }

    ThrowAway place() {
        return place;
    }

    void forReal() {
        if (build.isPresent()) {
            throw new IllegalStateException("forReal() stands before the build begins");
        }
        forReal = true;
    }

    Recipe model() throws IOException, InterruptedException {
        return recipe.load().model();
    }

    Loading loading(Map<String, ?> parameters) throws IOException, InterruptedException {
        try {
            return Loading.of(recipe.loadWith(parameters));
        } catch (RecipeErrors errors) {
            return Loading.of(errors);
        }
    }

    Loading loadingEdited(UnaryOperator<String> edit) throws IOException, InterruptedException {
        try {
            return Loading.of(recipe.loadEdited(edit));
        } catch (RecipeErrors errors) {
            return Loading.of(errors);
        }
    }

    /** With nothing made and every source at hand. */
    Plan plan() throws IOException, InterruptedException {
        return plan(recipe.load(), Supposition.nothingMade(sources::supposed));
    }

    /** What the changed recipe comes to where everything of the recipe as it is was made. */
    Effect effect(LoadedRecipe changed) throws IOException, InterruptedException {
        return new Effect(new RecipePlan(plan(changed, Supposition.made(plan(), sources::supposed))));
    }

    private Plan plan(LoadedRecipe loaded, Knowledge knowledge) throws IOException {
        sources.use(loaded.model());
        return Planner.plan(loaded.model(), Set.of(), knowledge);
    }

    List<Call> commandsOf(String step) throws IOException, InterruptedException {
        return new DryRun(settings.language().verbs(), Files.createDirectories(place.freshFile()))
            .commands(model(), step);
    }

    Build build() throws IOException, InterruptedException {
        if (build.isEmpty()) {
            BuildPlace where = new BuildPlace(settings, recipe, sources, forReal ? Optional.empty()
                : Optional.of(script), place.folder());
            build = Optional.of(new Build(where, where.open()));
        }
        return build.get();
    }

    @Override
    public void close() throws IOException {
        try {
            if (build.isPresent()) {
                build.get().close();
            }
        } finally {
            place.close();
        }
    }
}
