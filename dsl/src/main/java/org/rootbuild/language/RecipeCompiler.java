package org.rootbuild.language;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Compiles a recipe and every script that it includes. Keeps what does not change between recipes; for one thread. */
final class RecipeCompiler {
    private static final long STACK_BYTES = 256L << 20;

    private final VerbRegistry registry;
    private final CompilerParts parts;

    RecipeCompiler(VerbRegistry registry) {
        this.registry = registry;
        this.parts = new CompilerParts(registry);
    }

    /**
     * The scripts, the main one first.
     *
     * @throws RecipeErrors with everything that is wrong with their text and types
     */
    List<CompiledScript> compile(ScriptFile main, Duration limit) throws RecipeErrors, InterruptedException {
        Path folder = main.path().toAbsolutePath().getParent();
        RecipeCompilation recipe = new RecipeCompilation(parts, folder, new ScriptClasses(registry.loader()));
        return Bounded.run("compiling the recipe", STACK_BYTES, limit, () -> recipe.compile(main), thread ->
            RecipeCompilation.tooLong(main));
    }
}
