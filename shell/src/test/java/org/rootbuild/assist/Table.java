package org.rootbuild.assist;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rootbuild.language.SourceRef;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.session.Session;

/** What there is to name, for tests: two roots, a thousand passes, some files. */
public final class Table implements Vocabulary {
    private final List<Named> nodes = IntStream.range(0, 1000).mapToObj(i -> new Named(
        i == 0 ? "it boots" : "pass:" + i, "in root tools")).toList();

    /** As {@code Map<String, PlannedNode>}. */
    static final Map<String, PlannedNode> PASSES = Map.of();

    @Override
    public List<CommandWord> commands() {
        return List.of(
            new CommandWord("break", "Sets a breakpoint.", "break [before|after] PLACE", List.of(ArgumentKind.WORD,
                ArgumentKind.PLACE), List.of(Named.of("before"), Named.of("after"), Named.of("when"))),
            new CommandWord("help", "Helps.", "help [COMMAND]", List.of(ArgumentKind.COMMAND), List.of()),
            new CommandWord("ls", "Lists.", "ls PATH", List.of(ArgumentKind.ROOT_FILE), List.of()),
            new CommandWord("plan", "Shows the plan.", "plan", List.of(), List.of()),
            new CommandWord("retry", "Runs the failed step again.", "retry [--here] [PASS]", List.of(ArgumentKind.NODE),
                List.of(new Named("--here", "without restoring"), Named.of("--pass"))),
            new CommandWord("save", "Writes the recipe.", "save FILE", List.of(ArgumentKind.FILE), List.of()),
            new CommandWord("set", "Sets a parameter.", "set NAME VALUE", List.of(ArgumentKind.PARAMETER,
                ArgumentKind.VALUE), List.of()),
            new CommandWord("when", "Waits.", "when CODE", List.of(ArgumentKind.CODE), List.of()));
    }

    @Override
    public List<Named> nodes() {
        return nodes;
    }

    @Override
    public List<Named> steps(String node) {
        return node.equals("pass:1") ? List.of(Named.of("configure"), Named.of("make")) : List.of();
    }

    @Override
    public List<Named> roots() {
        return List.of(new Named("tools", "900 passes"), new Named("system", "99 passes"));
    }

    @Override
    public List<Named> parameters() {
        return List.of(new Named("jobs", "parallel make jobs"), Named.of("target"));
    }

    @Override
    public List<Named> values(String parameter) {
        return parameter.equals("jobs") ? List.of(Named.of("4"), Named.of("default")) : List.of();
    }

    @Override
    public List<Named> files(String root, String folder) {
        return switch (root + ":" + folder) {
            case "tools:/" -> List.of(Named.of("etc/"), Named.of("usr/"));
            case "tools:/etc/" -> List.of(Named.of("passwd"), Named.of("profile"));
            case "system:/" -> List.of(Named.of("init"));
            default -> List.of();
        };
    }

    @Override
    public Map<String, Type> variables() {
        try {
            return Map.of("plan", Plan.class, "session", Session.class, "gcc", SourceRef.class, "passes",
                Table.class.getDeclaredField("PASSES").getGenericType());
        } catch (NoSuchFieldException missing) {
            throw new AssertionError(missing);
        }
    }
}
