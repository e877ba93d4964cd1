package org.rootbuild.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;

/** Says in words how two descriptions of a node differ. */
public final class Difference {
    private static final int SHOWN_CHARACTERS = 48;
    private static final int SHOWN_ITEMS = 5;
    private static final int SHOWN_BYTES = 1023;
    private static final String NAME = "name";

    private Difference() {
    }

    /**
     * One clause for each difference, most telling first; empty when there is none.
     *
     * @param changedBelow passes right below it whose layers changed, where there are several to tell apart
     */
    public static List<String> between(Fields old, Fields now, List<String> changedBelow) {
        List<String> clauses = new ArrayList<>();
        steps(old.group(Describer.STEPS), now.group(Describer.STEPS), clauses);
        if (!old.find(Describer.BELOW).equals(now.find(Describer.BELOW))) {
            clauses.add("what lies below it changed" + named(changedBelow));
        }
        if (!old.find(Describer.ISOLATION).equals(now.find(Describer.ISOLATION))) {
            clauses.add(now.find(Describer.ISOLATION).isPresent() ? "it was made with isolation"
                : "it was made without isolation");
        }
        for (String label : List.of("kind", "engine", "epochSeconds")) {
            if (!old.find(label).equals(now.find(label))) {
                clauses.add(label.equals("engine") ? "rootbuild itself changed" : changed("its " + label,
                    old.find(label), now.find(label)));
            }
        }
        return clauses.stream().distinct().toList();
    }

    private static String named(List<String> passes) {
        return passes.isEmpty() ? "" : ": the layer" + (passes.size() == 1 ? "" : "s") + " of "
            + listed(passes.stream().<Value>map(Value.Text::new).toList());
    }

    private static void steps(Fields old, Fields now, List<String> clauses) {
        for (String name : union(old.labels(), now.labels())) {
            if (old.find(name).isEmpty()) {
                clauses.add("the step '" + name + "' is new");
            } else if (now.find(name).isEmpty()) {
                clauses.add("the step '" + name + "' was removed");
            } else {
                step(name, old.group(name), now.group(name), clauses);
            }
        }
        boolean sameNames = old.labels().equals(now.labels());
        if (sameNames && !List.copyOf(old.labels()).equals(List.copyOf(now.labels()))) {
            clauses.add("its steps stand in another order");
        }
    }

    private static void step(String name, Fields old, Fields now, List<String> clauses) {
        if (!old.find("verb").equals(now.find("verb"))) {
            clauses.add("the step '" + name + "' is another verb now");
            return;
        }
        if (old.whole("version") != now.whole("version")) {
            clauses.add("the verb '" + now.text("verb") + "' is of version " + now.whole("version") + " now");
        }
        fields(name, "", old.group("arguments"), now.group("arguments"), clauses);
    }

    private static void fields(String step, String within, Fields old, Fields now, List<String> clauses) {
        for (String label : union(old.labels(), now.labels())) {
            Optional<Value> before = old.find(label);
            Optional<Value> after = now.find(label);
            if (before.equals(after)) {
                continue;
            }
            String what = "'" + within + label + "' of " + step;
            if (before.isPresent() && after.isPresent()) {
                values(step, within + label, what, before.get(), after.get(), clauses);
            } else if (before.or(() -> after).orElseThrow() instanceof Value.Group one && !one.fields().isEmpty()) {
                // What is in a group that came or went says more than that it did.
                fields(step, within + label + ".", old.group(label), now.group(label), clauses);
            } else {
                clauses.add(what + (after.isPresent() ? " is new: " + shown(after.get()) : " was removed"));
            }
        }
    }

    private static void values(String step, String label, String what, Value before, Value after,
                               List<String> clauses) {
        if (before instanceof Value.Group left && after instanceof Value.Group right) {
            fields(step, label + ".", left.fields(), right.fields(), clauses);
        } else if (before instanceof Value.ListOf left && after instanceof Value.ListOf right) {
            if (groups(left.items()) && groups(right.items())) {
                items(what, left.items(), right.items(), clauses);
            } else {
                lists(what, left.items(), right.items(), clauses);
            }
        } else if (before instanceof Value.Code left && after instanceof Value.Code right) {
            if (!left.source().equals(right.source())) {
                clauses.add("the code of " + step + " changed");
            }
            fields(step, "captured ", left.captured(), right.captured(), clauses);
        } else if (before instanceof Value.Pinned left && after instanceof Value.Pinned right) {
            clauses.add(pinned(left, right));
        } else if (before instanceof Value.Sealed left && after instanceof Value.Sealed right
                && left.shown().equals(right.shown())) {
            clauses.add(what + " changed: " + sealed(left, right));
        } else {
            boolean size = label.toLowerCase(Locale.ROOT).endsWith("bytes");
            clauses.add(size ? what + " changed from " + sized(before) + " to " + sized(after)
                : changed(what, Optional.of(before), Optional.of(after)));
        }
    }

    private static String sealed(Value.Sealed left, Value.Sealed right) {
        boolean given = right.secrets().stream().noneMatch(one -> one.digest().isEmpty());
        boolean wasGiven = left.secrets().stream().noneMatch(one -> one.digest().isEmpty());
        return right.shown() + (!given ? " is not given" : !wasGiven ? " is given now" : " is another one");
    }

    /** Numbers of bytes as people read them, and as they are: two that look alike may differ. */
    private static String sized(Value bytes) {
        return bytes instanceof Value.Whole whole && whole.number() > SHOWN_BYTES
            ? new Size(whole.number()) + " (" + whole.number() + ")" : shown(bytes);
    }

    private static String pinned(Value.Pinned left, Value.Pinned right) {
        String kind = right.kind().name().toLowerCase(Locale.ROOT);
        return left.name().equals(right.name())
            ? "the " + kind + " '" + right.name() + "' changed"
            : "it uses the " + kind + " '" + right.name() + "' instead of '" + left.name() + "'";
    }

    private static void lists(String what, List<Value> old, List<Value> now, List<String> clauses) {
        List<Value> gained = without(now, old);
        List<Value> lost = without(old, now);
        if (!gained.isEmpty()) {
            clauses.add(what + " gained " + listed(gained));
        }
        if (!lost.isEmpty()) {
            clauses.add(what + " lost " + listed(lost));
        }
        if (gained.isEmpty() && lost.isEmpty()) {
            clauses.add(what + " stands in another order");
        }
    }

    private static boolean groups(List<Value> items) {
        return !items.isEmpty() && items.stream().allMatch(Value.Group.class::isInstance);
    }

    /** Lists of groups, such as partitions: what differs inside of those that both have, and which came and went. */
    private static void items(String what, List<Value> old, List<Value> now, List<String> clauses) {
        boolean named = Stream.concat(old.stream(), now.stream()).allMatch(item ->
            ((Value.Group) item).fields().find(NAME).filter(Value.Text.class::isInstance).isPresent());
        Map<String, Fields> before = called(old, named);
        Map<String, Fields> after = called(now, named);
        if (before.size() < old.size() || after.size() < now.size()) {
            lists(what, old, now, clauses);
            return;
        }
        for (String name : union(before.keySet(), after.keySet())) {
            if (!before.containsKey(name)) {
                clauses.add(what + " gained " + name);
            } else if (!after.containsKey(name)) {
                clauses.add(what + " lost " + name);
            } else {
                fields(name + " of " + what, "", before.get(name), after.get(name), clauses);
            }
        }
        if (before.keySet().equals(after.keySet())
                && !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))) {
            clauses.add(what + " stands in another order");
        }
    }

    /** By the name that each has, or by its number. */
    private static Map<String, Fields> called(List<Value> items, boolean named) {
        Map<String, Fields> called = new LinkedHashMap<>();
        for (Value item : items) {
            Fields fields = ((Value.Group) item).fields();
            called.putIfAbsent(named ? "'" + fields.text(NAME) + "'" : "number " + (called.size() + 1), fields);
        }
        return called;
    }

    /** The items that one has more often than the other. */
    private static List<Value> without(List<Value> one, List<Value> other) {
        Map<Value, Integer> left = new HashMap<>();
        other.forEach(value -> left.merge(value, 1, Integer::sum));
        return one.stream().filter(value -> left.merge(value, -1, Integer::sum) < 0).toList();
    }

    private static String listed(List<Value> values) {
        List<String> shown = values.stream().limit(SHOWN_ITEMS).map(Difference::shown).toList();
        int more = values.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String changed(String what, Optional<Value> before, Optional<Value> after) {
        String left = before.map(Difference::shown).orElse("nothing");
        String right = after.map(Difference::shown).orElse("nothing");
        return left.equals(right) ? what + " changed" : what + " changed from " + left + " to " + right;
    }

    static String shown(Value value) {
        if (value instanceof Value.Text text) {
            String line = text.text().strip().replace("\n", "⏎");
            return "'" + (line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "…" : line) + "'";
        } else if (value instanceof Value.Whole whole) {
            return Long.toString(whole.number());
        } else if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.set());
        } else if (value instanceof Value.Regex regex) {
            return "/" + regex.regex() + "/";
        } else if (value instanceof Value.Pinned pinned) {
            return "'" + pinned.name() + "'";
        } else if (value instanceof Value.ListOf many) {
            return "[" + listed(many.items()) + "]";
        } else if (value instanceof Value.Sealed sealed) {
            return sealed.shown();
        }
        return "…";
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
