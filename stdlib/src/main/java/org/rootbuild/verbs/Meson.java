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

/** {@code meson}: meson with ninja. */
public final class Meson implements Verb.OnPass {
    @Doc(value = "Builds with meson, as the steps setup, compile and install.",
        examples = "meson()")
    public static void meson(PassSpec self) {
        meson(self, Map.of(), Closure.IDENTITY);
    }

    @Doc(value = "Builds with meson; each of its steps can be changed, and meson test can be added as the step test.",
        examples = {"meson {","    setup '--prefix=/usr', '--buildtype=release'","    test '--suite', 'unit'","}"})
    public static void meson(PassSpec self,
        @DelegatesTo(value = MesonSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        meson(self, Map.of(), body);
    }

    @Doc("Builds with meson elsewhere, or with other settings.")
    public static void meson(PassSpec self,
        @Option(name = "sourceDir", type = String.class, about = "where the sources are; /build where it is not given")
        @Option(name = "buildDir", type = String.class, about = "where to build; builddir where it is not given")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables for all its steps")
        @Option(name = "network", type = Boolean.class, about = "lets all its steps use the network")
        @Option(name = "time", type = Duration.class, about = "how long each of its steps may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of its steps may have")
        Map<String, Object> options) {
        meson(self, options, Closure.IDENTITY);
    }

    @Doc("Builds with meson elsewhere, or with other settings.")
    public static void meson(PassSpec self,
        @Option(name = "sourceDir", type = String.class, about = "where the sources are; /build where it is not given")
        @Option(name = "buildDir", type = String.class, about = "where to build; builddir where it is not given")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables for all its steps")
        @Option(name = "network", type = Boolean.class, about = "lets all its steps use the network")
        @Option(name = "time", type = Duration.class, about = "how long each of its steps may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of its steps may have")
        Map<String, Object> options,
        @DelegatesTo(value = MesonSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        MesonSpec spec = new MesonSpec(new Phases(self, Meson.class, options, Optional.of("builddir")));
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        spec.finish();
    }

    @Override
    public String name() {
        return "meson";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        ProgramStep.run(context);
    }
}
