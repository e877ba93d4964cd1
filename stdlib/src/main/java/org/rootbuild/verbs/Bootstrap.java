package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.UnpackOptions;
import org.rootbuild.archive.Unpacker;
import org.rootbuild.debian.BaseSystem;
import org.rootbuild.debian.Bootstrapper;
import org.rootbuild.debian.DebianArchive;
import org.rootbuild.debian.InstalledPackages;
import org.rootbuild.debian.Keyring;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.language.MadeBase;
import org.rootbuild.language.Options;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code bootstrap}: a base system of Debian, made from signed packages. */
public final class Bootstrap implements Verb.OnPass {
    private static final String USUAL = "minbase";
    /**
     * Of the host, of the mirror that was used, or owned by whom this user could let apt be: none of it may be in a
     * result. Apt makes its folders again. The package systemd-resolved keeps a copy of the resolv.conf that it found.
     */
    private static final List<String> OF_THIS_HOST = List.of("etc/hostname", "etc/resolv.conf",
        "etc/.resolv.conf.systemd-resolved.bak",
        "etc/apt/sources.list", "etc/apt/sources.list.d/*", "var/cache/apt/archives/partial",
        "var/lib/apt/lists/partial");
    private static final String STATUS = "var/lib/dpkg/status";

    @Doc(value = "A beginning for a root: a base system with these packages and what they need, beside all that is"
        + " required, made"
        + " by mmdebstrap of the host. It is that of the day when the suite was looked up for it; --refresh looks"
        + " again. It has"
        + " no list of apt's sources, no host name and no resolv.conf.",
        examples = "root('base', from: debian('bookworm').base('gcc', 'make')) { … }")
    public static MadeBase base(DebianSuite self, String first, String... more) {
        return base(self, Map.of(), first, more);
    }

    @Doc(value = "A base system of another size.",
        examples = "root('base', from: bookworm.base('gcc', 'make', variant: 'essential')) { … }")
    public static MadeBase base(DebianSuite self,
        @Option(name = "variant", type = String.class, about = "how much is in it beside the packages asked for:"
            + " essential,"
            + " apt, minbase (all that is required, where it is not given), buildd, important or standard; extract"
            + " and custom"
            + " have nothing else, unpacked or installed")
        Map<String, Object> options, String first, String... more) {
        return base(self, Options.of(options), Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
    }

    @Doc(value = "A base system with nothing but what its size says.", examples = {"root('base', from:"
        + " bookworm.base()) { … }",
        "root('base', from: bookworm.base(variant: 'buildd')) { … }"})
    public static MadeBase base(DebianSuite self) {
        return base(self, Options.of(Map.of()), List.of());
    }

    @Doc("A base system with nothing but what its size says.")
    public static MadeBase base(DebianSuite self,
        @Option(name = "variant", type = String.class, about = "as above")
        Map<String, Object> options) {
        return base(self, Options.of(options), List.of());
    }

    private static MadeBase base(DebianSuite self, Options options, List<String> packages) {
        String variant = options.text("variant").orElse(USUAL);
        try {
            return made(self, new BaseSystem(self.suite(), self.components(), self.architecture(), variant,
                packages));
        } catch (IllegalArgumentException malformed) {
            self.script().problem(malformed.getMessage(),
                "Write it as base('gcc', 'make', variant: 'minbase'); a version stands behind a name:"
                    + " 'gcc=4:12.2.0-3'.");
            return made(self, new BaseSystem(self.suite(), self.components(), self.architecture(), USUAL,
                List.of()));
        }
    }

    private static MadeBase made(DebianSuite suite, BaseSystem system) {
        Fields arguments = Fields.builder()
            .put("release", DebianRelease.declare(suite).value())
            .text("suite", system.suite()).texts("components", system.components())
            .text("architecture", system.architecture()).text("variant", system.variant())
            .texts("packages", system.packages())
            .hint("mirror", new Value.Text(suite.mirror())).build();
        return new MadeBase(Bootstrap.class, arguments, Fields.none());
    }

    @Override
    public String name() {
        return "bootstrap";
    }

    /** 2: without the copy of this host's resolv.conf. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        requireNetwork(fields, context.host());
        Path tarball = make(fields, context);
        new Unpacker(Limits.USUAL).unpack(tarball, fields.text("suite"), context.tree(),
            UnpackOptions.EVERYTHING.withWithout(OF_THIS_HOST), context.activity());
        Files.delete(tarball);
        record(context);
    }

    private static void requireNetwork(Fields fields, Host host) throws Failure {
        if (host.offline()) {
            throw new Failure("a base system of '" + fields.text("suite") + "' is made from packages of the archive,"
                + " and the"
                + " network is forbidden", "Run once without --offline; what was made is kept.");
        }
    }

    private static Path make(Fields fields, PassContext context) throws IOException, InterruptedException {
        Host host = context.host();
        DebianArchive archive = DebianLookup.archive(fields, host);
        Runners runners = context.equipment(Runners.class, Runners::on);
        String release = Digests.ofFile(context.source(fields.ref("release")));
        try (Fetcher fetcher = Network.fetcher(host)) {
            return new Bootstrapper(runners.processes(), runners.tools(), fetcher, Keyring.debian(),
                host.environment()).make(
                new BaseSystem(fields.text("suite"), fields.texts("components"), fields.text("architecture"),
                    fields.text("variant"), fields.texts("packages")),
                archive.mirrors(), release, context.scratch(), context.epochSeconds(), context.activity());
        }
    }

    /** What was installed, into the log. */
    private static void record(PassContext context) throws IOException {
        if (context.tree().get(STATUS).orElse(null) instanceof Entry.PlainFile status) {
            InstalledPackages.read(status.content().bytes(), STATUS)
                .forEach(line -> context.activity().log("installed " + line));
        }
    }
}
