package org.rootbuild.verbs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.Finished;
import org.rootbuild.process.Processes;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code depmod}: what loads which module of a root's kernels. */
public final class Depmod implements Verb.OnPass {
    private static final String TOOL = "depmod";
    private static final String VERSION = "version";
    private static final String MODULES = "lib/modules";
    private static final String GZIP = ".ko.gz";
    private static final Pattern MODULE = Pattern.compile(".*\\.ko(\\.[a-z]+)?");
    private static final String XZ = ".ko.xz";

    @Doc(value = "Writes modules.dep and its like for every kernel of the root, with this host's depmod: nothing of the"
        + " root is run, and the kernel need not be this host's.", examples = "depmod()")
    public static void depmod(PassSpec self) {
        self.step(Depmod.class, Fields.none());
    }

    @Doc(value = "Writes modules.dep and its like for one kernel of the root.", examples = "depmod '5.4.3-tinycore64'")
    public static void depmod(PassSpec self, String version) {
        if (!version.matches("[A-Za-z0-9._+~-]+") || version.startsWith(".")) {
            self.problem("'" + version + "' is no version of a kernel", "Write the name of a folder in /lib/modules.");
        }
        self.step(Depmod.class, Fields.builder().text(VERSION, version).build());
    }

    @Override
    public String name() {
        return TOOL;
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        EditableTree tree = Place.tree(context);
        String folder = tree.follow(MODULES);
        Runners runners = context.equipment(Runners.class, Runners::on);
        Path tool = runners.tools().find(TOOL);
        boolean readsGzip = readsGzip(tool, runners.processes());
        for (String version : versions(tree, folder, context.arguments().findText(VERSION))) {
            run(context, tree, tool, folder, version, readsGzip);
        }
    }

    private static List<String> versions(EditableTree tree, String folder, Optional<String> wanted) throws Failure {
        List<String> there = tree.children(folder).stream().filter(Entry.Folder.class::isInstance)
            .map(entry -> TreePath.name(entry.path())).toList();
        if (wanted.isPresent() ? !there.contains(wanted.get()) : there.isEmpty()) {
            throw new Failure("the root has no modules" + wanted.map(one -> " of the kernel " + one).orElse("") + " in "
                + TreePath.shown(folder), there.isEmpty() ? "Put modules there in an earlier step."
                : "It has those of " + String.join(", ", there) + ".");
        }
        return wanted.map(List::of).orElse(there);
    }

    /** Debian's is built without zlib, and passes over modules that need it. */
    private static boolean readsGzip(Path tool, Processes processes) throws Failure, InterruptedException {
        List<String> said = new ArrayList<>();
        processes.run(Command.of(tool, "--version").environment(Map.of("LC_ALL", "C")), said::add);
        return said.stream().anyMatch(line -> line.contains("+ZLIB"));
    }

    private static void run(PassContext context, EditableTree tree, Path tool, String folder, String version,
                            boolean readsGzip) throws IOException, InterruptedException {
        String of = TreePath.child(folder, version);
        ForeignRoot root = new ForeignRoot(context, tree);
        boolean isRenamed = false;
        // The tool knows no other folder than /lib/modules, which may be a link in the root.
        for (Entry.PlainFile file : modules(tree, of, MODULES + of.substring(folder.length()))) {
            if (isGzip(file) && !readsGzip) {
                // The same number of letters, so that the indexes can be told the real name; it looks inside the
                // file for how it is compressed, and this one is not.
                String path = file.path();
                root.put(path.substring(0, path.length() - GZIP.length()) + XZ, plain(file));
                isRenamed = true;
            } else {
                root.put(file);
            }
        }
        root.run(List.of(tool.toString(), "-b", ForeignRoot.path(), version));
        take(context, tree, root, of, version, isRenamed);
    }

    /**
     * The plain files, at the paths at which the tool finds them. Folders that are links elsewhere in the root are gone
     * into, as Tiny Core's {@code kernel.tclocal}: the tool itself would follow an absolute one on this host.
     */
    private static List<Entry.PlainFile> modules(EditableTree tree, String of, String at) throws IOException {
        List<Entry.PlainFile> files = new ArrayList<>();
        List<Entry> entries;
        try (Stream<Entry> below = tree.below(of)) {
            entries = below.toList();
        }
        for (Entry entry : entries) {
            String path = at + entry.path().substring(of.length());
            if (entry instanceof Entry.PlainFile file) {
                files.add(file.at(path));
            } else if (entry instanceof Entry.Symlink) {
                String target = tree.follow(entry.path());
                try (Stream<Entry> linked = tree.below(target)) {
                    linked.filter(Entry.PlainFile.class::isInstance).map(Entry.PlainFile.class::cast)
                        .filter(file -> MODULE.matcher(file.path()).matches())
                        .forEach(file -> files.add(file.at(path + file.path().substring(target.length()))));
                }
            }
        }
        return files;
    }

    private static boolean isGzip(Entry entry) {
        return entry.path().endsWith(GZIP);
    }

    private static byte[] plain(Entry.PlainFile file) throws IOException {
        try (PeekInput in = new PeekInput(file.content().open(), TreePath.shown(file.path()));
             var out = new Decompressor().open(in)) {
            return out.readAllBytes();
        }
    }

    private static void take(PassContext context, EditableTree tree, ForeignRoot root, String of, String version,
                             boolean isRenamed) throws IOException {
        int taken = 0;
        for (String name : List.of("modules.dep", "modules.alias", "modules.symbols", "modules.softdep",
            "modules.devname", "modules.builtin", "modules.builtin.alias")) {
            for (String ending : List.of("", ".bin")) {
                Optional<byte[]> made = root.made(MODULES + "/" + version + "/" + name + ending);
                if (made.isPresent()) {
                    byte[] bytes = isRenamed ? renamed(made.get()) : made.get();
                    tree.write(of + "/" + name + ending, Attributes.ofRoot(Attributes.FILE_MODE,
                        context.epochSeconds()), new ByteArrayInputStream(bytes));
                    taken++;
                }
            }
        }
        if (taken == 0) {
            throw new Failure("depmod made nothing for the kernel " + version, "Look into the step's log.");
        }
    }

    private static byte[] renamed(byte[] index) {
        return new String(index, StandardCharsets.ISO_8859_1).replace(XZ, GZIP).getBytes(StandardCharsets.ISO_8859_1);
    }
}
