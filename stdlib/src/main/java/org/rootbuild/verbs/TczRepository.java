package org.rootbuild.verbs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.extension.Repository;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;

/**
 * A repository of Tiny Core's extensions, as a recipe holds it.
 *
 * @param address http, https or file; or a folder, relative to the recipe's; empty where there is none but those made
 * @param made    extensions that the recipe makes itself; they go before those of the same name that are elsewhere
 */
public record TczRepository(RecipeScript script, Optional<String> address, Optional<String> release,
                            Optional<String> architecture, Optional<String> kernel, List<TczMade> made) {
    private static final String ADDRESS = "address";
    private static final String RELEASE = "release";
    private static final String ARCHITECTURE = "architecture";
    private static final String KERNEL = "kernel";
    private static final String MADE = "made";
    private static final String EXTENSIONS = "extensions";
    private static final int SHOWN = 60;

    public TczRepository {
        Objects.requireNonNull(script);
        Objects.requireNonNull(address);
        Objects.requireNonNull(release);
        Objects.requireNonNull(architecture);
        Objects.requireNonNull(kernel);
        made = List.copyOf(made);
    }

    /** These extensions with all that they need; the same ones are the same source. */
    TczTaken extensions(Collection<ExtensionName> names) {
        TczReach reach = TczReach.of(names.stream().map(this::real).toList(), made, this::real);
        List<String> files = names.stream().map(ExtensionName::file).toList();
        Fields.Builder fields = Fields.builder();
        if (reach.goesBeyond()) {
            address.ifPresent(text -> fields.text(ADDRESS, text));
            release.ifPresent(text -> fields.text(RELEASE, text));
            architecture.ifPresent(text -> fields.text(ARCHITECTURE, text));
        }
        kernel.ifPresent(text -> fields.text(KERNEL, text));
        List<TczMade> known = reach.goesBeyond() ? made : reach.made();
        if (!known.isEmpty()) {
            fields.group(MADE, TczMade.fields(known));
        }
        SourceRef list = script.declareSharedSource(shown(names), TczSet.class,
            fields.texts(EXTENSIONS, files).build());
        return new TczTaken(list, reach.made().stream().map(TczMade::artifact).toList());
    }

    private ExtensionName real(ExtensionName name) {
        return kernel.map(name::on).orElse(name);
    }

    private String shown(Collection<ExtensionName> names) {
        String joined = String.join(" ", names.stream().map(ExtensionName::bare).toList());
        String few = joined.length() <= SHOWN ? joined
            : joined.substring(0, SHOWN) + "… " + Integer.toHexString(joined.hashCode());
        return "tcz:" + few + release.map(text -> " of " + text).orElse("");
    }

    /** What was asked for. */
    static List<ExtensionName> asked(Fields request) {
        return request.texts(EXTENSIONS).stream().map(ExtensionName::of).toList();
    }

    /** The version of the kernel, where the recipe says it. */
    static Optional<String> kernel(Fields request) {
        return request.findText(KERNEL);
    }

    /** What those need that the recipe makes itself. */
    static Map<ExtensionName, List<ExtensionName>> made(Fields request) {
        return TczMade.needs(request.group(MADE));
    }

    /** Where the others are, if any are needed; a folder is looked for beside the recipe. */
    static Optional<Repository> repository(Fields request, Path recipeFolder) {
        return request.findText(ADDRESS).map(address -> Repository.of(address.contains("://") ? address
            : recipeFolder.resolve(address).toAbsolutePath().normalize().toUri().toString(),
            request.findText(RELEASE), request.findText(ARCHITECTURE), request.findText(KERNEL)));
    }
}
