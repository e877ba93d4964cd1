package org.rootbuild.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lanes, cuts and marks. */
class TimelineTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private static NodeRun run(String name, double from, double to) {
        return new NodeRun(name, "pass", START.plusMillis((long) (from * 1000)), START.plusMillis((long) (to * 1000)),
            RunState.DONE, List.of(), List.of(), "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Attempt attempt(Outcome outcome, NodeRun... runs) {
        return new Attempt(runs[0].began(), runs[runs.length - 1].ended(), outcome, Circumstances.UNKNOWN,
            List.of(runs), Map.of(), Map.of(), List.of(), List.of(), List.of(), true);
    }

    private static Timeline of(Attempt... attempts) {
        return Timeline.of(Build.last(List.of(attempts), node -> false));
    }

    @Test
    void whatRunsAtTheSameTimeHasALaneEach() {
        Timeline timeline = of(attempt(Outcome.DONE, run("a", 0, 4), run("b", 1, 2), run("c", 2, 5), run("d", 4, 6)));
        assertEquals(List.of(0, 1, 1, 0), timeline.bars().stream().map(Timeline.Bar::lane).toList());
        assertEquals(2, timeline.lanes());
        assertEquals(6_000, timeline.length());
    }

    @Test
    void noTwoBarsOfALaneOverlap() {
        Random random = new Random(7);
        List<NodeRun> runs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double from = random.nextInt(1_000) / 10.0;
            runs.add(run("p" + i, from, from + random.nextInt(50) / 10.0));
        }
        List<Timeline.Bar> bars = of(attempt(Outcome.DONE, runs.toArray(NodeRun[]::new))).bars();
        for (Timeline.Bar one : bars) {
            for (Timeline.Bar other : bars) {
                assertTrue(one == other || one.lane() != other.lane() || one.to() <= other.from()
                    || other.to() <= one.from(), one + " " + other);
            }
        }
    }

    @Test
    void pausesAreCutOut() {
        Timeline timeline = of(attempt(Outcome.FAILED, run("a", 0, 10), run("b", 3_610, 3_620)),
            attempt(Outcome.DONE, run("b", 3_621, 3_630)));
        assertEquals(List.of(new Timeline.Cut(10_000, 3_600_000, 0), new Timeline.Cut(20_000, 1_000, 2)),
            timeline.cuts());
        assertEquals(29_000, timeline.length());
        assertEquals(10_000, timeline.place(START.plusSeconds(1_000)));
    }

    @Test
    void veryManyPausesAreNotAllCutOut() {
        List<NodeRun> runs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            runs.add(run("p" + i, i * 100, i * 100 + 1));
        }
        assertTrue(of(attempt(Outcome.DONE, runs.toArray(NodeRun[]::new))).cuts().size() < 50);
    }

    @Test
    void marksAreRoundAndInOneForm() {
        assertEquals("0, 5 s, 10 s, 15 s, 20 s", labels(0, 20_700));
        assertEquals("0, 100 ms, 200 ms, 300 ms, 400 ms, 500 ms", labels(0, 590));
        assertEquals("2.2 s, 2.4 s, 2.6 s, 2.8 s, 3.0 s, 3.2 s, 3.4 s", labels(2_100, 3_500));
        assertEquals("0, 10 min, 20 min, 30 min, 40 min, 50 min, 60 min", labels(0, 3_600_000));
        assertEquals("0, 0:30, 1:00, 1:30, 2:00, 2:30, 3:00", labels(0, 200_000));
        assertTrue(labels(0, 9_000_000).startsWith("0, 0:30 h, 1:00 h"), labels(0, 9_000_000));
        assertTrue(Ticks.of(0, 400L * 24 * 3_600_000).size() <= 10);
    }

    private static String labels(double from, double to) {
        return String.join(", ", Ticks.of(from, to).stream().map(Ticks.Tick::label).toList());
    }
}
