package org.rootbuild.verbs;

import java.time.Duration;
import java.util.Map;
import org.rootbuild.language.Words;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code autotools { … }}. */
@Words
public final class AutotoolsSpec {
    private final Phases phases;

    AutotoolsSpec(Phases phases) {
        this.phases = phases;
    }

    @Doc(value = "The options of configure.",
        examples = "configure '--prefix=/tools', \"--target=$target\", '--disable-nls'")
    public void configure(Object... words) {
        configure(Map.of(), words);
    }

    @Doc(value = "The options of configure, and how it is called.",
        examples = {"configure '--prefix=/usr', environment: [CC: 'gcc -m32'], after: 'sed -i s/-g// Makefile'",
            "configure '-des', '-Dprefix=/tools', command: ['sh', 'Configure']",
            "configure '--prefix=/usr', evaluated: '--build=$(build-aux/config.guess)'"})
    public void configure(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "evaluated", type = Object.class, about = "more words, a text or a list, which the shell"
            + " works out"
            + " when the step runs, as between double quotes")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("configure", options, words);
    }

    @Doc(value = "Targets and variables of the step build.",
        examples = "make 'all', 'info'")
    public void make(Object... words) {
        make(Map.of(), words);
    }

    @Doc(value = "Targets and variables of the step build, and how make is called.",
        examples = "make 'V=1', jobs: 1, before: 'touch parse.c'")
    public void make(
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
        phases.say("make", options, words);
    }

    @Doc(value = "Adds the step check, which runs the package's own tests with these words behind make check.",
        examples = "check '-k'")
    public void check(Object... words) {
        check(Map.of(), words);
    }

    @Doc(value = "Adds the step check.",
        examples = "check target: 'test', environment: [TESTSUITEFLAGS: '-v'], time: 30.minutes")
    public void check(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "target", type = Object.class, about = "what to make instead; a text or a list")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("check", options, words);
    }

    @Doc(value = "Words behind make install, such as variables.",
        examples = "install 'DESTDIR=/mnt/lfs'")
    public void install(Object... words) {
        install(Map.of(), words);
    }

    @Doc(value = "Words behind make install, and how it is called; one job at a time unless jobs: says more.",
        examples = "install target: ['install-strip', 'install-man'], after: 'ln -s flex /tools/bin/lex'")
    public void install(
        @Option(name = "command", type = Object.class, about = "what to call instead: a text, or a list with its"
            + " first words")
        @Option(name = "prefix", type = Object.class, about = "words in front of the command, such as ['setarch',"
            + " 'i686']")
        @Option(name = "suffix", type = Object.class, about = "words behind all others")
        @Option(name = "target", type = Object.class, about = "what to make instead; a text or a list")
        @Option(name = "before", type = String.class, about = "a script to run before it, in the same folder")
        @Option(name = "after", type = String.class, about = "a script to run after it")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; 1 where it is not given")
        @Option(name = "network", type = Boolean.class, about = "lets it use the network")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        @Option(name = "memory", type = Size.class, about = "how much memory each of its processes may have")
        Map<String, Object> options, Object... words) {
        phases.say("install", options, words);
    }

    @Doc("Leaves the step configure out, for what has a makefile already.")
    public void noConfigure() {
        phases.leaveOut("configure");
    }

    @Doc("Leaves the step install out, for what is built to be looked at, or copied by the steps after it.")
    public void noInstall() {
        phases.leaveOut("install");
    }

    void finish() {
        phases.step("configure", Phases.Usual.of("configure", phases.fromBuildFolder("configure")).inNewFolder());
        phases.step("make", Phases.Usual.of("build", "make"));
        if (phases.isSaid("check")) {
            phases.step("check", Phases.Usual.of("check", "make", "check"));
        }
        phases.step("install", Phases.Usual.of("install", "make", "install").aloneByDefault());
    }
}
