package org.rootbuild.verbs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Words;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code meson { … }}. */
@Words
public final class MesonSpec {
    private final Phases phases;

    MesonSpec(Phases phases) {
        this.phases = phases;
    }

    @Doc(value = "Options of meson setup.",
        examples = "setup '--prefix=/usr', '-Ddocs=false'")
    public void setup(Object... words) {
        setup(Map.of(), words);
    }

    @Doc(value = "Options of meson setup, and how it is called.",
        examples = "setup '--wrap-mode=nodownload', environment: [CFLAGS: '-O1']")
    public void setup(
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
        phases.say("setup", options, words);
    }

    @Doc(value = "Targets of the step compile.",
        examples = "compile 'src/tool'")
    public void compile(Object... words) {
        compile(Map.of(), words);
    }

    @Doc(value = "Targets of the step compile, and how it is called.",
        examples = "compile jobs: 1")
    public void compile(
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
        phases.say("compile", options, words);
    }

    @Doc(value = "Adds the step test, which runs meson test with these words.",
        examples = "test '--suite', 'unit'")
    public void test(Object... words) {
        test(Map.of(), words);
    }

    @Doc(value = "Adds the step test.",
        examples = "test '--suite', 'unit', time: 10.minutes")
    public void test(
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
        phases.say("test", options, words);
    }

    @Doc(value = "Words behind meson install.",
        examples = "install '--tags', 'runtime'")
    public void install(Object... words) {
        install(Map.of(), words);
    }

    @Doc(value = "Words behind meson install, and how it is called.",
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
        List<String> standing = List.of("setup", ".", phases.fromBuildFolder(""));
        phases.step("setup", Phases.Usual.of("setup", "meson").with(standing).inNewFolder());
        phases.step("compile", Phases.Usual.of("compile", "meson", "compile").jobsBy("--jobs="));
        if (phases.isSaid("test")) {
            phases.step("test", Phases.Usual.of("test", "meson", "test").with(List.of("--print-errorlogs"))
                .jobsBy("--num-processes="));
        }
        phases.step("install", Phases.Usual.of("install", "meson", "install").with(List.of("--no-rebuild")));
    }
}
