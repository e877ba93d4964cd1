package org.rootbuild.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The last build of a recipe: the session that came to its end, or the last one, with those before it that did not come
 * to theirs and that it went on with.
 */
final class Build {
    private final List<Attempt> attempts;
    private final Optional<Attempt> idleSince;
    private final Predicate<String> touchedBefore;
    private final Map<String, List<NodeRun>> runs = new LinkedHashMap<>();
    private final Map<String, NodeFacts> facts = new LinkedHashMap<>();
    private final Map<String, SourceFacts> sources = new LinkedHashMap<>();

    private Build(List<Attempt> attempts, Optional<Attempt> idleSince, Predicate<String> touchedBefore) {
        this.attempts = List.copyOf(attempts);
        this.idleSince = idleSince;
        this.touchedBefore = touchedBefore;
        for (Attempt attempt : attempts) {
            attempt.runs().forEach(run -> runs.computeIfAbsent(run.node(), name -> new ArrayList<>()).add(run));
            facts.putAll(attempt.facts());
            attempt.sources().forEach(source -> sources.put(source.name(), source));
        }
        idleSince.ifPresent(idle -> idle.sources().forEach(source -> sources.putIfAbsent(source.name(), source)));
    }

    /**
     * @param sessions      the oldest first, at least one
     * @param touchedBefore whether a person had a hand in what stands of a node, whoever made it
     */
    static Build last(List<Attempt> sessions, Predicate<String> touchedBefore) {
        int end = sessions.size() - 1;
        while (end > 0 && sessions.get(end).isIdle() && sessions.get(end).outcome() != Outcome.RUNNING) {
            end--;
        }
        if (sessions.get(end).isIdle()) {
            end = sessions.size() - 1;
        }
        List<Attempt> chain = new ArrayList<>(List.of(sessions.get(end)));
        for (int i = end - 1; i >= 0 && (sessions.get(i).isIdle() || sessions.get(i).outcome() != Outcome.DONE); i--) {
            if (!sessions.get(i).isIdle()) {
                chain.add(0, sessions.get(i));
            }
        }
        return new Build(chain, end < sessions.size() - 1 ? Optional.of(sessions.get(sessions.size() - 1))
            : Optional.empty(), touchedBefore);
    }

    /** The oldest first. */
    List<Attempt> attempts() {
        return attempts;
    }

    Attempt last() {
        return attempts.get(attempts.size() - 1);
    }

    /** The last session after the build, which found nothing to do. */
    Optional<Attempt> idleSince() {
        return idleSince;
    }

    /** What was worked on, in the order in which that began. */
    Set<String> worked() {
        return runs.keySet();
    }

    List<NodeRun> runs(String node) {
        return runs.getOrDefault(node, List.of());
    }

    /** The last go at a node that was worked on; a look-up of a source gives way to its fetch. */
    NodeRun lastRun(String node) {
        List<NodeRun> all = runs(node);
        return all.get(all.size() - 1);
    }

    List<String> worked(RunState state) {
        return worked().stream().filter(name -> lastRun(name).state() == state).toList();
    }

    Optional<NodeFacts> facts(String node) {
        return Optional.ofNullable(facts.get(node));
    }

    List<SourceFacts> sources() {
        return List.copyOf(sources.values());
    }

    /** What the last session found there and no session of the build had made. */
    List<Attempt.Reused> reused() {
        Map<String, Attempt.Reused> found = new LinkedHashMap<>();
        attempts.forEach(attempt -> found.putAll(attempt.reused()));
        worked().forEach(found::remove);
        return List.copyOf(found.values());
    }

    /** What was still to be made when the last session ended, and was not begun in any. */
    List<String> left() {
        return last().left().stream().filter(name -> !runs.containsKey(name)).toList();
    }

    /** Of what was made or reused, what a person had a hand in. */
    Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>();
        for (String name : worked()) {
            if (lastRun(name).stored().map(NodeRun.Stored::touched).orElse(false)) {
                touched.add(name);
            }
        }
        reused().stream().map(Attempt.Reused::name).filter(touchedBefore).forEach(touched::add);
        return touched;
    }

    /** All goes that failed, the last one first. */
    List<NodeRun> failures() {
        List<NodeRun> failures = new ArrayList<>();
        for (Attempt attempt : attempts) {
            attempt.runs().stream().filter(run -> run.trouble().isPresent()).forEach(run -> failures.add(0, run));
        }
        return failures;
    }

    /** Whether nothing came of the node after that failure. */
    boolean stands(NodeRun failure) {
        return lastRun(failure.node()) == failure;
    }

    boolean isExact() {
        return attempts.stream().allMatch(Attempt::exact);
    }
}
