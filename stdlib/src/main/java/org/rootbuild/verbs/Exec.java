package org.rootbuild.verbs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code exec}: one program, without a shell. */
public final class Exec implements Verb.OnPass {
    @Doc(value = "Runs one program of the root with these words, without a shell between: nothing in them needs"
        + " quotes. Lists among"
        + " them are taken apart.", examples = "exec 'install', '-m', '0755', 'hello', '/usr/bin/hello'")
    public static void exec(PassSpec self, Object... words) {
        exec(self, Map.of(), words);
    }

    @Doc(value = "Runs one program of the root, elsewhere or under other conditions.",
        examples = "exec './Configure', '-des', folder: 'perl', environment: [CC: \"$target-gcc\"]")
    public static void exec(PassSpec self,
        @Option(name = "folder", type = String.class, about = "where it runs; /build where it is not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        Options given = Options.of(options);
        List<String> command = ArgumentList.of(self, words);
        if (command.isEmpty() || command.get(0).isBlank()) {
            self.problem("'exec' names no program", "Write its name, and what it is to be told: exec 'make',"
                + " 'install'.");
            return;
        }
        self.step(Exec.class, ProgramStep.begin(self, given).text(ProgramStep.FOLDER, ProgramStep.folder(self, given))
            .texts(ProgramStep.COMMAND, command).build());
    }

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        ProgramStep.run(context);
    }
}
