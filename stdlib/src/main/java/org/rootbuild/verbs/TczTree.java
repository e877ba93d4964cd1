package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.extension.ExtensionInstaller;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.ArtifactContext;

/** What an extension is to hold: a folder of a root, and a start-up script. */
final class TczTree {
    static final String ROOT = "root";
    static final String NAME = "extension";
    static final String FROM = "from";
    static final String OWNER = "owner";
    static final String SCRIPT = "script";

    private static final int INSTALLED_MODE = 0775;
    private static final int SCRIPT_MODE = 0755;

    private final ArtifactContext context;
    private final Fields fields;
    private final WorkTree tree;
    private final Map<Long, String> firsts = new HashMap<>();
    private long xattrs;

    private TczTree(ArtifactContext context) throws IOException {
        this.context = context;
        this.fields = context.arguments();
        this.tree = new WorkTree(new TreeIndex(context.epochSeconds()), context.scratch(), context.epochSeconds());
    }

    /** @throws Failure where the folder is not there, or nothing is in it */
    static FileTree of(ArtifactContext context) throws IOException {
        return new TczTree(context).made();
    }

    private FileTree made() throws IOException {
        FileTree root = context.root(fields.ref(ROOT));
        String from = root.follow(TreePath.of(fields.findText(FROM).orElse("/")));
        if (!root.get(from).filter(Entry.Folder.class::isInstance).isPresent()) {
            throw new Failure("the root '" + fields.ref(ROOT).name() + "' has no folder " + TreePath.shown(from),
                "Let a pass install the program there, such as with make('install', 'DESTDIR=…').");
        }
        for (Entry entry : (Iterable<Entry>) root.below(from)::iterator) {
            take(entry.at(from.isEmpty() ? entry.path() : entry.path().substring(from.length() + 1)));
        }
        Optional<String> script = fields.findText(SCRIPT);
        if (script.isPresent()) {
            script(script.get());
        }
        if (tree.entries().allMatch(Entry.Folder.class::isInstance)) {
            throw new Failure("the extension " + fields.text(NAME) + " would hold no file",
                "Let a pass put something into " + TreePath.shown(from) + " of the root.");
        }
        if (xattrs > 0) {
            context.activity().note("Extended attributes of " + xattrs + " files are left out of "
                + fields.text(NAME) + ": Tiny Core's extensions have none.");
        }
        return tree;
    }

    private void take(Entry entry) throws IOException {
        Attributes attributes = entry.attributes();
        xattrs += attributes.xattrs().isEmpty() ? 0 : 1;
        Attributes bare = attributes.withXattrs(Collections.emptySortedMap());
        Optional<String> owner = fields.findText(OWNER);
        if (owner.isPresent()) {
            List<Long> ids = List.of(owner.get().split(":")).stream().map(Long::valueOf).toList();
            bare = bare.withOwner(ids.get(0), ids.get(1));
        }
        if (!(entry instanceof Entry.PlainFile file)) {
            tree.put(entry.with(bare));
            return;
        }
        String first = file.linkGroup() == 0 ? null : firsts.putIfAbsent(file.linkGroup(), file.path());
        if (first == null) {
            tree.write(file.path(), bare, file.content());
        } else {
            tree.link(file.path(), first);
        }
    }

    /** As Tiny Core's own extensions have it: the folder is root's and staff's, the script tc's. */
    private void script(String text) throws IOException {
        long time = context.epochSeconds();
        tree.put(new Entry.Folder(ExtensionInstaller.INSTALLED,
            Attributes.of(INSTALLED_MODE, 0, ExtensionInstaller.STAFF, time)));
        tree.write(ExtensionInstaller.INSTALLED + "/" + ExtensionName.of(fields.text(NAME)).bare(),
            Attributes.of(SCRIPT_MODE, ExtensionInstaller.TC, ExtensionInstaller.STAFF, time), Content.of(text));
    }
}
