package org.rootbuild.language;

import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.codec.Codec;
import org.rootbuild.model.Fields;
import org.rootbuild.secret.SecretKey;

/**
 * Under what a recipe's cache entries are found: everything that they depend on and that is known before reading it.
 */
final class CacheKeys {
    /** Grows whenever an entry of before would be wrong now. */
    private static final long VERSION = 2;

    private final String model;
    private final String classes;

    CacheKeys(String verbs, ScriptFile main, Map<String, String> overrides, SecretKey key) {
        Fields script = Fields.builder().whole("version", VERSION).text("verbs", verbs)
            .text("path", main.path().toAbsolutePath().normalize().toString()).text("sha256", main.sha256()).build();
        Fields.Builder parameters = Fields.builder();
        // Which of them are secret, only reading the recipe tells: a plain digest of one would be guessed.
        new TreeMap<>(overrides).forEach((name, value) ->
            parameters.text(name, key.digest(name, Unicode.wellFormed(value))));
        this.classes = ScriptFile.digest(Codec.encode(script)) + ".classes";
        this.model = ScriptFile.digest(Codec.encode(Fields.builder().group("script", script)
            .group("overrides", parameters.build()).build())) + ".model";
    }

    String model() {
        return model;
    }

    String classes() {
        return classes;
    }
}
