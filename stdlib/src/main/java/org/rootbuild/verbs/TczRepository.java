package org.rootbuild.verbs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
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
 * @param address http, https or file; or a folder, relative to the recipe's
 */
public record TczRepository(RecipeScript script, String address, Optional<String> release,
                            Optional<String> architecture, Optional<String> kernel) {
    private static final String ADDRESS = "address";
    private static final String RELEASE = "release";
    private static final String ARCHITECTURE = "architecture";
    private static final String KERNEL = "kernel";
    private static final String EXTENSIONS = "extensions";
    private static final int SHOWN = 60;

    public TczRepository {
        Objects.requireNonNull(script);
        Objects.requireNonNull(address);
        Objects.requireNonNull(release);
        Objects.requireNonNull(architecture);
        Objects.requireNonNull(kernel);
    }

    /** The source that is these extensions with all that they need; the same ones are the same source. */
    SourceRef extensions(Collection<ExtensionName> names) {
        List<String> files = names.stream().map(ExtensionName::file).toList();
        Fields.Builder fields = Fields.builder().text(ADDRESS, address);
        release.ifPresent(text -> fields.text(RELEASE, text));
        architecture.ifPresent(text -> fields.text(ARCHITECTURE, text));
        kernel.ifPresent(text -> fields.text(KERNEL, text));
        return script.declareSharedSource(shown(names), TczSet.class, fields.texts(EXTENSIONS, files).build());
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

    /** Where that is; a folder is looked for beside the recipe. */
    static Repository repository(Fields request, Path recipeFolder) {
        String address = request.text(ADDRESS);
        boolean isFolder = !address.contains("://");
        return Repository.of(isFolder ? recipeFolder.resolve(address).toAbsolutePath().normalize().toUri().toString()
            : address, request.findText(RELEASE), request.findText(ARCHITECTURE), request.findText(KERNEL));
    }
}
