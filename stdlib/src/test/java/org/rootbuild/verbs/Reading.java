package org.rootbuild.verbs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.EvaluationSettings;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.language.RecipeLoader;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;

/** Reads recipes with the standard verbs. */
final class Reading {
    private final Path folder;
    private final RecipeLoader loader;

    Reading(Path folder) throws Exception {
        this.folder = folder;
        this.loader = new RecipeLoader(Reading.class.getClassLoader(), folder.resolve("cache"));
    }

    Recipe recipe(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("r.groovy"), "recipe 'r'\n" + text);
        return loader.load(file, Map.of(), new EvaluationSettings(4, Duration.ofSeconds(60))).model();
    }

    /** The steps of a pass with this inside, in a root that begins with the host. */
    List<Step> steps(String inside) throws Exception {
        return steps("", inside);
    }

    List<Step> steps(String inRoot, String inside) throws Exception {
        Recipe recipe = recipe("def src = local('src.tar')\nroot('s', from: host()) {\n" + inRoot + "\npass('p') {\n"
            + inside + "\n} }\n");
        return ((Node.Pass) recipe.node("p").orElseThrow()).steps();
    }

    /** What the fingerprint of the only step is made of. */
    Fields significant(String inRoot, String inside) throws Exception {
        return steps(inRoot, inside).get(0).arguments().significant();
    }

    /** What is wrong, as a person sees it; empty where nothing is. */
    String errors(String text) throws Exception {
        try {
            recipe(text);
            return "";
        } catch (RecipeErrors found) {
            return found.rendered();
        }
    }

    String errorsInPass(String inside) throws Exception {
        return errors("def src = local('src.tar')\nroot('s', from: host()) {\npass('p') {\n" + inside + "\n} }\n");
    }
}
