package org.rootbuild.verbs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code make}: make in a folder that needs no configuring. */
public final class Make implements Verb.OnPass {
    @Doc(value = "Runs make with these targets and variables. It shares the session's job slots, so it is given no -j.",
        examples = {"make", "make 'PREFIX=/tools', 'install'"})
    public static void make(PassSpec self, Object... words) {
        make(self, Map.of(), words);
    }

    @Doc(value = "Runs make elsewhere, under other conditions, or another program that works like it.",
        examples = "make 'install', folder: 'lib', environment: [DESTDIR: '/mnt/lfs'], jobs: 1")
    public static void make(PassSpec self,
        @Option(name = "folder", type = String.class, about = "where it runs; /build where it is not given")
        @Option(name = "command", type = String.class, about = "what to call instead of make")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        Options given = Options.of(options);
        Fields.Builder fields = ProgramStep.begin(self, given)
            .text(ProgramStep.FOLDER, ProgramStep.folder(self, given))
            .texts(ProgramStep.COMMAND, List.of(given.text("command").orElse("make")))
            .texts(ProgramStep.ARGUMENTS, ArgumentList.of(self, words));
        ProgramStep.scripts(self, given, fields);
        ProgramStep.jobs(self, given, fields);
        self.step(Make.class, fields.build());
    }

    @Override
    public String name() {
        return "make";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        ProgramStep.run(context);
    }
}
