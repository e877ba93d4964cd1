package org.rootbuild.plan;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.codec.Codec;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;

/**
 * Writes down, label by label, everything that can change a node's result; the fingerprint is the digest of that. Names
 * of nodes and places in the script are not among it: renaming or moving a pass makes nothing again.
 */
public final class Describer {
    /** Of the empty tree that roots begin with; the first layer lies on it. */
    public static final String NOTHING_BELOW = Digests.hex(new byte[0]);
    static final String BELOW = "below";
    static final String STEPS = "steps";
    /** Grows when the engine itself gives other results for the same fields. */
    private static final long ENGINE = 1;

    /** Only of passes that are made without isolation. */
    static final String ISOLATION = "isolation";

    private final long epochSeconds;

    public Describer(long epochSeconds) {
        this.epochSeconds = epochSeconds;
    }

    /**
     * What stands for a stack of layers.
     *
     * @param tops the fingerprints of the layers that together lie on all of it, lowest first: one where passes follow
     *             each other, several where a block of independent passes is on top
     */
    static String together(List<String> tops) {
        return tops.isEmpty() ? NOTHING_BELOW : tops.size() == 1 ? tops.get(0)
            : fingerprint(Fields.builder().texts("layers", tops).build());
    }

    /**
     * A pass, or the first steps of one, on what lies below it. Every reference is pinned already.
     *
     * @param beside whether programs run beside those of the host instead of in a root of their own
     */
    public Fields pass(String below, List<Step> pinnedSteps, boolean beside) {
        Fields.Builder steps = Fields.builder();
        pinnedSteps.forEach(step -> steps.group(step.name(), step(step)));
        Fields.Builder head = head(Node.Pass.class);
        if (beside) {
            head.text(ISOLATION, "none");
        }
        return head.put(BELOW, new Value.Pinned(Value.RefKind.ROOT, "", below))
            .group(STEPS, steps.build()).build();
    }

    public Fields artifact(Step pinnedStep) {
        return head(Node.Artifact.class).group(STEPS, only(pinnedStep)).build();
    }

    public Fields check(Step pinnedStep) {
        return head(Node.Check.class).group(STEPS, only(pinnedStep)).build();
    }

    private static Fields only(Step step) {
        return Fields.builder().group(step.name(), step(step)).build();
    }

    private Fields.Builder head(Class<? extends Node> kind) {
        return Fields.builder()
            .text("kind", kind.getSimpleName())
            .whole("engine", ENGINE)
            .whole("epochSeconds", epochSeconds);
    }

    private static Fields step(Step step) {
        return Fields.builder()
            .text("verb", step.verb())
            .whole("version", step.verbVersion())
            .group("arguments", step.arguments().significant()).build();
    }

    /** The steps in a description, by name. */
    public static Fields steps(Fields described) {
        return described.group(STEPS);
    }

    /**
     * Names of what the pass is after its first step, after its first two, and so on: each is made of everything that
     * led there.
     */
    public static List<String> stepFingerprints(Fields described) {
        List<String> lineage = lineage(described);
        return lineage.subList(1, lineage.size());
    }

    /** As {@link #stepFingerprints}, with the name of what the pass is before its first step in front. */
    public static List<String> lineage(Fields described) {
        Fields.Builder head = Fields.builder();
        described.labels().stream().filter(label -> !label.equals(STEPS))
            .forEach(label -> head.put(label, described.get(label)));
        List<String> names = new ArrayList<>();
        String before = fingerprint(head.build());
        names.add(before);
        for (String step : steps(described).labels()) {
            before = fingerprint(Fields.builder().text("before", before).text("name", step)
                .group("step", steps(described).group(step)).build());
            names.add(before);
        }
        return names;
    }

    public static String fingerprint(Fields described) {
        return Digests.hex(Codec.encode(described));
    }
}
