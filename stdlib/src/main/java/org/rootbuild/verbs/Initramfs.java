package org.rootbuild.verbs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rootbuild.archive.InitramfsWriter;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code initramfs}: a root as the archive that a kernel unpacks into its first root filesystem. */
public final class Initramfs implements Verb.OnArtifact {
    private static final Map<String, Integer> USUAL_LEVELS = Map.of("none", 0, "gzip", 6, "xz", 6, "zstd", 19);

    @Doc(value = "Packs a root as an initramfs: cpio, newc, compressed with gzip. The same root gives the same bytes.",
        examples = "artifact('initramfs.cpio.gz') { initramfs root('system') }")
    public static void initramfs(ArtifactSpec self, RootRef root) {
        initramfs(self, Map.of(), root);
    }

    @Doc(value = "Packs a root as an initramfs, compressed as is said.",
        examples = "artifact('initramfs.cpio.zst') { initramfs root('system'), compress: 'zstd', level: 19 }")
    public static void initramfs(ArtifactSpec self,
        @Option(name = "compress", type = String.class, about = "gzip, xz, zstd or none; gzip where it is not given")
        @Option(name = "level", type = Integer.class, about = "how hard; 6 for gzip and xz, 19 for zstd where not"
            + " given")
        Map<String, Object> options, RootRef root) {
        Options given = Options.of(options);
        String codec = given.text("compress").orElse("gzip");
        Integer usual = USUAL_LEVELS.get(codec);
        if (usual == null) {
            self.problem("an initramfs cannot be compressed with '" + codec + "'."
                + org.rootbuild.problem.Suggestion.sentence(codec, USUAL_LEVELS.keySet()),
                "It can be with gzip, xz, zstd or none.");
            return;
        }
        long level = given.whole("level").orElse(usual.longValue());
        try {
            compression(codec, level);
        } catch (IllegalArgumentException outOfRange) {
            self.problem("there is no level " + level + " of " + codec, outOfRange.getMessage() + ".");
            return;
        }
        self.make(Initramfs.class, Fields.builder().put("root", root.value()).text("compress", codec)
            .whole("level", level).build());
    }

    private static Compression compression(String codec, long level) {
        Codec named = Codec.valueOf(codec.toUpperCase(Locale.ROOT));
        return named == Codec.NONE ? Compression.NONE : new Compression(named, Math.toIntExact(level));
    }

    @Override
    public String name() {
        return "initramfs";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Fields fields = context.arguments();
        Compression compression = compression(fields.text("compress"), fields.whole("level"));
        Compressor compressor = new Compressor(context.host().processors(), Compressor.usualMemoryBytes());
        InitramfsWriter writer = new InitramfsWriter(compressor, Long.MAX_VALUE);
        var tree = context.root(fields.ref("root"));
        try (OutputStream out = Files.newOutputStream(context.output())) {
            writer.write(List.of(new InitramfsWriter.TreeSegment(tree, compression)), out, context.activity());
        }
    }
}
