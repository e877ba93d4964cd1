package org.rootbuild.store;

import java.nio.file.Path;
import org.rootbuild.secret.SecretKey;

/** Where everything is in a store's folder. */
record Places(Path folder) {
    Path version() {
        return folder.resolve("version");
    }

    Path sources() {
        return folder.resolve("sources");
    }

    Path source(String sha256) {
        return sources().resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    Path results() {
        return folder.resolve("results");
    }

    Path result(String fingerprint) {
        return results().resolve(fingerprint.substring(0, 2)).resolve(fingerprint);
    }

    /** The key of secrets' digests, which the cache of recipes makes when it needs one. */
    Path secretKey() {
        return recipes().resolve(SecretKey.FILE);
    }

    Path recipes() {
        return folder.resolve("recipes");
    }

    Path downloads() {
        return folder.resolve("downloads");
    }

    Path work() {
        return folder.resolve("work");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path quarantine() {
        return folder.resolve("quarantine");
    }

    Path host() {
        return folder.resolve("host");
    }

    Path views() {
        return folder.resolve("views");
    }

    /** One file for each process that uses the store, claimed as long as it does. */
    Path users() {
        return folder.resolve("users");
    }

    /** Claimed while a collection runs. */
    Path collecting() {
        return folder.resolve("collecting");
    }
}
