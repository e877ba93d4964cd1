package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.model.Fields;

/**
 * An extension that the recipe makes itself.
 *
 * @param needs what it was said to need, as it is written there
 */
record TczMade(ArtifactRef artifact, List<ExtensionName> needs) {
    TczMade {
        Objects.requireNonNull(artifact);
        needs = List.copyOf(needs);
    }

    ExtensionName name() {
        return ExtensionName.of(artifact.name());
    }

    /** What these artifacts are; those that are no extensions are told. */
    static List<TczMade> of(RecipeScript script, List<?> artifacts) {
        List<TczMade> made = new ArrayList<>();
        for (Object one : artifacts) {
            Optional<ArtifactRef> artifact = one instanceof ArtifactRef ref ? Optional.of(ref) : Optional.empty();
            if (artifact.flatMap(ref -> script.making(ref, TczArtifact.class)).isEmpty()) {
                script.problem(artifact.map(ref -> "'" + ref.name() + "' is no extension that is made further up")
                    .orElse("'made:' holds what is no artifact"),
                    "Declare it first: artifact('hello.tcz') { tcz root('hello') }, and then made:"
                    + " [artifact('hello.tcz')].");
                continue;
            }
            made.add(new TczMade(artifact.get(), script.making(new ArtifactRef(artifact.get().name() + ".dep"),
                TczBeside.class).map(TczBeside::needs).orElse(List.of())));
        }
        return List.copyOf(made);
    }

    /** What a source is told of them. */
    static Fields fields(List<TczMade> made) {
        Fields.Builder fields = Fields.builder();
        made.forEach(one -> fields.texts(one.artifact.name(), one.needs.stream().map(ExtensionName::file).toList()));
        return fields.build();
    }

    /** What {@link #fields} said: what each needs. */
    static Map<ExtensionName, List<ExtensionName>> needs(Fields fields) {
        Map<ExtensionName, List<ExtensionName>> needs = new LinkedHashMap<>();
        fields.labels().forEach(file -> needs.put(ExtensionName.of(file), fields.texts(file).stream()
            .map(ExtensionName::of).toList()));
        return needs;
    }
}
