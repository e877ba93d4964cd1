package org.rootbuild.verbs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Suggestion;

/** How an archive is compressed, as recipes say it with {@code compress:} and {@code level:}. */
final class Packing {
    static final String COMPRESS = "compress";
    static final String LEVEL = "level";
    private static final Map<String, Integer> USUAL_LEVELS = Map.of("none", 0, "gzip", 6, "bzip2", 9, "xz", 6, "lzma", 6,
        "zstd", 19, "lz4", 9);
    /** Kernels take the legacy frame alone; every lz4 reads both. */
    private static final Map<String, Codec> OTHERWISE_NAMED = Map.of("lz4", Codec.LZ4_LEGACY);

    private Packing() {
    }

    /**
     * Puts what the recipe says into the fields; empty where it says something impossible, which is then told.
     *
     * @param what  the archive with its article, such as "a tar archive"
     * @param codec where the recipe does not say one
     * @param fields with what comes before it
     */
    static Optional<Fields.Builder> record(ArtifactSpec self, Options given, String what, String codec,
                                          Fields.Builder fields) {
        String wanted = given.text(COMPRESS).orElse(codec);
        Optional<Long> level = checked(self::problem, what, wanted, given.whole(LEVEL));
        return level.map(number -> fields.text(COMPRESS, wanted).whole(LEVEL, number));
    }

    /** The level that it comes to; empty where something impossible is said, which is then told. */
    static Optional<Long> checked(BiConsumer<String, String> problem, String what, String codec, Optional<Long> level) {
        Integer usual = USUAL_LEVELS.get(codec);
        if (usual == null) {
            problem.accept(what + " cannot be compressed with '" + codec + "'." + Suggestion.sentence(codec,
                USUAL_LEVELS.keySet()), "It can be with gzip, bzip2, xz, lzma, zstd, lz4 or none.");
            return Optional.empty();
        }
        long wanted = level.orElse(usual.longValue());
        try {
            compression(codec, wanted);
        } catch (IllegalArgumentException outOfRange) {
            problem.accept("there is no level " + wanted + " of " + codec, outOfRange.getMessage() + ".");
            return Optional.empty();
        }
        return Optional.of(wanted);
    }

    /** What {@link #record} put there. */
    static Compression of(Fields fields) {
        return compression(fields.text(COMPRESS), fields.whole(LEVEL));
    }

    private static Compression compression(String codec, long level) {
        Codec named = OTHERWISE_NAMED.containsKey(codec) ? OTHERWISE_NAMED.get(codec)
            : Codec.valueOf(codec.toUpperCase(Locale.ROOT));
        if (named == Codec.NONE && level == 0) {
            return Compression.NONE;
        }
        return new Compression(named, Math.toIntExact(level));
    }
}
