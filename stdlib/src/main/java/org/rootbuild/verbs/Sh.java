package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.sandbox.JobShell;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code sh}: a script for the shell. */
public final class Sh implements Verb.OnPass {
    private static final String TEXT = "text";

    @Doc(value = "Runs a script in the root, in the folder /build of the pass, with bash -euo pipefail: it ends at"
        + " the first"
        + " command that fails, also inside a pipe, and at a variable that is not set. Where the root has no bash,"
        + " with sh -eu,"
        + " which looks only at the last command of a pipe. Indentation that all its lines have is taken away.",
        examples = {"sh 'make defconfig'", "sh '''", "    sed -i 's/-O2/-O1/' Makefile", "    make -C lib", "'''"})
    public static void sh(PassSpec self, CharSequence text) {
        sh(self, Map.of(), text);
    }

    @Doc(value = "Runs a script in the root, elsewhere or under other conditions.",
        examples = {"sh 'curl -O https://example.org/data', network: true",
            "sh 'make check', folder: 'tests', environment: [V: '1'], time: 20.minutes"})
    public static void sh(PassSpec self,
        @Option(name = "folder", type = String.class, about = "where it runs; /build where it is not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "shell", type = String.class, about = "another shell, by its path in the root")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, CharSequence text) {
        Options given = Options.of(options);
        self.step(Sh.class, ProgramStep.begin(self, given).text(ProgramStep.FOLDER, ProgramStep.folder(self, given))
            .text(TEXT, checked(self, text.toString())).build());
    }

    /** The script, if it is one. */
    static String checked(PassSpec pass, String script) {
        if (script.isBlank()) {
            pass.problem("an empty script does nothing", "Write what is to be run, or remove it.");
        }
        if (script.getBytes(StandardCharsets.UTF_8).length > JobShell.LONGEST_BYTES) {
            pass.problem("a script has more than " + JobShell.LONGEST_BYTES / 1024 + " KiB",
                "Put it into a file beside the recipe, copy that into the root, and run it.");
        }
        return ArgumentList.checked(pass, script);
    }

    @Override
    public String name() {
        return "sh";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        Programs programs = new Programs(context);
        programs.script(fields.text(TEXT), fields.text(ProgramStep.FOLDER));
    }
}
