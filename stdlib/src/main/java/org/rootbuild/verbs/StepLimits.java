package org.rootbuild.verbs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RootSpec;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code limits}: how long a step may take, and how much memory. They cannot change a result, only end a step. */
public final class StepLimits implements Verb.Word {
    private static final Size LEAST_MEMORY = new Size(1 << 20);

    @Doc(value = "How long each step that runs programs may take, and how much memory, for the passes after it. A"
        + " step that"
        + " goes beyond is ended with everything that it started. Changing a limit makes nothing again.",
        examples = "limits time: 2.hours, memory: 4.GiB")
    public static void limits(RootSpec self,
        @Option(name = "time", type = Duration.class, about = "how long a step may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of a step may have")
        Map<String, Object> options) {
        of(Options.of(options), self::problem).forEach(self::setting);
    }

    @Doc(value = "The same for the steps of this pass after it.", examples = "limits time: 10.minutes")
    public static void limits(PassSpec self,
        @Option(name = "time", type = Duration.class, about = "how long a step may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of a step may have")
        Map<String, Object> options) {
        of(Options.of(options), self::problem).forEach(self::option);
    }

    /** The limits among the named arguments, by the labels that they have in {@link Settings}. */
    static Map<String, Value> of(Options given, BiConsumer<String, String> problem) {
        Map<String, Value> limits = new LinkedHashMap<>();
        given.duration("time").ifPresent(time -> {
            if (time.isZero() || time.isNegative()) {
                problem.accept("a step cannot take less than no time", "Write it like 90.seconds or 2.hours.");
            } else {
                limits.put(Settings.TIME, new Value.Whole(time.toMillis()));
            }
        });
        given.size("memory").ifPresent(memory -> {
            if (memory.compareTo(LEAST_MEMORY) < 0) {
                problem.accept("no program runs in " + memory, "Write it like 4.GiB.");
            } else {
                limits.put(Settings.MEMORY, new Value.Whole(memory.bytes()));
            }
        });
        return limits;
    }

    /** Whether the named arguments say nothing of the limit with that label. */
    static boolean isMissing(Options given, String label) {
        return !given.has(label.equals(Settings.TIME) ? "time" : "memory");
    }

    @Override
    public String name() {
        return "limits";
    }
}
