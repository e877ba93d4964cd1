package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.image.OpenImage;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image compress}. */
final class ImageCompress implements ImagePart {
    private static final String LEVEL = "--level";
    private static final String NO_MAP = "--no-block-map";
    private static final String NO_SUM = "--no-checksum";
    private static final Map<String, Compression> ENDINGS = Map.of(".gz", Compression.gzip(6), ".xz", Compression.xz(6),
        ".zst", Compression.zstd(3));

    @Override
    public String word() {
        return "compress";
    }

    @Override
    public String summary() {
        return "Compresses an image, with a block map for bmaptool and a checksum beside it.";
    }

    @Override
    public String synopsis() {
        return "IMAGE FILE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.image(spec);
        ImageBench.argument(spec, 1, "FILE", Path.class, "What is made; its ending says how: .gz, .xz or .zst. Without it"
            + " and with .bmap it is the name of the block map, and with .sha256 that of the checksum.");
        spec.addOption(Choice.text(LEVEL, "NUMBER", "How hard: 1 to 9 for gz, 0 to 9 for xz, 1 to 19 for zst; 6, 6 and 3"
            + " where it is not given."));
        spec.addOption(Choice.flag(NO_MAP, "Writes no block map."));
        spec.addOption(Choice.flag(NO_SUM, "Writes no checksum."));
        ImageBench.examples(spec, "rootbuild image compress disk.img disk.img.zst",
            "bmaptool copy disk.img.zst /dev/sdX");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        String name = given.argument(1).orElseThrow();
        String ending = ENDINGS.keySet().stream().filter(name::endsWith).findFirst().orElseThrow(() -> new UsageError(
            "'" + name + "' does not say how to compress", "Let it end with .gz, .xz or .zst."));
        Compression compression = levelled(ENDINGS.get(ending), given.value(LEVEL));
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().read(bench.path(given, 0))) {
            Path target = bench.target(given, 1);
            String file = String.valueOf(target.getFileName());
            Path map = target.resolveSibling(file.substring(0, file.length() - ending.length()) + ".bmap");
            Path sum = target.resolveSibling(file + ".sha256");
            bench.output().compressed(image.volume(), target, compression,
                given.isSet(NO_MAP) ? Optional.empty() : Optional.of(map),
                given.isSet(NO_SUM) ? Optional.empty() : Optional.of(sum), bench.activity());
            return ExitStatus.DONE;
        }
    }

    private static Compression levelled(Compression usual, Optional<String> level) throws UsageError {
        if (level.isEmpty()) {
            return usual;
        }
        Codec codec = usual.codec();
        try {
            return new Compression(codec, Integer.parseInt(level.get()));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(LEVEL + ": there is no level '" + level.get() + "' of " + codec.shown(),
                "Take 1 to 9 for gz, 0 to 9 for xz, 1 to 19 for zst.");
        }
    }
}
