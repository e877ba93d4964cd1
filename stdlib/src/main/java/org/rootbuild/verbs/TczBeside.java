package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.extension.ExtensionInfo;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.extension.ExtensionTexts;
import org.rootbuild.extension.FileSums;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Verb;

/** The small files beside an extension, each an artifact of its own, so that only what changed is made again. */
public final class TczBeside implements Verb.OnArtifact {
    private static final String WHAT = "what";
    private static final String FILE = "file";
    private static final String NEEDS = "needs";
    private static final List<String> TEXTS = List.of("description", "version", "author", "site", "license",
        "packager");
    private static final List<String> LISTS = List.of("tags", "comments", "changes");

    static void declare(ArtifactSpec spec, Options given, Fields content, List<ExtensionName> needs,
                        ArtifactRef extension) {
        String name = extension.name();
        spec.beside(name + ".md5.txt", TczBeside.class, of("md5", name).put(FILE, extension.value()).build());
        spec.beside(name + ".list", TczBeside.class, content.toBuilder().text(WHAT, "list").build());
        Fields.Builder info = of("info", name).put(FILE, extension.value());
        TEXTS.forEach(label -> info.text(label, given.text(label).orElse("")));
        LISTS.forEach(label -> info.texts(label, given.texts(label)));
        spec.beside(name + ".info", TczBeside.class, info.build());
        if (!needs.isEmpty()) {
            spec.beside(name + ".dep", TczBeside.class, of("dep", name)
                .texts(NEEDS, needs.stream().map(ExtensionName::file).toList()).build());
        }
    }

    /** What a {@code .dep} file that is made by this holds. */
    static List<ExtensionName> needs(Fields fields) {
        return fields.texts(NEEDS).stream().map(ExtensionName::of).toList();
    }

    private static Fields.Builder of(String what, String name) {
        return Fields.builder().text(WHAT, what).text(TczTree.NAME, name);
    }

    @Override
    public String name() {
        return "tczBeside";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Fields fields = context.arguments();
        ExtensionName name = ExtensionName.of(fields.text(TczTree.NAME));
        String text = switch (fields.text(WHAT)) {
            case "md5" -> ExtensionTexts.md5(name, FileSums.of(context.artifact(fields.ref(FILE))).md5());
            case "list" -> ExtensionTexts.list(TczTree.of(context));
            case "dep" -> ExtensionTexts.needs(needs(fields));
            default -> info(fields, name, context.artifact(fields.ref(FILE)));
        };
        Files.write(context.output(), ExtensionTexts.bytes(text));
    }

    private static String info(Fields fields, ExtensionName name, Path extension) throws IOException {
        return new ExtensionInfo(name, fields.text("description"), fields.text("version"), fields.text("author"),
            fields.text("site"), fields.text("license"), fields.text("packager"), fields.texts("tags"),
            fields.texts("comments"), fields.texts("changes")).text(Files.size(extension));
    }
}
