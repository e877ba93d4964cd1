package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.extension.Extension;
import org.rootbuild.extension.ExtensionInstaller;
import org.rootbuild.extension.ExtensionList;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.remaster.BootLocal;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** A step of {@code remaster}: what Tiny Core runs at the end of its start. */
public final class RemasterLocal implements Verb.OnPass {
    private static final String FILE = "opt/bootlocal.sh";
    private static final String LISTS = "lists";
    private static final String LINES = "lines";
    private static final int MODE = 0775;

    /** @param lists sources with the extensions whose start-up scripts are run at boot */
    static void record(PassSpec pass, List<SourceRef> lists, List<String> lines) {
        pass.step(RemasterLocal.class, Fields.builder()
            .put(LISTS, new Value.ListOf(lists.stream().<Value>map(SourceRef::value).toList())).texts(LINES, lines)
            .build());
    }

    @Override
    public String name() {
        return "remasterLocal";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        List<String> scripts = new ArrayList<>();
        for (Value list : fields.list(LISTS)) {
            for (Extension one : ExtensionList.read(context.source((Value.Ref) list)).extensions()) {
                String script = ExtensionInstaller.INSTALLED + "/" + one.name().bare();
                if (isScript(tree, script) && !scripts.contains(TreePath.shown(script))) {
                    scripts.add(TreePath.shown(script));
                }
            }
        }
        String path = tree.follow(FILE);
        Attributes attributes = Attributes.of(MODE, 0, ExtensionInstaller.STAFF, context.epochSeconds());
        String old = "";
        if (tree.get(path).orElse(null) instanceof Entry.PlainFile file) {
            attributes = file.attributes();
            old = new String(file.content().bytes(), StandardCharsets.UTF_8);
        }
        tree.write(path, attributes, Content.of(new BootLocal(scripts, fields.texts(LINES)).in(old)));
        context.activity().log(scripts.size() + " start-up scripts and " + fields.texts(LINES).size()
            + " lines are run by " + TreePath.shown(FILE));
    }

    private static boolean isScript(EditableTree tree, String path) throws IOException {
        return tree.get(tree.follow(path)).orElse(null) instanceof Entry.PlainFile file
            && file.content().sizeBytes() > 0;
    }
}
