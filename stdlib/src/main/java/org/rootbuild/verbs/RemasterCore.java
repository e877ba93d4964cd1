package org.rootbuild.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.UnpackOptions;
import org.rootbuild.archive.Unpacker;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;
import org.rootbuild.volume.FileVolume;

/** A step of {@code remaster}: what the initramfs of a CD holds comes into the root. */
public final class RemasterCore implements Verb.OnPass {
    private static final String PATH = "path";

    /** @param path of the initramfs on the CD */
    static void record(PassSpec pass, Value.Ref iso, String path) {
        pass.step(RemasterCore.class, Fields.builder().put(RemasterTake.ISO, iso).text(PATH, path).build());
    }

    @Override
    public String name() {
        return "remasterCore";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        Value.Ref iso = fields.ref(RemasterTake.ISO);
        String path = fields.text(PATH);
        Path file = context.scratch().resolve("initramfs");
        try (FileVolume volume = FileVolume.forReading(RemasterTake.file(context, iso))) {
            Entry.PlainFile packed = packed(RemasterTake.open(volume, iso.name()), path);
            try (InputStream in = packed.content().open()) {
                Files.copy(in, file);
            }
        }
        var summary = new Unpacker(Limits.USUAL).unpack(file, TreePath.name(path), Place.tree(context),
            UnpackOptions.EVERYTHING, context.activity());
        Files.delete(file);
        context.activity().log(path + ": " + summary.format() + ", " + summary.files() + " files");
    }

    private static Entry.PlainFile packed(FileTree cd, String path) throws IOException {
        if (cd.get(cd.follow(TreePath.of(path))).orElse(null) instanceof Entry.PlainFile file) {
            return file;
        }
        String folder = TreePath.parent(TreePath.of(path));
        String there = cd.children(folder).stream().filter(Entry.PlainFile.class::isInstance)
            .map(entry -> TreePath.shown(entry.path())).collect(Collectors.joining(", "));
        throw new Failure("the CD has no " + path + "; in " + TreePath.shown(folder) + " are: "
            + (there.isEmpty() ? "no files" : there), "Name the initramfs and the kernel as the CD has them: core:"
                + " '/boot/core.gz', vmlinuz: '/boot/vmlinuz'.");
    }
}
