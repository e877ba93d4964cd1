package org.rootbuild.verbs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Words;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code cmake { … }}. */
@Words
public final class CmakeSpec {
    private final Phases phases;
    private final boolean ninja;

    CmakeSpec(Phases phases, boolean ninja) {
        this.ninja = ninja;
        this.phases = phases;
    }

    @Doc(value = "Options of cmake.",
        examples = "configure '-DCMAKE_INSTALL_PREFIX=/usr', '-DBUILD_SHARED_LIBS=ON'")
    public void configure(Object... words) {
        configure(Map.of(), words);
    }

    @Doc(value = "Options of cmake, and how it is called.",
        examples = "configure '-DWITH_X=OFF', environment: [CFLAGS: '-O1']")
    public void configure(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("configure", options, words);
    }

    @Doc(value = "Targets of the step build.",
        examples = "build 'all', 'docs'")
    public void build(Object... words) {
        build(Map.of(), words);
    }

    @Doc(value = "Targets of the step build, and how it is called.",
        examples = "build 'all', jobs: 1")
    public void build(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("build", options, words);
    }

    @Doc(value = "Adds the step check, which runs ctest with these words.",
        examples = "check '-E', 'slow.*'")
    public void check(Object... words) {
        check(Map.of(), words);
    }

    @Doc(value = "Adds the step check.",
        examples = "check '-L', 'unit', time: 10.minutes")
    public void check(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; all processors where it is not"
            + " given")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("check", options, words);
    }

    @Doc(value = "Words behind cmake --install.",
        examples = "install '--component', 'runtime'")
    public void install(Object... words) {
        install(Map.of(), words);
    }

    @Doc(value = "Words behind cmake --install, and how it is called.",
        examples = "install environment: [DESTDIR: '/mnt/lfs']")
    public void install(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("install", options, words);
    }

    @Doc("Leaves the step install out.")
    public void noInstall() {
        phases.leaveOut("install");
    }

    void finish() {
        List<String> standing = List.of("-S", phases.fromBuildFolder(""), "-B", ".", "-G",
            ninja ? "Ninja" : "Unix Makefiles", "-DCMAKE_BUILD_TYPE=Release");
        phases.step("configure", Phases.Usual.of("configure", "cmake").with(standing).inNewFolder());
        // 'cmake --build' would start make without the job slots that it inherits.
        phases.step("build", ninja ? Phases.Usual.of("build", "ninja").jobsBy("-j") : Phases.Usual.of("build", "make"));
        if (phases.isSaid("check")) {
            phases.step("check", Phases.Usual.of("check", "ctest").with(List.of("--output-on-failure")).jobsBy("-j"));
        }
        phases.step("install", Phases.Usual.of("install", "cmake").with(List.of("--install", ".")));
    }
}
