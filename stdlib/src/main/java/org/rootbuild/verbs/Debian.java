package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.debian.DebianArchive;
import org.rootbuild.debian.DebianPackage;
import org.rootbuild.debian.DebianResolver;
import org.rootbuild.debian.PackageIndex;
import org.rootbuild.fetch.Download;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** {@code debian} and {@code deb}: packages of Debian, trusted through the signature on the archive. */
public final class Debian implements Verb.OnSource {
    private final DebianLookup<PackageIndex> lookup = new DebianLookup<>(DebianResolver::open);

    @Doc(value = "A suite of Debian's archive for amd64, component main, on the mirror that this host's apt uses.",
        examples = "def bookworm = debian('bookworm')")
    public static DebianSuite debian(RecipeScript self, String suite) {
        return debian(self, Map.of(), suite);
    }

    @Doc(value = "A suite of Debian's archive. Its InRelease file must be signed by a key of Debian's archive keyring.",
        examples = "def bookworm = debian('bookworm', mirror: mirror, components: ['main', 'non-free-firmware'])")
    public static DebianSuite debian(RecipeScript self,
        @Option(name = "mirror", type = String.class, about = "address of the archive; where it is empty, the mirror"
            + " of this"
            + " host's apt configuration or of ROOTBUILD_DEBIAN_MIRROR")
        @Option(name = "components", type = List.class, about = "parts of the archive; main where it is not given")
        @Option(name = "architecture", type = String.class, about = "amd64 where it is not given")
        Map<String, Object> options, String suite) {
        Options given = Options.of(options);
        List<String> components = given.has("components") ? given.texts("components") : List.of("main");
        DebianSuite made = new DebianSuite(self, suite, components, given.text("architecture").orElse("amd64"),
            given.text("mirror").orElse(""));
        URI mirror = mirror(made, self);
        try {
            new DebianArchive(List.of(mirror), suite, components, made.architecture());
        } catch (IllegalArgumentException malformed) {
            self.problem(malformed.getMessage(), "Name a suite such as 'bookworm' and, if any, a mirror as http://….");
        }
        return made;
    }

    /** Where it is; any address stands for the one that is only known when the recipe is run. */
    private static URI mirror(DebianSuite made, RecipeScript self) {
        if (!made.mirror().isEmpty()) {
            try {
                URI named = new URI(made.mirror());
                if (Download.supported(named)) {
                    return named;
                }
            } catch (URISyntaxException malformed) {
                // Said below.
            }
            self.problem("'" + made.mirror() + "' is no address of a mirror",
                "Use http, https or file, with a host where it is not a file.");
        }
        return URI.create("file:///");
    }

    @Doc(value = "The newest package of that name in the suite.", examples = "def busybox ="
        + " bookworm.deb('busybox-static')")
    public static SourceRef deb(DebianSuite self, String name) {
        return deb(self, Map.of(), name);
    }

    @Doc(value = "The package that a metapackage stands for: the one of its dependencies whose whole name matches.",
        examples = "def kernel = bookworm.deb('linux-image-cloud-amd64', follow: ~/linux-image-.*-cloud-amd64/)")
    public static SourceRef deb(DebianSuite self,
        @Option(name = "follow", type = Pattern.class, about = "names the dependency to take instead of the package"
            + " itself")
        Map<String, Object> options, String name) {
        self.checkName(name);
        Fields.Builder fields = Fields.builder().text("suite", self.suite()).texts("components", self.components())
            .text("architecture", self.architecture()).text("package", name)
            .hint("mirror", new Value.Text(self.mirror()));
        Options.of(options).value("follow").ifPresent(follow -> fields.put("follow", follow));
        return self.script().declareSource(name, Debian.class, fields.build());
    }

    @Override
    public String name() {
        return "debian";
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) {
        return Optional.empty();
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
        DebianLookup.requireNetwork("the package '" + request.text("package") + "'", context);
        DebianPackage found = find(request, context);
        return new Pin(found.sha256(), found.sizeBytes(), found.name() + " " + found.version() + " "
            + found.architecture(), found.download().locations().stream().map(URI::toString).toList(), Optional.empty());
    }

    private DebianPackage find(Fields request, SourceContext context) throws IOException, InterruptedException {
        PackageIndex index = lookup.index(DebianLookup.archive(request, context), context);
        Optional<Value> follow = request.find("follow");
        return follow.isPresent()
            ? index.follow(request.text("package"), ((Value.Regex) follow.get()).pattern())
            : index.find(request.text("package"));
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
        Source.fetch(pin, pin.about(), target, context);
    }
}
