package org.rootbuild.verbs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.rootbuild.archive.InitramfsWriter;
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
    @Doc(value = "Packs a root as an initramfs: cpio, newc, compressed with gzip. The same root gives the same bytes.",
        examples = "artifact('initramfs.cpio.gz') { initramfs root('system') }")
    public static void initramfs(ArtifactSpec self, RootRef root) {
        initramfs(self, Map.of(), root);
    }

    @Doc(value = "Packs a root as an initramfs, compressed as is said.",
        examples = "artifact('initramfs.cpio.zst') { initramfs root('system'), compress: 'zstd', level: 19 }")
    public static void initramfs(ArtifactSpec self,
        @Option(name = "compress", type = String.class, about = "gzip, xz, lzma, zstd or none; gzip where it is"
            + " not given")
        @Option(name = "level", type = Integer.class, about = "how hard; 6 for gzip, xz and lzma, 19 for zstd where not"
            + " given")
        Map<String, Object> options, RootRef root) {
        Packing.record(self, Options.of(options), "an initramfs", "gzip",
            Fields.builder().put("root", root.value())).ifPresent(fields -> self.make(Initramfs.class, fields.build()));
    }

    @Override
    public String name() {
        return "initramfs";
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Fields fields = context.arguments();
        Compression compression = Packing.of(fields);
        Compressor compressor = new Compressor(context.host().processors(), Compressor.usualMemoryBytes());
        InitramfsWriter writer = new InitramfsWriter(compressor, Long.MAX_VALUE);
        var tree = context.root(fields.ref("root"));
        try (OutputStream out = Files.newOutputStream(context.output())) {
            writer.write(List.of(new InitramfsWriter.TreeSegment(tree, compression)), out, context.activity());
        }
    }
}
