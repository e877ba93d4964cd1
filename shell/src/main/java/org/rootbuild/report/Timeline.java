package org.rootbuild.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * When what was worked on, on an axis of time at work: what lies between two sessions, or in which a session waited for
 * a person, is cut out. Places are milliseconds from the beginning of the axis.
 */
final class Timeline {
    private static final int MOST_CUTS = 24;
    private static final long SHORTEST_CUT_MILLIS = 2_000;
    private static final double CUT_SHARE = 0.05;

    /** A go at a node; {@code lane} counts from 0. */
    record Bar(NodeRun run, int lane, double from, double to) {
    }

    /** Here time is cut out; {@code attempt} counts from 1 and is 0 where the session is the same before and behind. */
    record Cut(double at, long pauseMillis, int attempt) {
    }

    private record Span(Instant from, Instant to, double offset, int attempt) {
        double length() {
            return Duration.between(from, to).toNanos() / 1e6;
        }
    }

    private final List<Span> spans;
    private final List<Bar> bars = new ArrayList<>();
    private final int lanes;

    private Timeline(List<Span> spans, List<NodeRun> runs) {
        this.spans = spans;
        List<Instant> free = new ArrayList<>();
        for (NodeRun run : runs) {
            int lane = 0;
            while (lane < free.size() && free.get(lane).isAfter(run.began())) {
                lane++;
            }
            if (lane == free.size()) {
                free.add(run.ended());
            } else {
                free.set(lane, run.ended());
            }
            bars.add(new Bar(run, lane, place(run.began()), place(run.ended())));
        }
        this.lanes = free.size();
    }

    static Timeline of(Build build) {
        List<NodeRun> runs = new ArrayList<>();
        Map<NodeRun, Integer> attempts = new IdentityHashMap<>();
        for (int i = 0; i < build.attempts().size(); i++) {
            // Of very many sessions in a row not each can begin after a cut.
            int number = build.attempts().size() <= MOST_CUTS ? i + 1 : 1;
            build.attempts().get(i).runs().forEach(run -> attempts.put(run, number));
            runs.addAll(build.attempts().get(i).runs());
        }
        runs.removeIf(run -> run.state() == RunState.SKIPPED && run.millis() == 0);
        runs.sort(Comparator.comparing(NodeRun::began));
        return new Timeline(spans(runs, attempts), runs);
    }

    private static List<Span> spans(List<NodeRun> runs, Map<NodeRun, Integer> attempts) {
        long work = runs.stream().mapToLong(NodeRun::millis).sum();
        long shortest = Math.max(SHORTEST_CUT_MILLIS, (long) (work * CUT_SHARE));
        List<Span> spans = spans(runs, attempts, shortest);
        while (spans.size() > 2 * MOST_CUTS) {
            shortest *= 2;
            spans = spans(runs, attempts, shortest);
        }
        return spans;
    }

    private static List<Span> spans(List<NodeRun> runs, Map<NodeRun, Integer> attempts, long shortestCut) {
        List<Span> spans = new ArrayList<>();
        for (NodeRun run : runs) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            int attempt = attempts.get(run);
            if (last != null && last.attempt() == attempt && !run.began().isAfter(last.to().plusMillis(shortestCut))) {
                spans.set(spans.size() - 1, new Span(last.from(), later(last.to(), run.ended()), last.offset(),
                    attempt));
            } else {
                spans.add(new Span(run.began(), later(run.began(), run.ended()),
                    last == null ? 0 : last.offset() + last.length(), attempt));
            }
        }
        return spans;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Where the moment is on the axis; one that is cut out lies where the cut is. */
    double place(Instant moment) {
        double place = 0;
        for (Span span : spans) {
            if (moment.isBefore(span.from())) {
                return place;
            }
            Instant end = moment.isBefore(span.to()) ? moment : span.to();
            place = span.offset() + Duration.between(span.from(), end).toNanos() / 1e6;
        }
        return place;
    }

    /** In the order in which they began. */
    List<Bar> bars() {
        return bars;
    }

    /** How many goes there were at the same time, at most. */
    int lanes() {
        return lanes;
    }

    /** At least 1. */
    double length() {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        return last == null ? 1 : Math.max(1, last.offset() + last.length());
    }

    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 1; i < spans.size(); i++) {
            Span before = spans.get(i - 1);
            Span behind = spans.get(i);
            cuts.add(new Cut(behind.offset(), Math.max(0, Duration.between(before.to(), behind.from()).toMillis()),
                behind.attempt() == before.attempt() ? 0 : behind.attempt()));
        }
        return cuts;
    }
}
