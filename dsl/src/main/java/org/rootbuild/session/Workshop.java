package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.Secrets;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.verb.Closures;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/** What the makers of all kinds of nodes share. */
final class Workshop {
    private final Host host;
    private final boolean plain;
    private final Store store;
    private final Verbs verbs;
    private final Pins pins;
    private final Ledger ledger;
    private final Worker worker;
    private final Agreement agreement;
    private final JobSlots jobs;
    private final Equipment equipment;
    private StageTools tools;
    private RootSight roots;
    private Optional<StepSurroundings.Shared> shared = Optional.empty();

    /**
     * @param plain whether programs run on plain copies of roots
     * @param jobs  what programs that run several jobs at once share
     * @param equipment what verbs keep from step to step
     */
    Workshop(Host host, boolean plain, Store store, Verbs verbs, Pins pins, Ledger ledger, Worker worker,
             JobSlots jobs, Equipment equipment) {
        this.host = host;
        this.plain = plain;
        this.store = store;
        this.verbs = verbs;
        this.pins = pins;
        this.ledger = ledger;
        this.worker = worker;
        this.agreement = new Agreement(store);
        this.jobs = jobs;
        this.equipment = equipment;
        this.tools = new StageTools(store, 0, host.processors());
        this.roots = new RootSight(store, 0);
    }

    void use(Recipe recipe, Closures closures) {
        roots = new RootSight(store, recipe.epochSeconds());
        tools = new StageTools(store, recipe.epochSeconds(), host.processors());
        shared = Optional.of(new StepSurroundings.Shared(store, new Materials(store, pins, roots, agreement),
            closures, host, equipment, jobs, recipe.epochSeconds()));
    }

    Secrets secrets() {
        return shared.orElseThrow().closures().secrets();
    }

    Store store() {
        return store;
    }

    Pins pins() {
        return pins;
    }

    Journal journal() {
        return ledger.journal();
    }

    Worker worker() {
        return worker;
    }

    /** What was read of the store may be wrong by now. */
    void forget() {
        roots.forgetAll();
        tools.forget();
    }

    Agreement agreement() {
        return agreement;
    }

    RootSight roots() {
        return roots;
    }

    /** The root that the pass works on, for programs. */
    Stages stages(Plan plan, Node.Pass pass) throws Failure {
        return stages(plan.recipe(), pass.root(), Materials.below(plan, pass));
    }

    /** As the other one, on these layers. */
    Stages stages(Recipe recipe, String root, List<String> layers) throws Failure {
        return new Stages(tools, layers, RootOptions.of(recipe, root, plain), recipe.epochSeconds());
    }

    Visits visits(Workspace workspace) {
        return new Visits(workspace, store, tools);
    }

    /** @throws Failure when the step needs a secret that was not given */
    StepSurroundings around(Plan plan, NodeWork work, StepLog log) throws Failure {
        return new StepSurroundings(shared.orElseThrow(), plan, work, log);
    }

    <V extends Verb> V verb(Step step, Class<V> kind) throws Failure {
        Optional<Verb> verb = verbs.find(step.verb());
        if (verb.isPresent() && kind.isInstance(verb.get())) {
            return kind.cast(verb.get());
        }
        throw new Failure("nothing registered here can carry out '" + step.verb() + "'",
            "Put the jar that has the verb '" + step.verb() + "' on the class path.");
    }

    /** Whether what is in the store is to give way. */
    boolean isMadeAgain(String node) {
        return ledger.journal().state().isRolledBack(node);
    }

    /** Puts what has no layer into the store. */
    StoredResult commit(NodeWork work, Path assembled, Manifest manifest) throws IOException {
        return isMadeAgain(work.name()) ? store.replace(work.fingerprint(), assembled, manifest)
            : store.commit(work.fingerprint(), assembled, manifest);
    }

    /** The store has it, at least pending; the journal says so as soon as that would survive a loss of power. */
    void done(NodeWork work) throws IOException {
        if (work.isTouched()) {
            ledger.journal().append(new JournalEntry.Touched(work.name(), work.fingerprint(), work.result()));
        }
        ledger.done(new JournalEntry.Done(work.name(), work.result(), work.millis(), work.times()));
    }

    StoredResult used(PlannedNode node) throws IOException {
        StoredResult result = store.result(node.fingerprint().orElseThrow()).orElseThrow(() ->
            new DamagedContent(store.resultPlace(node.fingerprint().orElseThrow()), "it is gone"));
        store.touch(result);
        return result;
    }
}
