package org.rootbuild.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Planner;
import org.rootbuild.plan.RandomRecipes;
import org.rootbuild.plan.Remembered;
import org.rootbuild.plan.Verdict;

class LanesTest {
    private static Map<String, State> begin(Plan plan) {
        Map<String, State> states = new LinkedHashMap<>();
        plan.nodes().forEach(node -> states.put(node.name(), node.verdict() == Verdict.RUN ? State.PENDING
            : State.REUSED));
        return states;
    }

    /** Worked out from the model alone. */
    private static Set<String> needs(Recipe recipe, String name) {
        return RandomRecipes.sees(recipe, recipe.node(name).orElseThrow());
    }

    @Test
    void noTwoOfWhichOneNeedsTheOtherRunAtOnceAndEverythingRunsOver300RandomRecipes() throws Exception {
        int sideBySide = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Recipe recipe = RandomRecipes.recipe(random, 3 + random.nextInt(12));
            Plan plan = Planner.plan(recipe, Set.of(), new Remembered());
            int count = 1 + random.nextInt(5);
            Map<String, State> states = begin(plan);
            List<String> running = new ArrayList<>();
            int left = states.size();
            while (left > 0) {
                List<PlannedNode> ready = new Lanes(count).ready(plan, states);
                assertEquals(ready, new Lanes(count).ready(plan, states));
                ready.forEach(node -> {
                    states.put(node.name(), State.RUNNING);
                    running.add(node.name());
                });
                assertTrue(!running.isEmpty() && running.size() <= count, "seed " + seed + ": " + running);
                for (String one : running) {
                    Set<String> needs = needs(recipe, one);
                    assertTrue(running.stream().noneMatch(needs::contains), "seed " + seed + ": " + running);
                    assertTrue(needs.stream().allMatch(name -> states.get(name) == State.DONE), "seed " + seed);
                }
                sideBySide += running.size() > 1 ? 1 : 0;
                states.put(running.remove(random.nextInt(running.size())), State.DONE);
                left--;
            }
        }
        assertTrue(sideBySide > 1_000, "at once " + sideBySide);
    }

    @Test
    void aLayerThatIsGoneBelowOneThatIsThereIsWaitedFor() throws Exception {
        Recipe recipe = RandomRecipes.recipe(new Random(1), 12);
        Plan plan = Planner.plan(recipe, Set.of(), new Remembered());
        List<String> stack = plan.stack("r0");
        Map<String, State> states = begin(plan);
        stack.forEach(name -> states.put(name, State.REUSED));
        states.put(stack.get(0), State.RUNNING);
        new Lanes(9).ready(plan, states).forEach(node -> assertTrue(
            !needs(recipe, node.name()).contains(stack.get(0)), node.name()));
    }

    @Test
    void whatNeedsSomethingThatFailedDoesNotBeginAndTheOthersDo() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Recipe recipe = RandomRecipes.recipe(new Random(seed), 10);
            Plan plan = Planner.plan(recipe, Set.of(), new Remembered());
            Map<String, State> states = begin(plan);
            String failed = new Lanes(1).ready(plan, states).get(0).name();
            states.put(failed, State.FAILED);
            for (List<PlannedNode> ready = new Lanes(2).ready(plan, states); !ready.isEmpty();
                 ready = new Lanes(2).ready(plan, states)) {
                ready.forEach(node -> states.put(node.name(), State.DONE));
            }
            states.forEach((name, state) -> assertEquals(name.equals(failed) ? State.FAILED
                : needs(recipe, name).contains(failed) ? State.PENDING : State.DONE, state));
        }
    }

    @Test
    void sourcesThatAreToBeLookedUpComeAlone() throws Exception {
        Location here = new Location("r", 1, 1);
        Recipe random = RandomRecipes.recipe(new Random(3), 6);
        List<Node> nodes = new ArrayList<>(random.nodes());
        nodes.add(new Node.Source("gcc", "http", Fields.none(), here));
        nodes.add(new Node.Source("sed", "http", Fields.none(), here));
        nodes.add(new Node.Check("it is there", new Step("see", "see", 1, Fields.builder()
            .ref("a", Value.RefKind.SOURCE, "gcc")
            .ref("b", Value.RefKind.SOURCE, "sed").build(), here), here));
        Plan plan = Planner.plan(new Recipe("x", "", 0, List.of(), random.roots(), nodes), Set.of(), new Remembered());
        Map<String, State> states = begin(plan);
        assertEquals(List.of("gcc", "sed"), new Lanes(9).ready(plan, states).stream().map(PlannedNode::name).toList());
        states.put("gcc", State.RUNNING);
        assertEquals(List.of("sed"), new Lanes(9).ready(plan, states).stream().map(PlannedNode::name).toList());
        states.put("gcc", State.DONE);
        states.put("sed", State.DONE);
        assertTrue(new Lanes(9).ready(plan, states).stream().noneMatch(node -> node.name().equals("it is there")),
            "its fingerprint is not known before the plan is made anew");
        assertEquals(Optional.empty(), plan.find("it is there").orElseThrow().fingerprint());
    }

    @Test
    void thereIsAtLeastOneLane() {
        assertThrows(IllegalArgumentException.class, () -> new Lanes(0));
    }
}
