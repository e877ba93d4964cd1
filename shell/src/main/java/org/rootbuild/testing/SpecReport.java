package org.rootbuild.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says how features end, as they do: one line for each, and below those that fail why they did. */
final class SpecReport implements TestExecutionListener {
    private static final String INDENT = "      ";
    private static final String ENGINE = "spock";

    private final Consumer<String> out;
    private final boolean unicode;
    private final Thrown thrown;
    private final List<Result> results = new ArrayList<>();
    private final Map<String, Long> started = new HashMap<>();
    private final long begunNanos = System.nanoTime();
    private Optional<TestPlan> plan = Optional.empty();
    private String spec = "";

    SpecReport(Consumer<String> out, boolean unicode, boolean wholeStacks) {
        this.out = out;
        this.unicode = unicode;
        this.thrown = new Thrown(wholeStacks);
    }

    List<Result> results() {
        return results;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan begun) {
        plan = Optional.of(begun);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        heading(test);
        ended(new Result(spec, name(test), Result.Outcome.SKIPPED, 0, Optional.empty(), reason));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
        boolean isTable = !plan.orElseThrow().getChildren(test).isEmpty();
        if ((!test.isTest() || isTable) && !failed) {
            return;
        }
        heading(test);
        Result.Outcome outcome = failed ? Result.Outcome.FAILED
            : result.getStatus() == TestExecutionResult.Status.ABORTED ? Result.Outcome.SKIPPED : Result.Outcome.HELD;
        long millis = (System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1_000_000;
        ended(new Result(spec, name(test), outcome, millis, result.getThrowable(),
            outcome == Result.Outcome.SKIPPED ? result.getThrowable().map(Throwable::getMessage).orElse("") : ""));
    }

    private void ended(Result result) {
        results.add(result);
        out.accept("  " + mark(result.outcome()) + " " + result.name()
            + (result.why().isEmpty() ? "" : "   (" + result.why() + ")")
            + (result.millis() < 1_000 ? "" : "   " + seconds(result.millis())));
        if (result.isFailed() && result.thrown().isPresent()) {
            out.accept("");
            thrown.lines(result.thrown().get(), result.spec()).forEach(line ->
                out.accept(line.isEmpty() ? "" : INDENT + line));
            out.accept("");
        }
    }

    private String mark(Result.Outcome outcome) {
        return switch (outcome) {
            case HELD -> unicode ? "✓" : "+";
            case FAILED -> unicode ? "✗" : "x";
            case SKIPPED -> unicode ? "–" : "-";
        };
    }

    /** The specification's name, above the first of its features. */
    private void heading(TestIdentifier test) {
        TestIdentifier at = test;
        Optional<TestIdentifier> above = plan.orElseThrow().getParent(at);
        while (above.isPresent() && plan.orElseThrow().getParent(above.get()).isPresent()) {
            at = above.get();
            above = plan.orElseThrow().getParent(at);
        }
        String name = at.getUniqueIdObject().getLastSegment().getType().equals("engine") ? ENGINE : at.getDisplayName();
        if (!name.equals(spec)) {
            out.accept((spec.isEmpty() ? "" : "\n") + name);
            spec = name;
        }
    }

    private String name(TestIdentifier test) {
        return test.isTest() || !test.getDisplayName().equals(spec) ? test.getDisplayName()
            : "what all its features share";
    }

    void summary() {
        long held = count(Result.Outcome.HELD);
        long failed = count(Result.Outcome.FAILED);
        long skipped = count(Result.Outcome.SKIPPED);
        long millis = (System.nanoTime() - begunNanos) / 1_000_000;
        out.accept("");
        out.accept((failed > 0 ? "Failed: " + failed + " of " + results.size() + " features"
            : held + (held == 1 ? " feature holds" : " features hold"))
            + (skipped > 0 ? ", " + skipped + " skipped" : "") + ", " + seconds(millis));
    }

    private long count(Result.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
