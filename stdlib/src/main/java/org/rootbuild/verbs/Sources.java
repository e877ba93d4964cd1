package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.UnpackOptions;
import org.rootbuild.archive.Unpacker;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Reference;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code sources}: what a pass builds, unpacked where it is built. */
public final class Sources implements Verb.OnPass {
    private static final String INTO = "into";
    private static final String MAIN = "main";
    private static final String OTHERS = "others";
    /** Where an archive lies until it is seen whether all of it is in one folder; a name that no archive has. */
    private static final String FRESH = ".rootbuild-unpacked";

    @Doc(value = "Unpacks a source into the pass's build folder, /build, which is no part of its layer. Where"
        + " everything in the"
        + " archive lies in one folder, as with most, what is in that folder comes to /build itself. A folder"
        + " beside the recipe"
        + " is copied. Everything belongs to 0:0 and keeps its times.", examples = "sources binutils")
    public static void sources(PassSpec self, SourceRef main) {
        sources(self, Map.of(), main);
    }

    @Doc(value = "Unpacks a source, and others each into the folder of /build that it is named after.",
        examples = {"sources gcc, mpfr: mpfr, gmp: gmp, mpc: mpc", "sources zlib, into: 'zlib'"})
    public static void sources(PassSpec self,
        @Doc("name: source for each of the others; into: a folder to unpack all of them into instead of /build")
        Map<String, Object> others, SourceRef main) {
        Fields.Builder fields = Fields.builder().put(MAIN, main.value());
        Fields.Builder named = Fields.builder();
        others.forEach((name, other) -> {
            if (name.equals(INTO)) {
                fields.text(INTO, into(self, other));
            } else if (name.isBlank() || name.startsWith("/") || List.of(name.split("/")).contains("..")) {
                self.problem("'" + name + "' is no folder beside what is in the main source",
                    "Write its name from there on, such as mpfr: mpfr.");
            } else if (other instanceof SourceRef || other instanceof ArtifactRef) {
                named.put(name, ((Reference) other).value());
            } else {
                self.problem("'" + name + ":' is no source", "Name a source for each folder: sources gcc, mpfr: mpfr.");
            }
        });
        Fields all = named.build();
        if (!all.isEmpty()) {
            fields.group(OTHERS, all);
        }
        self.step(Sources.class, fields.build());
    }

    private static String into(PassSpec self, Object folder) {
        if (folder instanceof CharSequence text) {
            return PathCheck.checked(self, text.toString());
        }
        self.problem("'into:' is no text", "Write the folder to unpack into: into: 'src'.");
        return Place.BUILD;
    }

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        String into = TreePath.of(fields.findText(INTO).orElse(Place.BUILD));
        Map<String, Value.Ref> all = new LinkedHashMap<>();
        all.put(into, fields.ref(MAIN));
        Fields others = fields.group(OTHERS);
        for (String name : others.labels()) {
            all.put(TreePath.of(into + "/" + name), others.ref(name));
        }
        for (Map.Entry<String, Value.Ref> one : all.entrySet()) {
            Value.Ref archive = one.getValue();
            Path file = archive.kind() == Value.RefKind.ARTIFACT ? context.artifact(archive) : context.source(archive);
            if (Files.isDirectory(file)) {
                copy(context, tree, file, one.getKey());
            } else {
                unpack(context, tree, file, archive.name(), one.getKey());
            }
        }
    }

    private static void unpack(PassContext context, EditableTree tree, Path file, String name, String into)
        throws IOException {
        String fresh = TreePath.child(into, FRESH);
        var summary = new Unpacker(Limits.USUAL).unpack(file, name, tree,
            UnpackOptions.EVERYTHING.withInto(fresh).withOwner(0, 0), context.activity());
        List<Entry> top = tree.children(fresh);
        boolean inOneFolder = top.size() == 1 && top.get(0) instanceof Entry.Folder;
        String outer = inOneFolder ? top.get(0).path() : fresh;
        for (Entry entry : List.copyOf(tree.children(outer))) {
            String target = TreePath.child(into, TreePath.name(entry.path()));
            if (tree.get(target).isPresent()) {
                throw new Failure(name + " holds " + TreePath.name(entry.path()) + ", which is in "
                    + TreePath.shown(into) + " already", "Unpack it into a folder of its own: sources main, name:"
                    + " other.");
            }
            tree.rename(entry.path(), target);
        }
        tree.remove(fresh);
        context.activity().log(name + ": " + summary.format() + ", " + summary.files() + " files into "
            + TreePath.shown(into) + (inOneFolder ? ", without its folder " + TreePath.name(outer) : ""));
    }

    private static void copy(PassContext context, EditableTree tree, Path folder, String into) throws IOException {
        List<Entry> entries = new ArrayList<>(new FolderTree(folder).entries().toList());
        for (Entry entry : entries) {
            Attributes attributes = entry.attributes().withOwner(0, 0).withMtime(context.epochSeconds());
            Entry copied = entry.with(attributes).at(TreePath.child(into, entry.path()));
            if (copied instanceof Entry.PlainFile file) {
                tree.write(file.path(), attributes, file.content());
            } else {
                tree.put(copied);
            }
        }
        context.activity().log(folder.getFileName() + ": copied " + entries.size() + " entries into "
            + TreePath.shown(into));
    }
}
