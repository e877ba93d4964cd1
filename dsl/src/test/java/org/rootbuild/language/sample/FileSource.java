package org.rootbuild.language.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** A source with a required named argument. */
public final class FileSource implements Verb.OnSource {
    @Override
    public String name() {
        return "file";
    }

    public static SourceRef source(RecipeScript recipe,
        @Option(name = "sha256", type = String.class, about = "the digest of the file", required = true)
        @Option(name = "from", type = String.class, about = "where it is")
        Map<String, Object> options, String name) {
        Options given = Options.of(options);
        String sha256 = given.text("sha256").orElseThrow();
        if (sha256.length() != 4) {
            recipe.problem("'" + sha256 + "' is no digest", "A digest here has four digits.");
        }
        return recipe.declareSource(name, FileSource.class, Fields.builder().text("sha256", sha256)
            .text("from", given.text("from").orElse("")).build());
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) {
        return Optional.empty();
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) {
        return new Pin("0".repeat(64), 0, "nothing", List.of(), Optional.empty());
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context) {
    }
}
