package org.rootbuild.verbs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.rootbuild.archive.TarWriter;
import org.rootbuild.compress.Compressor;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code tar}: a root as a tar archive. */
public final class Tar implements Verb.OnArtifact {
    /** How archives are called, by what they are compressed with; longer endings first. */
    private static final List<Map.Entry<String, String>> ENDINGS = List.of(Map.entry(".tar.gz", "gzip"),
        Map.entry(".tar.xz", "xz"), Map.entry(".tar.zst", "zstd"), Map.entry(".tgz", "gzip"), Map.entry(".txz", "xz"),
        Map.entry(".tzst", "zstd"));

    @Doc(value = "Packs a root as a tar archive (pax), compressed as the artifact's name says: .tar, .tar.gz, .tar.xz or"
        + " .tar.zst. Owners, extended attributes and device nodes are in it. The same root gives the same bytes.",
        examples = "artifact('root.tar.xz') { tar root('system') }")
    public static void tar(ArtifactSpec self, RootRef root) {
        tar(self, Map.of(), root);
    }

    @Doc(value = "Packs a root as a tar archive, compressed as is said.",
        examples = "artifact('root.tar.zst') { tar root('system'), level: 3 }")
    public static void tar(ArtifactSpec self,
        @Option(name = Packing.COMPRESS, type = String.class, about = "gzip, xz, lzma, zstd or none; what the"
            + " artifact's name says where it is not given")
        @Option(name = Packing.LEVEL, type = Integer.class, about = "how hard; 6 for gzip, xz and lzma, 19 for"
            + " zstd where not given")
        Map<String, Object> options, RootRef root) {
        Packing.record(self, Options.of(options), "a tar archive", named(self.name()),
            Fields.builder().put("root", root.value())).ifPresent(fields -> self.make(Tar.class, fields.build()));
    }

    private static String named(String artifact) {
        return ENDINGS.stream().filter(ending -> artifact.endsWith(ending.getKey())).map(Map.Entry::getValue)
            .findFirst().orElse("none");
    }

    @Override
    public String name() {
        return "tar";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Fields fields = context.arguments();
        Compressor compressor = new Compressor(context.host().processors(), Compressor.usualMemoryBytes());
        try (OutputStream file = Files.newOutputStream(context.output());
             OutputStream out = compressor.open(file, Packing.of(fields))) {
            // Times are as the root has them; its passes keep them at the epoch already.
            new TarWriter(Long.MAX_VALUE).write(context.root(fields.ref("root")), out, context.activity());
        }
    }
}
