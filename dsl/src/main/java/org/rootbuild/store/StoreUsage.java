package org.rootbuild.store;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a store holds. Bytes are sizes of files; contents that several layers share count once, for the first of them.
 */
public record StoreUsage(Map<Kind, Amount> amounts) {
    /** What is in a store. */
    public enum Kind {
        SOURCES("sources"), RESULTS("results"), RECIPES("recipes"), DOWNLOADS("downloads"), WORK("work"),
        TEMPORARY("tmp"), QUARANTINE("quarantine"), VIEWS("views");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As people and JSON read it. */
        public String word() {
            return word;
        }
    }

    /** How much there is of a kind. */
    public record Amount(long entries, long bytes) {
    }

    public StoreUsage {
        Map<Kind, Amount> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, amounts.getOrDefault(kind, new Amount(0, 0)));
        }
        amounts = Collections.unmodifiableMap(all);
    }

    /** Counts; may be called while others use the store. */
    public static StoreUsage of(Store store) throws IOException {
        return StoreScan.of(store.places()).usage();
    }

    public long bytes() {
        return amounts.values().stream().mapToLong(Amount::bytes).sum();
    }
}
