package org.rootbuild.model;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

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
     * A text that secrets are part of. The model knows their names and keyed digests, never what they are.
     *
     * @param texts what stands before, between and behind the secrets: one more than there are secrets
     */
    record Sealed(List<String> texts, List<Named> secrets) implements Value {
        /** @param digest HMAC of the secret with the key of the store; empty when it was not given */
        public record Named(String name, String digest) {
            public Named {
                Objects.requireNonNull(name);
                Objects.requireNonNull(digest);
            }
        }

        public Sealed {
            texts = List.copyOf(texts);
            secrets = List.copyOf(secrets);
            if (secrets.isEmpty() || texts.size() != secrets.size() + 1) {
                throw new IllegalArgumentException("texts stand around each secret: " + texts.size() + " and "
                    + secrets.size());
            }
        }

        /** The secret alone. */
        public static Sealed of(String name, String digest) {
            return new Sealed(List.of("", ""), List.of(new Named(name, digest)));
        }

        /** As people see it: {@code the secret 'token'}, or {@code a text with the secret 'token'}. */
        public String shown() {
            String names = secrets.stream().map(one -> "'" + one.name() + "'").distinct()
                .collect(Collectors.joining(", "));
            boolean alone = secrets.size() == 1 && texts.stream().allMatch(String::isEmpty);
            return (alone ? "the secret " : "a text with the secret ") + names;
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
