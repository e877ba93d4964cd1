package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;
import org.rootbuild.volume.FileVolume;

/** A step of {@code remaster}: a folder of a CD comes into the root, as far as the CD has it. */
public final class RemasterTake implements Verb.OnPass {
    static final String ISO = "iso";
    private static final String FOLDER = "folder";
    private static final String TO = "to";
    private static final String WITHOUT = "without";

    /**
     * @param folder  of the CD
     * @param to      of the root
     * @param without files of the CD that stay behind
     */
    static void record(PassSpec pass, Value.Ref iso, String folder, String to, List<String> without) {
        pass.step(RemasterTake.class, Fields.builder().put(ISO, iso).text(FOLDER, folder).text(TO, to)
            .texts(WITHOUT, without).build());
    }

    @Override
    public String name() {
        return "remasterTake";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        String folder = TreePath.of(fields.text(FOLDER));
        String to = TreePath.of(fields.text(TO));
        List<String> without = fields.texts(WITHOUT);
        long taken = 0;
        try (FileVolume volume = FileVolume.forReading(file(context, fields.ref(ISO)))) {
            FileTree cd = open(volume, fields.ref(ISO).name());
            for (Entry entry : (Iterable<Entry>) cd.below(folder)::iterator) {
                if (without.contains(TreePath.shown(entry.path()))) {
                    continue;
                }
                String path = TreePath.child(to, entry.path().substring(folder.length()));
                if (entry instanceof Entry.PlainFile plain) {
                    tree.write(path, plain.attributes(), plain.content());
                } else {
                    tree.put(entry.at(path));
                }
                taken++;
            }
        }
        context.activity().log("took " + taken + " entries of " + TreePath.shown(folder) + " from the CD");
    }

    static Path file(StepContext context, Value.Ref iso) throws IOException {
        return iso.kind() == Value.RefKind.ARTIFACT ? context.artifact(iso) : context.source(iso);
    }

    /** @throws Failure where it is no CD */
    static FileTree open(FileVolume volume, String name) throws IOException {
        return IsoFilesystem.open(volume).orElseThrow(() -> new Failure("'" + name + "' is no ISO 9660 image",
            "Name the ISO of a Tiny Core, such as CorePure64-11.1.iso.")).tree();
    }
}
