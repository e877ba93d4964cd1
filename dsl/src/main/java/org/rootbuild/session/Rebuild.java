package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.journal.Journal;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoreUse;
import org.rootbuild.store.StoredResult;
import org.rootbuild.verb.Closures;
import org.rootbuild.verb.Verbs;

/**
 * A node that was made a second time, from the same layers and files, beside what the store has of it: what differs is
 * what cannot be reproduced. The second build lies in a store of its own, in which everything else is a link into the
 * real one, and is gone when this is closed.
 */
public final class Rebuild implements AutoCloseable {
    private final Path scratch;
    private final StoreUse use;
    private final Comparison comparison;

    private Rebuild(Path scratch, StoreUse use, Comparison comparison) {
        this.scratch = scratch;
        this.use = use;
        this.comparison = comparison;
    }

    /** What is compared, and against what. */
    private record Order(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, Plan plan,
                         PlannedNode node) {
    }

    /**
     * Makes the node again and compares.
     *
     * @param listener hears what the second build does
     * @throws Failure when the node, or something that it needs, is not in the store, or a step fails
     */
    public static Rebuild of(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Store store,
                             String name, Listener listener) throws IOException {
        Plan plan = Preview.plan(settings.withTargets(Set.of()), recipe, verbs, store);
        Order order = new Order(settings, recipe, verbs, store, plan, checked(plan, name));
        StoreUse use = store.use(settings.command());
        Path scratch = store.temporaryFolder();
        try {
            Store beside = besides(order, scratch);
            StoredResult again = made(order, scratch, closures, beside, listener);
            Comparer comparer = new Comparer(store, plan,
                Journal.read(settings.stateFolder().resolve(Holdings.JOURNAL)));
            Comparison found = comparer.between(comparer.find(name), again);
            return new Rebuild(scratch, use, new Comparison(found.left(), new Comparison.Build(name,
                again.fingerprint(), Optional.of(settings.clock().instant()), false), found.clauses(), found.paths()));
        } catch (IOException | RuntimeException | Error failed) {
            Deletion.delete(scratch);
            use.close();
            throw failed;
        }
    }

    private static PlannedNode checked(Plan plan, String name) throws Failure {
        PlannedNode node = plan.find(name).orElseThrow(() -> new Failure("there is no '" + name + "' in the recipe '"
            + plan.recipe().name() + "'", "'rootbuild plan' lists the names."));
        if (!(node.node() instanceof Node.Pass || node.node() instanceof Node.Artifact)) {
            throw new Failure("the " + node.node().kind() + " '" + name + "' leaves nothing to compare",
                "Name a pass or an artifact.");
        }
        List<String> needed = new ArrayList<>(node.inputs());
        needed.add(name);
        if (node.node() instanceof Node.Pass pass) {
            needed.addAll(plan.below(name, pass.root()));
        }
        for (String one : needed) {
            if (plan.find(one).orElseThrow().verdict() == Verdict.RUN || plan.find(one).get().fingerprint().isEmpty()) {
                throw new Failure("'" + one + "' is not made as the recipe says now", "Run the recipe first.");
            }
        }
        return node;
    }

    /** A store that has everything but the node. */
    private static Store besides(Order order, Path scratch) throws IOException {
        Store beside = Store.open(scratch.resolve("store"), order.settings().clock());
        for (PlannedNode one : order.plan().nodes()) {
            Optional<StoredResult> result = one == order.node() || one.node() instanceof Node.Source
                ? Optional.empty() : one.fingerprint().flatMap(order.store()::result);
            if (result.isPresent()) {
                Path place = beside.resultPlace(result.get().fingerprint());
                Files.createDirectories(place.getParent());
                if (!Files.exists(place)) {
                    Files.createSymbolicLink(place, result.get().folder());
                }
            }
        }
        Path sources = order.store().sourcePlace("00").getParent().getParent();
        if (Files.isDirectory(sources)) {
            Files.createSymbolicLink(beside.sourcePlace("00").getParent().getParent(), sources);
        }
        return beside;
    }

    private static StoredResult made(Order order, Path scratch, Closures closures, Store beside, Listener listener)
            throws IOException {
        SessionSettings usual = order.settings();
        Path state = Files.createDirectories(scratch.resolve("state"));
        Path journal = usual.stateFolder().resolve(Holdings.JOURNAL);
        if (Files.exists(journal)) {
            Files.copy(journal, state.resolve(Holdings.JOURNAL));
        }
        SessionSettings settings = new SessionSettings(usual.recipeFolder(), state, scratch.resolve("out"),
            Set.of(order.node().name()), false, new Manner(usual.manner().isolation(), false), usual.command(),
            usual.host(), usual.clock());
        try (Session session = Session.open(settings, order.recipe(), closures, order.verbs(), beside, listener)) {
            Outcome outcome = session.run(Optional.empty());
            if (outcome instanceof Outcome.Failed failed) {
                throw again(failed.failure());
            } else if (!(outcome instanceof Outcome.Finished)) {
                throw new Failure("making '" + order.node().name() + "' again was ended", "Try again.");
            }
            return session.plan().find(order.node().name()).flatMap(PlannedNode::fingerprint).flatMap(beside::result)
                .orElseThrow(() -> new Failure("'" + order.node().name() + "' was made again and is not there",
                    "Run the recipe, then try again."));
        }
    }

    private static Failure again(StepFailure failure) {
        return new Failure("making '" + failure.node() + "' again failed in its step '" + failure.step() + "': "
            + failure.message(), failure.remedy() + (failure.lastLines().isEmpty() ? ""
            : "\nIts last lines were:\n" + String.join("\n", failure.lastLines())));
    }

    public Comparison comparison() {
        return comparison;
    }

    @Override
    public void close() throws IOException {
        Deletion.delete(scratch);
        use.close();
    }
}
