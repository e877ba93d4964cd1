package org.rootbuild.language

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Writes recipes into a folder of the test's own and reads them. */
abstract class RecipeSpecification extends Specification {
    static final EvaluationSettings FOUR = new EvaluationSettings(4, Duration.ofSeconds(30))

    @TempDir
    Path folder

    @Shared
    @TempDir
    Path cache

    @Shared
    RecipeLoader loader

    def setupSpec() {
        loader = new RecipeLoader(RecipeSpecification.classLoader, cache)
    }

    Path script(String name = 'recipe.groovy', String text) {
        Path file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
        return file
    }

    LoadedRecipe load(Map<String, String> overrides = [:], String text) {
        return loader.load(script(text), overrides, FOUR)
    }

    Recipe model(Map<String, String> overrides = [:], String text) {
        return load(overrides, text).model()
    }

    /** What is wrong with the recipe, as a person sees it; empty where nothing is. */
    String errors(Map<String, String> overrides = [:], String text) {
        try {
            load(overrides, text)
            return ''
        } catch (RecipeErrors found) {
            return found.rendered()
        }
    }

    Node.Pass pass(Recipe recipe, String name) {
        return (Node.Pass) recipe.node(name).get()
    }
}
