package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.debian.DebianArchive;
import org.rootbuild.debian.DebianPackage;
import org.rootbuild.debian.DebianResolver;
import org.rootbuild.debian.DependencySolver;
import org.rootbuild.debian.DependencySolver.Wishes;
import org.rootbuild.debian.PackageIndex;
import org.rootbuild.debian.PackageSelection;
import org.rootbuild.language.SourceRef;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/**
 * Packages of Debian with all that they need, trusted through the signature on the archive. The source's own file is
 * their list; the packages lie beside it in the store.
 */
public final class DebianSet implements Verb.OnSource {
    private static final String ARCHIVES = "archives";
    private static final String PACKAGES = "packages";
    private static final String RECOMMENDED = "recommended";
    private static final String NO_ESSENTIAL = "noEssential";
    private static final String WITHOUT = "without";
    private static final int SHOWN = 60;

    private final DebianLookup<PackageIndex> lookup = new DebianLookup<>(DebianResolver::open);

    /** The source that is these packages; the same ones are the same source. */
    static SourceRef declare(List<DebianSuite> suites, List<String> packages, Wishes wishes) {
        Fields.Builder fields = Fields.builder()
            .put(ARCHIVES, new Value.ListOf(suites.stream().<Value>map(DebianSet::archive).toList()))
            .texts(PACKAGES, packages);
        if (wishes.recommended()) {
            fields.flag(RECOMMENDED, true);
        }
        if (!wishes.essential()) {
            fields.flag(NO_ESSENTIAL, true);
        }
        if (!wishes.without().isEmpty()) {
            fields.texts(WITHOUT, wishes.without().stream().sorted().toList());
        }
        Fields request = fields.build();
        DebianSuite first = suites.get(0);
        return first.script().declareSharedSource(shown(packages, wishes, first), DebianSet.class, request);
    }

    private static Value.Group archive(DebianSuite suite) {
        return new Value.Group(Fields.builder().text("suite", suite.suite()).texts("components", suite.components())
            .text("architecture", suite.architecture()).hint("mirror", new Value.Text(suite.mirror())).build());
    }

    private static String shown(List<String> packages, Wishes wishes, DebianSuite suite) {
        String all = String.join(" ", packages);
        String few = all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "… " + Integer.toHexString(all.hashCode());
        boolean isPlain = wishes.equals(Wishes.NEEDED);
        String more = wishes.recommended() + " " + wishes.essential() + ""
            + " " + wishes.without().stream().sorted().toList();
        return "deb:" + few + " of " + suite.suite().replace('/', ':')
            + (isPlain ? "" : " " + Integer.toHexString(more.hashCode()));
    }

    @Override
    public String name() {
        return "debianSet";
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) {
        return Optional.empty();
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
        DebianLookup.requireNetwork("the package '" + request.texts(PACKAGES).get(0) + "'", context);
        PackageSelection selection = selection(request, context);
        byte[] text = selection.text().getBytes(StandardCharsets.UTF_8);
        keep(text, context);
        int others = selection.packages().size() - request.texts(PACKAGES).size();
        return new Pin(Digests.hex(text), text.length, String.join(" ", request.texts(PACKAGES))
            + (others > 0 ? " and " + others + " more that are needed" : ""),
            mirrors(request, context).map(URI::toString).toList(), Optional.empty());
    }

    private PackageSelection selection(Fields request, SourceContext context)
        throws IOException, InterruptedException {
        PackageIndex index = lookup.index(archives(request, context), context);
        DependencySolver solver = new DependencySolver(index, new Wishes(request.flag(RECOMMENDED),
            !request.flag(NO_ESSENTIAL), Set.copyOf(request.texts(WITHOUT))));
        List<DebianPackage> packages = solver.solve(request.texts(PACKAGES));
        solver.choices().forEach(context.activity()::log);
        if (!solver.leftOut().isEmpty()) {
            context.activity().log("essential packages left out: "
                + solver.leftOut().stream().sorted().collect(Collectors.joining(" ")));
        }
        packages.forEach(one -> context.activity().log(one.name() + " " + one.version() + " "
            + one.architecture()));
        return PackageSelection.of(packages);
    }

    private static List<DebianArchive> archives(Fields request, SourceContext context) throws Failure {
        List<DebianArchive> archives = new ArrayList<>();
        for (Value one : request.list(ARCHIVES)) {
            archives.add(DebianLookup.archive(((Value.Group) one).fields(), context));
        }
        return archives;
    }

    private static Stream<URI> mirrors(Fields request, SourceContext context) throws Failure {
        return archives(request, context).stream().flatMap(archive -> archive.mirrors().stream()).distinct();
    }

    /** The list is kept at once: an archive goes on to newer packages. */
    private static void keep(byte[] text, SourceContext context) throws IOException {
        Path scratch = context.temporary();
        try {
            context.store(Digests.hex(text), Files.write(scratch.resolve("list"), text));
        } finally {
            TczSet.clear(scratch);
        }
    }

    @Override
    public boolean isWhole(Path pinned, SourceContext context) throws IOException {
        return PackageSelection.read(pinned).packages().stream().allMatch(one -> context.has(one.sha256()));
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
        Optional<Path> kept = context.stored(pin.sha256());
        PackageSelection selection = kept.isPresent() ? PackageSelection.read(kept.get())
            : selection(request, context);
        if (!Digests.hex(selection.text().getBytes(StandardCharsets.UTF_8)).equals(pin.sha256())) {
            throw new Failure("the archive has other packages than when they were looked up, and the list of those is"
                + " gone from the store", "Run again with --refresh to take what is there now.");
        }
        Map<String, List<URI>> mirrors = new HashMap<>();
        archives(request, context).forEach(archive -> mirrors.put(archive.suite(), archive.mirrors()));
        ListedFiles.bring(selection.packages().stream().map(one -> new ListedFiles.Listed(one.shown(),
            DebianArchive.locations(mirrors.getOrDefault(one.suite(), List.of()), one.path()), one.sha256(),
            one.sizeBytes())).toList(), context);
        Files.writeString(target, selection.text());
    }
}
