package org.rootbuild.verbs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        Integer usual = USUAL_LEVELS.get(wanted);
        if (usual == null) {
            self.problem(what + " cannot be compressed with '" + wanted + "'."
                + Suggestion.sentence(wanted, USUAL_LEVELS.keySet()), "It can be with gzip, bzip2, xz, lzma, zstd, lz4 or none.");
            return Optional.empty();
        }
        long level = given.whole(LEVEL).orElse(usual.longValue());
        try {
            compression(wanted, level);
        } catch (IllegalArgumentException outOfRange) {
            self.problem("there is no level " + level + " of " + wanted, outOfRange.getMessage() + ".");
            return Optional.empty();
        }
        return Optional.of(fields.text(COMPRESS, wanted).whole(LEVEL, level));
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
