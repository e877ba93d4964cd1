package org.rootbuild.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a change of a recipe or of its parameters comes to, where everything had been made before. */
public final class Effect {
    private final RecipePlan after;

    Effect(RecipePlan after) {
        this.after = after;
    }

    /** Passes, artifacts and checks that are made again, in the order of the plan. */
    public List<String> getReruns() {
        return after.getRuns();
    }

    /** The plan with the change, in which everything that stays is reused. */
    public RecipePlan getPlan() {
        return after;
    }

    /** {@code changing jobs: 8 reruns nothing}: whether exactly these are made again. */
    public Finding reruns(List<String> expected) {
        expected.forEach(after::planned);
        Set<String> extra = new LinkedHashSet<>(getReruns());
        expected.forEach(extra::remove);
        List<String> lacking = new ArrayList<>(expected);
        lacking.removeAll(getReruns());
        List<String> words = new ArrayList<>();
        extra.forEach(name -> words.add("'" + name + "' runs again: "
            + String.join("; ", after.getAt(name).getReasons())));
        lacking.forEach(name -> words.add("'" + name + "' does not run again"));
        return Finding.of(words.isEmpty(), String.join("\n", words));
    }

    /** {@code changing target: 'x' reruns 'gcc:1', 'gcc:2'}: whether exactly these are made again. */
    public Finding reruns(String... expected) {
        return reruns(Arrays.asList(expected));
    }

    /** Whether all these are made again, whatever else is. */
    public Finding rerunsAtLeast(String... expected) {
        List<String> lacking = Arrays.stream(expected).filter(name -> {
            after.planned(name);
            return !getReruns().contains(name);
        }).toList();
        return Finding.of(lacking.isEmpty(), lacking.stream().map(name -> "'" + name + "' does not run again")
            .collect(Collectors.joining("\n")));
    }

    /** Why that one is made again, one clause each. */
    public List<String> because(String node) {
        return after.getAt(node).getReasons();
    }

    @Override
    public String toString() {
        return getReruns().isEmpty() ? "runs nothing again" : "runs again " + String.join(", ", getReruns());
    }
}
