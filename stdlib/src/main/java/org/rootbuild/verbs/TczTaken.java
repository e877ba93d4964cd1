package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.rootbuild.extension.Extension;
import org.rootbuild.extension.ExtensionList;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.StepContext;

/**
 * The extensions that a step takes.
 *
 * @param list the source with all of them
 * @param made the files of those among them that the recipe makes, as far as the recipe tells
 */
record TczTaken(SourceRef list, List<ArtifactRef> made) {
    private static final String LIST = "list";
    private static final String MADE = "made";

    TczTaken {
        Objects.requireNonNull(list);
        made = List.copyOf(made);
    }

    /** What the step is told. */
    Fields.Builder fields() {
        return into(Fields.builder());
    }

    Fields.Builder into(Fields.Builder fields) {
        fields.put(LIST, list.value());
        if (!made.isEmpty()) {
            fields.put(MADE, new Value.ListOf(made.stream().<Value>map(ArtifactRef::value).toList()));
        }
        return fields;
    }

    /** One of them, and its file. */
    record File(Extension extension, Path path) {
        ExtensionName name() {
            return extension.name();
        }
    }

    /**
     * The files, in the order in which they are loaded. One that the recipe makes and that only an extension from
     * elsewhere needs is not among them: an earlier step put it into the root.
     *
     * @param place where such a step puts it
     * @throws Failure where it did not
     */
    static List<File> files(StepContext context, EditableTree tree, Function<ExtensionName, String> place)
        throws IOException {
        List<Extension> extensions = extensions(context);
        Map<ExtensionName, Value.Ref> made = made(context);
        List<File> files = new ArrayList<>();
        for (Extension one : extensions) {
            Optional<Value.Ref> artifact = Optional.ofNullable(made.get(one.name()));
            if (one.found().isPresent()) {
                files.add(new File(one, context.stored(one.found().get().sha256())));
            } else if (artifact.isPresent()) {
                files.add(new File(one, context.artifact(artifact.get())));
            } else if (tree.get(tree.follow(place.apply(one.name()))).isEmpty()) {
                throw new Failure("the extension " + one.name() + ", which this recipe makes, is needed by another one,"
                    + " and the root has no " + TreePath.shown(place.apply(one.name())),
                    "Name it too, before the one that needs it: '" + one.name().bare() + "'.");
            }
        }
        return List.copyOf(files);
    }

    /** The names of those that this step itself puts into the root. */
    static List<ExtensionName> names(StepContext context) throws IOException {
        Map<ExtensionName, Value.Ref> made = made(context);
        return extensions(context).stream().filter(one -> one.found().isPresent() || made.containsKey(one.name()))
            .map(Extension::name).toList();
    }

    private static List<Extension> extensions(StepContext context) throws IOException {
        return ExtensionList.read(context.source(context.arguments().ref(LIST))).extensions();
    }

    private static Map<ExtensionName, Value.Ref> made(StepContext context) {
        Map<ExtensionName, Value.Ref> made = new LinkedHashMap<>();
        for (Value value : context.arguments().list(MADE)) {
            Value.Ref artifact = (Value.Ref) value;
            made.put(ExtensionName.of(artifact.name()), artifact);
        }
        return made;
    }
}
