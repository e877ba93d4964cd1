package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.image.OpenImage;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code compress}: an image, compressed as a whole. */
public final class ImageCompress implements Verb.OnArtifact {
    private static final Map<String, Compression> ENDINGS = Map.of(".gz", Compression.gzip(6), ".xz", Compression.xz(6),
        ".zst", Compression.zstd(3));

    @Doc(value = "Compresses a disk image on all processors, as the artifact's name says: .gz, .xz or .zst. Holes of the"
        + " image are not read. An image of another format is compressed as the raw disk that it holds.",
        examples = {"artifact('disk.img.zst') { compress artifact('disk.img') }",
            "artifact('disk.img.bmap') { blockMap artifact('disk.img') }",
            "artifact('disk.img.zst.sha256') { checksum artifact('disk.img.zst') }"})
    public static void compress(ArtifactSpec self, ArtifactRef image) {
        record(self, Options.of(Map.of()), image.value());
    }

    @Doc(value = "Compresses a disk image harder or less hard.",
        examples = "artifact('disk.img.xz') { compress artifact('disk.img'), level: 9 }")
    public static void compress(ArtifactSpec self,
        @Option(name = Packing.LEVEL, type = Integer.class, about = "how hard: 1 to 9 for gz, 0 to 9 for xz, 1 to 19 for zst;"
            + " 6, 6 and 3 where it is not given") Map<String, Object> options, ArtifactRef image) {
        record(self, Options.of(options), image.value());
    }

    @Doc("Compresses a disk image that was fetched.")
    public static void compress(ArtifactSpec self, SourceRef image) {
        record(self, Options.of(Map.of()), image.value());
    }

    private static void record(ArtifactSpec self, Options given, Value.Ref image) {
        Optional<Compression> usual = ENDINGS.entrySet().stream().filter(one -> self.name().endsWith(one.getKey()))
            .map(Map.Entry::getValue).findFirst();
        if (usual.isEmpty()) {
            self.problem("'" + self.name() + "' does not say how to compress", "Let it end with .gz, .xz or .zst.");
            return;
        }
        Codec codec = usual.get().codec();
        long level = given.whole(Packing.LEVEL).orElse((long) usual.get().level());
        try {
            self.make(ImageCompress.class, Fields.builder().put(ImageMaking.IMAGE, image)
                .text(Packing.COMPRESS, codec.name().toLowerCase(java.util.Locale.ROOT))
                .whole(Packing.LEVEL, new Compression(codec, Math.toIntExact(level)).level()).build());
        } catch (IllegalArgumentException | ArithmeticException outOfRange) {
            self.problem("there is no level " + level + " of " + codec.shown(), outOfRange.getMessage() + ".");
        }
    }

    @Override
    public String name() {
        return "compress";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        try (OpenImage image = making.open()) {
            making.output().compressed(image.volume(), context.output(), Packing.of(context.arguments()),
                Optional.empty(), Optional.empty(), context.activity());
        }
    }
}
