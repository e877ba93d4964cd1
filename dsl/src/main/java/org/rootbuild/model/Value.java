package org.rootbuild.model;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A value in a recipe's model. Every kind can be written down, compared and put into a fingerprint. */
public sealed interface Value {
    /** What a reference points at. */
    enum RefKind { SOURCE, ROOT, ARTIFACT }

    record Text(String text) implements Value {
        public Text {
            Objects.requireNonNull(text);
        }
    }

    record Whole(long number) implements Value {
    }

    record Flag(boolean set) implements Value {
    }

    record Bytes(String base64) implements Value {
        public Bytes {
            Objects.requireNonNull(base64);
        }
    }

    /** A regular expression; {@code flags} are those of {@link Pattern}. */
    record Regex(String regex, int flags) implements Value {
        public Regex {
            Objects.requireNonNull(regex);
        }

        /** @throws PatternSyntaxException never for a value that came from a compiled pattern */
        public Pattern pattern() {
            return Pattern.compile(regex, flags);
        }
    }

    record ListOf(List<Value> items) implements Value {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    record Group(Fields fields) implements Value {
        public Group {
            Objects.requireNonNull(fields);
        }
    }

    /** The thing of that name in the same recipe. */
    record Ref(RefKind kind, String name) implements Value {
        public Ref {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(name);
        }
    }

    /** What a reference stood for when a fingerprint was made of it. */
    record Pinned(RefKind kind, String name, String fingerprint) implements Value {
        public Pinned {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(name);
            Objects.requireNonNull(fingerprint);
        }
    }

    /**
     * Logic written in the recipe.
     *
     * @param source   its text, and that of the recipe's functions which it calls
     * @param captured the values that it takes from around it, by name
     */
    record Code(String source, Fields captured) implements Value {
        public Code {
            Objects.requireNonNull(source);
            Objects.requireNonNull(captured);
        }
    }
}
