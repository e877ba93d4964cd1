package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.UnpackOptions;
import org.rootbuild.archive.UnpackSummary;
import org.rootbuild.archive.Unpacker;
import org.rootbuild.debian.DependencySolver.Wishes;
import org.rootbuild.debian.DpkgDatabase;
import org.rootbuild.debian.PackageSelection;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code deb} in a pass: packages of Debian with what they need, unpacked into the root. */
public final class DebianPackages implements Verb.OnPass {
    private static final String LIST = "list";
    private static final String STATUS = "status";
    private static final String LEAVE_OUT = "leaveOut";
    private static final String UNMERGED = "unmerged";
    private static final List<String> STATES = List.of("unpacked", "installed");
    /** What Debian since its version 12 has below /usr, with links where it was. */
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib64");

    @Doc(value = "Unpacks packages of Debian with all that they depend on into the root, each once. Their maintainer"
        + " scripts are not run. Of alternatives the first is taken, unless another one is there; of those that provide"
        + " a virtual package the most important one; name the one that you want where that is another.",
        examples = {"deb 'nginx-light', 'openssh-server', from: debian('bookworm')",
            "deb 'curl', from: bookworm, essential: false, leaveOut: ['usr/share/{doc,man,locale}/**']"})
    public static void deb(PassSpec self,
        @Option(name = "from", type = DebianSuite.class, about = "the suite", required = true)
        @Option(name = "together", type = List.class, about = "further suites that are asked as one with it, such as"
            + " [debian('bookworm-security')]; the newest package wins")
        @Option(name = "recommended", type = Boolean.class, about = "whether what is recommended comes along too")
        @Option(name = "essential", type = Boolean.class, about = "false leaves out what every Debian has, though"
            + " something needs it")
        @Option(name = "without", type = List.class, about = "names of packages that count as being there, such as"
            + " those"
            + " that the root has")
        @Option(name = "leaveOut", type = List.class, about = "patterns of the files not to unpack")
        @Option(name = "status", type = String.class, about = "writes dpkg's own record of the packages: as"
            + " unpacked, so"
            + " that 'dpkg --configure -a' on the system runs their scripts; or as installed")
        @Option(name = "mergedUsr", type = Boolean.class, about = "false makes no links /bin, /sbin, /lib and /lib64 to"
            + " /usr where the root has none of that name")
        Map<String, Object> options, String first, String... more) {
        Options given = Options.of(options);
        List<String> packages = List.of(PathCheck.all(first, more));
        Optional<DebianSuite> from = given.find("from", DebianSuite.class);
        if (from.isEmpty() || !areNames(self, packages)) {
            return;
        }
        List<DebianSuite> suites = new ArrayList<>(List.of(from.get()));
        suites.addAll(together(self, options.get("together")));
        Wishes wishes = new Wishes(given.flag("recommended"), given.flag("essential", true),
            Set.copyOf(given.texts("without")));
        Fields.Builder fields = Fields.builder().put(LIST, DebianSet.declare(suites, packages, wishes).value());
        record(self, given, fields);
        self.step(DebianPackages.class, fields.build());
    }

    private static void record(PassSpec self, Options given, Fields.Builder fields) {
        given.text(STATUS).ifPresent(state -> {
            if (STATES.contains(state)) {
                fields.text(STATUS, state);
            } else {
                self.problem("'status:' is '" + state + "'", "It is unpacked or installed.");
            }
        });
        if (given.has(LEAVE_OUT)) {
            fields.texts(LEAVE_OUT, given.texts(LEAVE_OUT));
        }
        if (!given.flag("mergedUsr", true)) {
            fields.flag(UNMERGED, true);
        }
    }

    private static boolean areNames(PassSpec self, List<String> packages) {
        List<String> wrong = packages.stream()
            .filter(name -> !name.matches("[a-z0-9][a-z0-9+.-]+(=[0-9A-Za-z.+:~-]+)?")).toList();
        wrong.forEach(name -> self.problem("'" + name + "' cannot be the name of a Debian package",
            "Names have small letters, digits and + - . only; a version stands behind '='."));
        return wrong.isEmpty();
    }

    private static List<DebianSuite> together(PassSpec self, Object listed) {
        List<DebianSuite> suites = new ArrayList<>();
        for (Object one : listed instanceof List<?> many ? many : List.of()) {
            if (one instanceof DebianSuite suite) {
                suites.add(suite);
            } else {
                self.problem("'together:' holds what is no suite", "Write together: [debian('bookworm-security')].");
            }
        }
        return suites;
    }

    @Override
    public String name() {
        return "deb";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        if (!fields.flag(UNMERGED)) {
            mergeUsr(tree, context.epochSeconds());
        }
        Optional<String> state = fields.findText(STATUS);
        Optional<DpkgDatabase> database = state.isEmpty() ? Optional.empty() : Optional.of(DpkgDatabase.open(tree,
            DpkgDatabase.State.valueOf(state.get().toUpperCase(Locale.ROOT)), context.epochSeconds()));
        UnpackOptions options = UnpackOptions.EVERYTHING.withWithout(fields.texts(LEAVE_OUT));
        Unpacker unpacker = new Unpacker(Limits.USUAL);
        for (PackageSelection.Selected one : PackageSelection.read(context.source(fields.ref(LIST))).packages()) {
            Path deb = context.stored(one.sha256());
            UnpackSummary summary = unpacker.unpack(deb, one.shown(), tree, options, context.activity());
            context.activity().log(one.shown() + ": " + summary.files() + " files, " + summary.links() + " links");
            if (database.isPresent()) {
                database.get().add(deb, one.shown(), context.activity());
            }
        }
        if (database.isPresent()) {
            database.get().close();
        }
    }

    private static void mergeUsr(EditableTree tree, long epochSeconds) throws IOException {
        for (String name : MERGED) {
            if (tree.get(name).isEmpty()) {
                if (tree.get(tree.follow("usr/" + name)).isEmpty()) {
                    tree.put(new Entry.Folder("usr/" + name, Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
                }
                tree.put(new Entry.Symlink(name, Attributes.ofRoot(0777, epochSeconds), "usr/" + name));
            }
        }
    }
}
