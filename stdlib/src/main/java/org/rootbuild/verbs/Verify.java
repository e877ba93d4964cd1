package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code verify}: what must hold at this place of a pass. */
public final class Verify implements Verb.OnPass {
    static final String EXPECTATIONS = "expectations";
    static final String KIND = "kind";
    static final String TEXT = "text";

    private static final String WHAT = "what";
    static final String IN_TREE = "inTree";
    /** Lines of an output that are looked at; a check of more is no check that a person could read. */
    private static final int LINES_LIMIT = 100_000;

    @Doc(value = "Says what must hold here: what was built wrongly is found in the pass that built it. When it does"
        + " not hold, the"
        + " pass fails, and says what was expected and what was found.",
        examples = {"verify(\"$target-gcc links against our loader\") {",
            "    sh \"echo 'int main(){}' | $target-gcc -x c - -o t\"",
            "    output 'readelf -l t', contains: ': /tools/lib64/ld-linux-x86-64.so.2'", "    exists"
                + " '/tools/bin/ld'", "}"})
    public static void verify(PassSpec self, String what,
        @DelegatesTo(value = VerifySpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        verify(self, Map.of(), what, body);
    }

    @Doc("Says what must hold, with commands that run elsewhere or under other conditions.")
    public static void verify(PassSpec self,
        @Option(name = "folder", type = String.class, about = "where commands run; /build where it is not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets commands use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        Map<String, Object> options, String what,
        @DelegatesTo(value = VerifySpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        VerifySpec spec = new VerifySpec(self);
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        if (spec.expectations().isEmpty()) {
            self.problem("'" + what + "' expects nothing, so it could not fail",
                "Say what must hold: sh '…', output('…', contains: '…'), exists '…' or file('…', contains: '…').");
            return;
        }
        Options given = Options.of(options);
        boolean inTree = !spec.runsPrograms() && !ProgramStep.hasRun(self);
        Fields.Builder fields = (inTree ? Fields.builder() : ProgramStep.begin(self, given))
            .hint(WHAT, new Value.Text(what)).text(ProgramStep.FOLDER, ProgramStep.folder(self, given))
            .put(EXPECTATIONS, new Value.ListOf(spec.expectations()));
        if (inTree) {
            fields.hint(IN_TREE, new Value.Flag(true));
        }
        self.step(Verify.class, fields.build());
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        if (fields.flag(IN_TREE)) {
            check(context, new Sight.OfTree(Place.tree(context)), Optional.empty());
            return;
        }
        Programs programs = new Programs(context);
        check(context, new Sight.OfPrograms(programs), Optional.of(programs));
    }

    private static void check(PassContext context, Sight sight, Optional<Programs> programs)
        throws IOException, InterruptedException {
        String what = context.arguments().text(WHAT);
        for (Value one : context.arguments().list(EXPECTATIONS)) {
            Fields expectation = ((Value.Group) one).fields();
            String text = expectation.text(TEXT);
            switch (expectation.text(KIND)) {
                case "exists" -> there(what, sight, text, true);
                case "missing" -> there(what, sight, text, false);
                case "file" -> {
                    there(what, sight, text, true);
                    Expected.of(expectation).check(what, "the file " + text, sight.lines(text));
                }
                default -> command(context, what, programs.orElseThrow(), expectation);
            }
        }
    }

    private static void there(String what, Sight sight, String path, boolean expected)
        throws IOException, InterruptedException {
        if (sight.exists(path) != expected) {
            String left = expected ? "something at " + path : "nothing at " + path;
            throw new NotAsExpected("'" + what + "' does not hold: " + path + (expected ? " is missing" : " is there"),
                List.of(left), List.of(expected ? "nothing" : "something"));
        }
    }

    private static void command(PassContext context, String what, Programs programs, Fields expectation)
        throws IOException, InterruptedException {
        List<String> printed = new ArrayList<>();
        String script = expectation.text(TEXT);
        try {
            programs.script(script, context.arguments().text(ProgramStep.FOLDER), line -> {
                if (printed.size() < LINES_LIMIT) {
                    printed.add(line);
                }
            });
        } catch (Failure failed) {
            throw NotAsExpected.command(what, script, printed, failed);
        }
        if (expectation.text(KIND).equals("output")) {
            Expected.of(expectation).check(what, "the output of " + NotAsExpected.shown(script), printed);
        }
    }
}
