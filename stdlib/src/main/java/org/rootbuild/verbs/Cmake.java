package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code cmake}: cmake with make or ninja. */
public final class Cmake implements Verb.OnPass {
    private static final String MAKEFILES = "Unix Makefiles";
    private static final String NINJA = "Ninja";

    @Doc(value = "Builds with cmake, as the steps configure, build and install. The build type is Release unless an"
        + " option of configure says"
        + " otherwise; make does the work unless generator: says 'Ninja'.",
        examples = "cmake()")
    public static void cmake(PassSpec self) {
        cmake(self, Map.of(), Closure.IDENTITY);
    }

    @Doc(value = "Builds with cmake; each of its steps can be changed, and ctest can be added as the step check.",
        examples = {"cmake(generator: 'Ninja') {","    configure '-DCMAKE_INSTALL_PREFIX=/usr'","    check()","}"})
    public static void cmake(PassSpec self,
        @DelegatesTo(value = CmakeSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        cmake(self, Map.of(), body);
    }

    @Doc("Builds with cmake elsewhere, with another generator or other settings.")
    public static void cmake(PassSpec self,
        @Option(name = "sourceDir", type = String.class, about = "where the sources are; /build where it is not given")
        @Option(name = "buildDir", type = String.class, about = "where to build; build where it is not given")
        @Option(name = "generator", type = String.class, about = "'Unix Makefiles', which is the default, or 'Ninja'")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables for all its steps")
        @Option(name = "network", type = Boolean.class, about = "lets all its steps use the network")
        @Option(name = "time", type = Duration.class, about = "how long each of its steps may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of its steps may have")
        Map<String, Object> options) {
        cmake(self, options, Closure.IDENTITY);
    }

    @Doc("Builds with cmake elsewhere, with another generator or other settings.")
    public static void cmake(PassSpec self,
        @Option(name = "sourceDir", type = String.class, about = "where the sources are; /build where it is not given")
        @Option(name = "buildDir", type = String.class, about = "where to build; build where it is not given")
        @Option(name = "generator", type = String.class, about = "'Unix Makefiles', which is the default, or 'Ninja'")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables for all its steps")
        @Option(name = "network", type = Boolean.class, about = "lets all its steps use the network")
        @Option(name = "time", type = Duration.class, about = "how long each of its steps may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each process of its steps may have")
        Map<String, Object> options,
        @DelegatesTo(value = CmakeSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Map<String, Object> left = new HashMap<>(options);
        String generator = Options.of(options).text("generator").orElse(MAKEFILES);
        left.remove("generator");
        if (!generator.equals(MAKEFILES) && !generator.equals(NINJA)) {
            self.problem("'" + generator + "' is no generator that can be used here",
                "Write '" + MAKEFILES + "' or '" + NINJA + "'.");
        }
        CmakeSpec spec = new CmakeSpec(new Phases(self, Cmake.class, left, Optional.of("build")),
            generator.equals(NINJA));
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        spec.finish();
    }

    @Override
    public String name() {
        return "cmake";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        ProgramStep.run(context);
    }
}
