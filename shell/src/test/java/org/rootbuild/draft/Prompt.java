package org.rootbuild.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.EvaluationSettings;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.language.RecipeLoader;
import org.rootbuild.language.VerbRegistry;

/** A prompt without a shell: the real reader of recipes, in a folder of its own. */
final class Prompt implements Exploration.Hearer {
    private static final ClassLoader VERBS = Prompt.class.getClassLoader();

    final List<String> answers = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final Draft draft;
    final Evaluator evaluator;
    private final Path script;
    private final RecipeLoader loader;
    private final Exploration exploration;
    private LoadedRecipe loaded;
    private boolean patient;

    /** @param script where the recipe lies; a draft is begun where there is none */
    Prompt(Path folder, Path script) throws Exception {
        this.script = script;
        this.loader = new RecipeLoader(VERBS, folder.resolve("cache"));
        boolean own = !Files.exists(script);
        if (own) {
            Files.writeString(script, "recipe 'draft'\n");
        }
        this.evaluator = new Evaluator(VERBS, Map.of("recipe", new Given(org.rootbuild.model.Recipe.class, "",
            () -> Optional.of(loaded.model()))));
        VerbRegistry registry = VerbRegistry.load(VERBS);
        this.draft = new Draft(script, folder.resolve("state"), own, new RecipeWords(() -> registry), this::take);
        this.exploration = new Exploration(evaluator, draft);
        take(draft.inForce());
    }

    private void take(Path text) throws IOException, InterruptedException {
        if (!patient) {
            loaded = read(script, text);
        }
    }

    /** Reads the recipe no more at each change. */
    Prompt patient() {
        patient = true;
        return this;
    }

    /** Reads it. */
    Prompt read() throws Exception {
        loaded = read(script, draft.inForce());
        return this;
    }

    LoadedRecipe read(Path as, Path text) throws IOException, InterruptedException {
        return loader.load(as, text, Map.of(), EvaluationSettings.of(4));
    }

    LoadedRecipe loaded() {
        return loaded;
    }

    Saving saving() {
        return new Saving(draft, this::read);
    }

    Spot spot(String typed) throws IOException {
        return Spot.find(typed, draft, loaded.model());
    }

    /** Answers what was wrong. */
    Optional<Trouble> tryOut(String input) throws Exception {
        return exploration.enter(input, this);
    }

    Prompt enter(String... inputs) throws Exception {
        for (String input : inputs) {
            Optional<Trouble> trouble = tryOut(input);
            if (trouble.isPresent()) {
                throw new AssertionError(input + "\n" + trouble.get().rendered());
            }
        }
        return this;
    }

    @Override
    public void answered(String shown) {
        answers.add(shown);
    }

    @Override
    public void changed(Change change) {
        changes.add(change);
    }
}
