package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code initramfs(theOldOne) { … }}: the words of an image's files, and those that only a root has. */
@Words
public final class InitramfsSpec extends ImageFilesSpec {
    static final String MKNOD = "mknod";
    static final String CHANGE = "change";
    static final String KIND = "kind";
    static final String MAJOR = "major";
    static final String MINOR = "minor";
    static final String RECURSIVE = "recursive";
    static final String ROOT = "root";

    private final ArtifactSpec artifact;
    private final List<Value> appended = new ArrayList<>();

    InitramfsSpec(ArtifactSpec artifact) {
        super(artifact);
        this.artifact = artifact;
    }

    List<Value> appended() {
        return appended;
    }

    @Doc(value = "Makes a device node, mode 0600, owner 0:0.", examples = "mknod '/dev/console', 'c', 5, 1")
    public void mknod(String path, @Doc("c for a character device, b for a block device") String kind, int major,
        int minor) {
        mknod(Map.of(), path, kind, major, minor);
    }

    @Doc(value = "Makes a device node with this mode and owner.",
        examples = "mknod '/dev/null', 'c', 1, 3, mode: 0666")
    public void mknod(
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0600 where it is not given")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, String path, @Doc("c for a character device, b for a block device") String kind,
        int major, int minor) {
        if (!kind.equals("c") && !kind.equals("b")) {
            artifact.problem("'" + kind + "' is no kind of device", "Write 'c' for a character device, 'b' for a block"
                + " device.");
        } else if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
            artifact.problem("there is no device " + major + ":" + minor, "Major numbers go to 4095, minor ones to"
                + " 1048575.");
        } else {
            add(owned(options, step(MKNOD).text(PATH, path(path)).text(KIND, kind).whole(MAJOR, major)
                .whole(MINOR, minor)));
        }
    }

    @Doc(value = "Sets permission bits; links are passed over. Paths may be patterns.",
        examples = "chmod 0755, '/init', '/etc/init.d/*'")
    public void chmod(int mode, String path, String... more) {
        chmod(Map.of(), mode, path, more);
    }

    @Doc("Sets permission bits of everything below the paths too.")
    public void chmod(@Option(name = RECURSIVE, type = Boolean.class, about = "also what lies below folders")
        Map<String, Object> options, int mode, String path, String... more) {
        change(options, Map.of(FileOptions.MODE, mode), PathCheck.all(path, more));
    }

    @Doc(value = "Sets owner and group, by number or as the initramfs' own /etc/passwd and /etc/group name them. Paths"
        + " may be patterns.", examples = "chown 'tc:staff', '/home/tc', recursive: true")
    public void chown(String owner, String path, String... more) {
        chown(Map.of(), owner, path, more);
    }

    @Doc("Sets owner and group of everything below the paths too.")
    public void chown(@Option(name = RECURSIVE, type = Boolean.class, about = "also what lies below folders")
        Map<String, Object> options, String owner, String path, String... more) {
        change(options, Map.of(FileOptions.OWNER, owner), PathCheck.all(path, more));
    }

    private void change(Map<String, Object> options, Map<String, Object> what, String... paths) {
        List<String> all = List.of(paths);
        all.forEach(this::path);
        add(owned(what, step(CHANGE).texts(PATHS, all).flag(RECURSIVE, Options.of(options).flag(RECURSIVE))));
    }

    @Doc(value = "Puts a root behind everything else, as a segment of its own: kernels unpack it over what came before."
        + " Compressed with gzip.", examples = "append root('extra')")
    public void append(RootRef root) {
        append(Map.of(), root);
    }

    @Doc(value = "Puts a root behind everything else, compressed as is said.",
        examples = "append root('extra'), compress: 'lzma'")
    public void append(
        @Option(name = Packing.COMPRESS, type = String.class, about = "gzip, bzip2, xz, lzma, zstd, lz4 or none; gzip"
            + " where it is not given")
        @Option(name = Packing.LEVEL, type = Integer.class, about = "how hard; what is usual where not given")
        Map<String, Object> options, RootRef root) {
        Packing.record(artifact, Options.of(options), "an initramfs", "gzip", Fields.builder().put(ROOT, root.value()))
            .ifPresent(fields -> appended.add(new Value.Group(fields.build())));
    }
}
