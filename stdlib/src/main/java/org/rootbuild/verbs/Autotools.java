package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code autotools}: configure, make and make install. */
public final class Autotools implements Verb.OnPass {
    @Doc(value = "Builds with configure, make and make install, as the steps configure, build and install.",
        examples = "autotools()")
    public static void autotools(PassSpec self) {
        autotools(self, Map.of(), Closure.IDENTITY);
    }

    @Doc(value = "Builds with configure, make and make install; each of its steps can be changed, and make check"
        + " can be added. A step that"
        + " fails is run again without the steps before it.",
        examples = {"autotools {",
            "    configure '--prefix=/usr', '--disable-static'",
            "    make 'all', environment: [V: '1']",
            "    check()",
            "    install 'DESTDIR=/mnt/lfs'",
            "}",
            "autotools(buildDir: 'build') { configure '--prefix=/tools', \"--target=$target\" }"})
    public static void autotools(PassSpec self,
        @DelegatesTo(value = AutotoolsSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        autotools(self, Map.of(), body);
    }

    @Doc("Builds in a folder of its own, with other settings, or with another number of jobs.")
    public static void autotools(PassSpec self,
        @Option(name = "sourceDir", type = String.class, about = "where the sources are; /build where it is not given")
        @Option(name = "buildDir", type = String.class, about = "where to build, when not among the sources;"
            + " configure is called from there")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables for all its steps")
        @Option(name = "network", type = Boolean.class, about = "lets all its steps use the network")
        @Option(name = "time", type = Duration.class, about = "how long each of its steps may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of its steps may have")
        Map<String, Object> options) {
        autotools(self, options, Closure.IDENTITY);
    }

    @Doc("Builds in a folder of its own, with other settings, or with another number of jobs.")
    public static void autotools(PassSpec self,
        @Option(name = "sourceDir", type = String.class, about = "where the sources are; /build where it is not given")
        @Option(name = "buildDir", type = String.class, about = "where to build, when not among the sources;"
            + " configure is called from there")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables for all its steps")
        @Option(name = "network", type = Boolean.class, about = "lets all its steps use the network")
        @Option(name = "time", type = Duration.class, about = "how long each of its steps may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of its steps may have")
        Map<String, Object> options,
        @DelegatesTo(value = AutotoolsSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        AutotoolsSpec spec = new AutotoolsSpec(new Phases(self, Autotools.class, options, Optional.empty()));
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        spec.finish();
    }

    @Override
    public String name() {
        return "autotools";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        ProgramStep.run(context);
    }
}
