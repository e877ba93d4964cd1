package org.rootbuild.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalState;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Planner;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Verbs;

/** The plan of a session, made anew whenever something becomes known. */
final class Course {
    private final SessionSettings settings;
    private final Store store;
    private final JournalState journal;
    private final Pins pins;
    private final SessionKnowledge knowledge;
    private Optional<Walk> walk = Optional.empty();

    Course(SessionSettings settings, Verbs verbs, Store store, JournalState journal) {
        this.settings = settings;
        this.store = store;
        this.journal = journal;
        this.pins = new Pins(verbs, store, settings, journal);
        this.knowledge = new SessionKnowledge(store, pins, journal, settings.manner());
    }

    /** Of a recipe that no session works on here: nothing is locked and nothing is written. */
    static Course seen(SessionSettings settings, Recipe recipe, Verbs verbs, Store store) throws IOException {
        JournalState journal = Journal.read(settings.stateFolder().resolve(Holdings.JOURNAL));
        Course course = new Course(settings, verbs, store, journal);
        course.take(course.planned(recipe));
        return course;
    }

    /** @throws Failure when a target is not in the recipe, or a file that it names cannot be read */
    Plan planned(Recipe recipe) throws IOException {
        try {
            return Planner.plan(recipe, settings.targets(), knowledge);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    void take(Plan plan) {
        if (walk.isEmpty()) {
            walk = Optional.of(new Walk(plan));
        } else {
            walk.get().take(plan);
        }
    }

    /** Plans are made from now on as if these had been rolled back. */
    void takeBack(Set<String> nodes) {
        knowledge.takeBack(nodes);
    }

    /** The store, or files of this host, changed behind what was seen of them. */
    void lookAgain() {
        knowledge.lookAgain();
        pins.forgetFiles();
    }

    Walk walk() {
        return walk.orElseThrow();
    }

    Plan plan() {
        return walk().plan();
    }

    Pins pins() {
        return pins;
    }

    SessionEvent.Planned told() {
        return new SessionEvent.Planned(plan().recipe().name(), plan().count(Verdict.RUN), plan().count(Verdict.REUSE));
    }

    /** The node and everything that was made with it, in the order of the plan. */
    Set<String> madeWith(String name) throws Failure {
        List<PlannedNode> nodes = plan().nodes();
        PlannedNode from = plan().find(name).orElseThrow(() -> new Failure("there is no '" + name + "' in this plan."
            + Suggestion.sentence(name, nodes.stream().map(PlannedNode::name).toList()),
            "'rootbuild plan' lists the names."));
        Set<String> found = new LinkedHashSet<>();
        for (PlannedNode node : nodes) {
            if (node == from || node.inputs().stream().anyMatch(found::contains)) {
                found.add(node.name());
            }
        }
        return found;
    }

    /** @param live whether a session walks this course, so that its states are known */
    Inspection inspect(String path, boolean live) throws IOException {
        return new Inspector(settings, store, plan(), journal, live ? Optional.of(walk().states()) : Optional.empty())
            .inspect(path);
    }

    Comparer comparer() {
        return new Comparer(store, plan(), journal);
    }

    /** What is there already is said once, and artifacts that somebody removed from the output folder come back. */
    void announce(NodeRunner runner, Set<String> announced) throws IOException {
        List<PlannedNode> reused = new ArrayList<>();
        for (PlannedNode node : plan().nodes()) {
            if (walk().state(node.name()) == State.REUSED && node.verdict() == Verdict.REUSE
                    && !announced.contains(node.name())) {
                runner.reuse(node);
                announced.add(node.name());
                reused.add(node);
            }
        }
        runner.remember(reused);
    }
}
