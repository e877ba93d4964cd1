package org.rootbuild.verbs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.extension.ExtensionTexts;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code infoList}: the list of all extensions of a repository. */
public final class TczIndex implements Verb.OnArtifact {
    private static final String FILES = "files";
    private static final String GZIP = "gzip";

    @Doc(value = "Lists the extensions of a repository as Tiny Core's browser of extensions reads it; with gzip"
        + " where the"
        + " artifact's name ends with .gz.",
        examples = "artifact('info.lst.gz') { infoList artifact('hello.tcz'), artifact('world.tcz') }")
    public static void infoList(ArtifactSpec self, ArtifactRef first, ArtifactRef... more) {
        List<String> names = Stream.concat(Stream.of(first), Stream.of(more)).map(ArtifactRef::name).toList();
        if (TczWords.names(self::problem, names).size() == names.size()) {
            Fields.Builder fields = Fields.builder().texts(FILES, names);
            if (self.name().endsWith(".gz")) {
                fields.flag(GZIP, true);
            }
            self.make(TczIndex.class, fields.build());
        }
    }

    @Override
    public String name() {
        return "infoList";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Fields fields = context.arguments();
        byte[] text = ExtensionTexts.bytes(ExtensionTexts.index(fields.texts(FILES).stream().map(ExtensionName::of)
            .toList()));
        try (OutputStream file = Files.newOutputStream(context.output());
             OutputStream out = fields.flag(GZIP) ? new GZIPOutputStream(file) : file) {
            out.write(text);
        }
    }
}
