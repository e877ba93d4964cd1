package org.rootbuild.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Labelled values in the order in which they were written. A field is either significant (it can change the result,
 * so it is in the fingerprint) or a hint, such as a number of jobs.
 */
public final class Fields {
    private static final Fields NONE = new Fields(new LinkedHashMap<>(), Set.of());

    private final Map<String, Value> values;
    private final Set<String> hints;

    private Fields(Map<String, Value> values, Set<String> hints) {
        this.values = Collections.unmodifiableMap(values);
        this.hints = Set.copyOf(hints);
    }

    public static Fields none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Set<String> labels() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean isHint(String label) {
        return hints.contains(label);
    }

    public Optional<Value> find(String label) {
        return Optional.ofNullable(values.get(label));
    }

    /**
     * @throws NoSuchElementException when there is no such field: the verb that reads it wrote it, so it is our mistake
     */
    public Value get(String label) {
        return find(label).orElseThrow(() -> new NoSuchElementException("no field '" + label + "' in " + labels()));
    }

    public String text(String label) {
        return ((Value.Text) get(label)).text();
    }

    public Optional<String> findText(String label) {
        return find(label).map(value -> ((Value.Text) value).text());
    }

    public long whole(String label) {
        return ((Value.Whole) get(label)).number();
    }

    public Optional<Long> findWhole(String label) {
        return find(label).map(value -> ((Value.Whole) value).number());
    }

    /** Whether the flag is there and set. */
    public boolean flag(String label) {
        return find(label).map(value -> ((Value.Flag) value).set()).orElse(false);
    }

    /** The items of a list, or the one value itself; empty where the field is not there. */
    public List<Value> list(String label) {
        return find(label).map(value -> value instanceof Value.ListOf many ? many.items() : List.of(value))
            .orElse(List.of());
    }

    public List<String> texts(String label) {
        return list(label).stream().map(value -> ((Value.Text) value).text()).toList();
    }

    public Fields group(String label) {
        return find(label).map(value -> ((Value.Group) value).fields()).orElse(NONE);
    }

    public Value.Ref ref(String label) {
        return (Value.Ref) get(label);
    }

    /** The same labels, every value changed by {@code change}, also those inside lists, groups and code. */
    public Fields map(UnaryOperator<Value> change) {
        return map(change, true);
    }

    /** As {@link #map}, but code stays as it is, so that its closure is found again. */
    public Fields mapBesideCode(UnaryOperator<Value> change) {
        return map(change, false);
    }

    private Fields map(UnaryOperator<Value> change, boolean alsoCode) {
        Map<String, Value> changed = new LinkedHashMap<>();
        values.forEach((label, value) -> changed.put(label, mapped(value, change, alsoCode)));
        return new Fields(changed, hints);
    }

    private static Value mapped(Value value, UnaryOperator<Value> change, boolean alsoCode) {
        if (value instanceof Value.ListOf many) {
            return new Value.ListOf(many.items().stream().map(item -> mapped(item, change, alsoCode)).toList());
        }
        if (value instanceof Value.Group group) {
            return new Value.Group(group.fields().map(change, alsoCode));
        }
        if (value instanceof Value.Code code) {
            return alsoCode ? new Value.Code(code.source(), code.captured().map(change)) : code;
        }
        return change.apply(value);
    }

    /** Calls {@code visit} with every reference at any depth. */
    public void references(Consumer<Value.Ref> visit) {
        map(value -> {
            if (value instanceof Value.Ref ref) {
                visit.accept(ref);
            }
            return value;
        });
    }

    /** Only what is in a fingerprint: the significant fields, also inside lists, groups and code. */
    public Fields significant() {
        Map<String, Value> kept = new LinkedHashMap<>();
        values.forEach((label, value) -> {
            if (!hints.contains(label)) {
                kept.put(label, significant(value));
            }
        });
        return new Fields(kept, Set.of());
    }

    private static Value significant(Value value) {
        if (value instanceof Value.ListOf many) {
            return new Value.ListOf(many.items().stream().map(Fields::significant).toList());
        }
        if (value instanceof Value.Group group) {
            return new Value.Group(group.fields().significant());
        }
        if (value instanceof Value.Code code) {
            return new Value.Code(code.source(), code.captured().significant());
        }
        return value;
    }

    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        builder.hints.addAll(hints);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fields that && values.equals(that.values) && hints.equals(that.hints)
            && List.copyOf(values.keySet()).equals(List.copyOf(that.values.keySet()));
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects fields; a label may be put once. */
    public static final class Builder {
        private final Map<String, Value> values = new LinkedHashMap<>();
        private final List<String> hints = new ArrayList<>();

        private Builder() {
        }

        public Builder put(String label, Value value) {
            if (values.putIfAbsent(label, value) != null) {
                throw new IllegalArgumentException("the field '" + label + "' is there already");
            }
            return this;
        }

        public Builder text(String label, String text) {
            return put(label, new Value.Text(text));
        }

        public Builder whole(String label, long number) {
            return put(label, new Value.Whole(number));
        }

        public Builder flag(String label, boolean set) {
            return put(label, new Value.Flag(set));
        }

        public Builder texts(String label, List<String> texts) {
            return put(label, new Value.ListOf(texts.stream().<Value>map(Value.Text::new).toList()));
        }

        public Builder group(String label, Fields fields) {
            return put(label, new Value.Group(fields));
        }

        public Builder ref(String label, Value.RefKind kind, String name) {
            return put(label, new Value.Ref(kind, name));
        }

        /** A field that cannot change the result and so is in no fingerprint. */
        public Builder hint(String label, Value value) {
            put(label, value);
            hints.add(label);
            return this;
        }

        public Fields build() {
            return values.isEmpty() ? NONE : new Fields(new LinkedHashMap<>(values), Set.copyOf(hints));
        }
    }
}
