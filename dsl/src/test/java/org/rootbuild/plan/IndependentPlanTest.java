package org.rootbuild.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Group;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;

/** Blocks of independent passes in a plan. */
class IndependentPlanTest {
    private final Remembered known = new Remembered();

    private static Node.Pass pass(String name, String text, Group... group) {
        return RandomRecipes.pass(name, "r", text, List.of(group).stream().findFirst());
    }

    private static Group group(String name, String after) {
        return new Group(name, Optional.ofNullable(after), List.of());
    }

    private static Recipe recipe(Node... nodes) {
        return recipe(Fields.none(), nodes);
    }

    private static Recipe recipe(Fields options, Node... nodes) {
        return new Recipe("x", "", 0, List.of(), List.of(new Root("r", Optional.empty(), options, RandomRecipes.HERE)),
            List.of(nodes));
    }

    private Plan plan(Recipe recipe, String... targets) throws Exception {
        return Planner.plan(recipe, Set.of(targets), known);
    }

    private static String fingerprint(Plan plan, String name) {
        return plan.find(name).orElseThrow().fingerprint().orElseThrow();
    }

    private static Set<String> running(Plan plan) {
        return plan.nodes().stream().filter(node -> node.verdict() == Verdict.RUN).map(PlannedNode::name)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Recipe tools(String m4, String sed) {
        Group group = group("tools", null);
        return recipe(pass("gcc", "gcc"), pass("m4", m4, group), pass("sed", sed, group), pass("grep", "grep", group),
            pass("clean", "clean"));
    }

    @Test
    void membersSeeTheBaseAndNotEachOtherAndWhatComesAfterSeesAll() throws Exception {
        Plan plan = plan(tools("m4", "sed"));
        for (String member : List.of("m4", "sed", "grep")) {
            assertEquals(List.of("gcc"), plan.below(member, "r"));
            assertEquals(List.of("gcc"), plan.find(member).orElseThrow().inputs());
        }
        assertEquals(List.of("gcc", "m4", "sed", "grep"), plan.below("clean", "r"));
        assertEquals(List.of("m4", "sed", "grep"), plan.find("clean").orElseThrow().inputs());
        assertEquals(List.of(new Block("r", "tools", List.of("gcc"), List.of(), List.of("m4", "sed", "grep"),
            List.of())), plan.blocks("r"));
    }

    @Test
    void aChangedMemberRunsAgainWithWhatComesAfterTheBlockAndNoSibling() throws Exception {
        known.made(plan(tools("m4", "sed")));
        Plan changed = plan(tools("m4", "sed --with-x"));
        assertEquals(Set.of("sed", "clean"), running(changed));
        assertEquals(List.of("what lies below it changed: the layer of 'sed'"),
            changed.find("clean").orElseThrow().reasons());
    }

    @Test
    void passesThatFollowEachOtherHaveTheFingerprintsThatTheyHadBeforeThereWereBlocks() throws Exception {
        Plan plan = plan(recipe(pass("one", "1"), pass("two", "2")));
        assertEquals("2f30e1c6eacc54f54dc0305e7427d1af4802e2169d5c73a149c524925a0e10ed", fingerprint(plan, "one"));
        assertEquals("bd528094b60913ccaa8f63a78b087c0785c5ae10690553d9828c0bfaa38624a6", fingerprint(plan, "two"));
    }

    @Test
    void theOrderOfTheMembersCountsForWhatComesAfterAndForNothingElse() throws Exception {
        Group group = group("tools", null);
        Plan one = plan(recipe(pass("a", "a", group), pass("b", "b", group), pass("c", "c")));
        Plan other = plan(recipe(pass("b", "b", group), pass("a", "a", group), pass("c", "c")));
        assertEquals(fingerprint(one, "a"), fingerprint(other, "a"));
        assertEquals(fingerprint(one, "b"), fingerprint(other, "b"));
        assertNotEquals(fingerprint(one, "c"), fingerprint(other, "c"));
    }

    @Test
    void aBlockMayReachBelowThePassesBeforeItAndTheyStandBesideIt() throws Exception {
        Group group = group("t", "gcc");
        Plan plan = plan(recipe(pass("gcc", "1"), pass("x", "2"), pass("y", "3"), pass("m4", "4", group),
            pass("sed", "5", group), pass("z", "6")));
        assertEquals(List.of("gcc"), plan.below("sed", "r"));
        assertEquals(List.of("y", "m4", "sed"), plan.find("z").orElseThrow().inputs());
        assertEquals(List.of("x", "y"), plan.blocks("r").get(0).beside());
        known.made(plan);
        assertEquals(Set.of("y", "z"), running(plan(recipe(pass("gcc", "1"), pass("x", "2"), pass("y", "changed"),
            pass("m4", "4", group), pass("sed", "5", group), pass("z", "6")))));
    }

    @Test
    void afterAMemberOfABlockMeansAfterAllOfThatBlock() throws Exception {
        Plan plan = plan(recipe(pass("a", "1", group("one", null)), pass("b", "2", group("one", null)),
            pass("x", "3"), pass("c", "4", group("two", "a")), pass("d", "5", group("two", "a"))));
        assertEquals(List.of("a", "b"), plan.below("c", "r"));
        assertEquals(List.of("x"), plan.blocks("r").get(1).beside());
    }

    @Test
    void aSkippedMemberIsAsIfItWereNotThere() throws Exception {
        Group group = group("tools", null);
        Plan without = plan(recipe(pass("gcc", "1"), pass("m4", "2", group), pass("end", "3")));
        known.made(without);
        known.skipped.add("sed");
        Plan with = plan(recipe(pass("gcc", "1"), pass("m4", "2", group), pass("sed", "9", group), pass("end", "3")));
        assertEquals(fingerprint(without, "end"), fingerprint(with, "end"));
        assertEquals(Set.of(), running(with));
    }

    @Test
    void layersOfABlockThatAreGoneAreMadeAgainOnlyWhenSomethingAboveThemRuns() throws Exception {
        Plan all = plan(tools("m4", "sed"));
        known.made(all);
        known.results.remove(fingerprint(all, "m4"));
        known.results.remove(fingerprint(all, "gcc"));
        assertEquals(Set.of(), running(plan(tools("m4", "sed"))));
        assertEquals(Set.of("gcc", "sed"), running(plan(tools("m4", "x"), "sed")));
        assertEquals(Set.of("gcc", "m4", "sed", "clean"), running(plan(tools("m4", "x"))));
    }

    @Test
    void patternsAreThoseOfTheFolderThatThePassesAreConfinedTo() throws Exception {
        Group group = new Group("tools", Optional.empty(), List.of("/share/info/dir", "**/x"));
        Fields chroot = Fields.builder().text("chroot", "/mnt/l[f]s/").build();
        assertEquals(List.of("/mnt/l\\[f\\]s/share/info/dir", "/mnt/l\\[f\\]s/**/x"),
            plan(recipe(chroot, pass("a", "1", group))).blocks("r").get(0).lastWins());
        assertEquals(List.of("/share/info/dir", "**/x"),
            plan(recipe(pass("a", "1", group))).blocks("r").get(0).lastWins());
    }

    @Test
    void aModelWithoutABaseForItsBlockOrWithABlockInPiecesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> plan(recipe(pass("a", "1", group("g", "none")))));
        assertThrows(IllegalArgumentException.class, () -> plan(recipe(pass("a", "1", group("g", "a")))));
        assertThrows(IllegalArgumentException.class, () -> plan(recipe(pass("a", "1", group("g", "b")),
            pass("b", "2"))));
        assertThrows(IllegalArgumentException.class, () -> plan(recipe(pass("a", "1", group("g", null)),
            pass("b", "2"), pass("c", "2", group("g", null)))));
    }

    /** The closure is worked out here from the model alone, in another way than the planner does it. */
    @Test
    void anEditReachesExactlyWhatSeesItOver400RandomRecipes() throws Exception {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Recipe recipe = RandomRecipes.recipe(random, 2 + random.nextInt(14));
            Remembered made = new Remembered();
            made.made(Planner.plan(recipe, Set.of(), made));
            List<Node> passes = recipe.nodes().stream().filter(Node.Pass.class::isInstance).toList();
            String edited = passes.get(random.nextInt(passes.size())).name();
            Plan plan = Planner.plan(RandomRecipes.edited(recipe, edited), Set.of(), made);
            assertEquals(reached(recipe, edited), running(plan), "seed " + seed + ", " + edited);
            plan.nodes().stream().filter(node -> node.verdict() == Verdict.RUN)
                .forEach(node -> assertFalse(node.reasons().isEmpty(), node.name()));
        }
    }

    private static Set<String> reached(Recipe recipe, String edited) {
        Set<String> reached = new TreeSet<>(Set.of(edited));
        for (Node node : recipe.nodes()) {
            if (RandomRecipes.sees(recipe, node).contains(edited)) {
                reached.add(node.name());
            }
        }
        return reached;
    }

    @Test
    void everyPassSeesWhatTheModelSaysAndComesAfterItOver400RandomRecipes() throws Exception {
        for (int seed = 0; seed < 400; seed++) {
            Recipe recipe = RandomRecipes.recipe(new Random(seed), 14);
            Plan plan = Planner.plan(recipe, Set.of(), new Remembered());
            List<String> order = new ArrayList<>();
            Set<String> prints = new HashSet<>();
            for (PlannedNode node : plan.nodes()) {
                if (node.node() instanceof Node.Pass pass) {
                    assertEquals(RandomRecipes.below(recipe, pass), plan.below(pass.name(), pass.root()),
                        "seed " + seed);
                }
                assertTrue(order.containsAll(RandomRecipes.sees(recipe, node.node())), "seed " + seed);
                order.add(node.name());
                assertTrue(prints.add(node.fingerprint().orElseThrow()), "seed " + seed + " " + node.name());
            }
        }
    }
}
