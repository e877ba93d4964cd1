package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.UnpackOptions;
import org.rootbuild.archive.UnpackSummary;
import org.rootbuild.archive.Unpacker;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.image.Filesystems;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** {@code unpack}: archives, without trusting them. */
public final class Unpack implements Verb.OnPass {
    private static final String ARCHIVE = "archive";

    @Doc(value = "Unpacks a tar, zip, cpio, ar or deb archive, whatever it is compressed with, an ISO or a"
        + " squashfs, into the root; which of them it is, its content says. Entries that would leave the root, and"
        + " bombs, are refused by name.",
        examples = "unpack busybox")
    public static void unpack(PassSpec self, SourceRef archive) {
        unpack(self, Map.of(), archive);
    }

    @Doc(value = "Unpacks a part of an archive, or into a folder.",
        examples = {"unpack busybox, only: ['bin/busybox']", "unpack zlib, into: '/src/zlib', strip: 1"})
    public static void unpack(PassSpec self,
        @Option(name = "into", type = String.class, about = "folder of the root; / where it is not given")
        @Option(name = "strip", type = Integer.class, about = "how many leading names to take from every path")
        @Option(name = "only", type = List.class, about = "patterns of the names to take; each must match something")
        @Option(name = "without", type = List.class, about = "patterns of the names to leave out")
        @Option(name = "owner", type = String.class, about = "user or user:group for everything; as the archive says"
            + " where"
            + " it is not given")
        @Option(name = "absoluteNames", type = Boolean.class, about = "takes absolute names as if they began at the"
            + " root")
        @Option(name = "maxEntries", type = Integer.class, about = "more entries are a bomb; one million where not"
            + " given")
        @Option(name = "maxSize", type = Size.class, about = "more bytes are a bomb; 64.GiB where not given")
        @Option(name = "maxRatio", type = Integer.class, about = "a stronger compression is a bomb; 250 where not"
            + " given")
        Map<String, Object> options, SourceRef archive) {
        self.step(Unpack.class, fields(self::problem, options, archive.value()));
    }

    @Doc(value = "Unpacks an artifact of this recipe.", examples = "unpack artifact('extra.tar')")
    public static void unpack(PassSpec self, ArtifactRef archive) {
        unpack(self, Map.of(), archive);
    }

    @Doc(value = "Unpacks an artifact of this recipe into a folder, or without its outer folders.",
        examples = "unpack artifact('extra.tar'), into: '/opt'")
    public static void unpack(PassSpec self,
        @Option(name = "into", type = String.class, about = "folder of the root; / where it is not given")
        @Option(name = "strip", type = Integer.class, about = "how many leading names to take from every path")
        Map<String, Object> options, ArtifactRef archive) {
        self.step(Unpack.class, fields(self::problem, options, archive.value()));
    }

    /** What a step that unpacks is told, from the named arguments of its word. */
    static Fields fields(BiConsumer<String, String> problem, Map<String, Object> options, Value archive) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().put(ARCHIVE, archive);
        given.text("into").ifPresent(into -> fields.text("into", PathCheck.checked(problem, into)));
        given.whole("strip").ifPresent(strip -> atLeast(problem, "strip", strip, 0, fields));
        for (String list : List.of("only", "without")) {
            if (given.has(list)) {
                fields.texts(list, given.texts(list));
            }
        }
        given.text("owner").ifPresent(owner -> fields.text("owner", owner));
        if (given.flag("absoluteNames")) {
            fields.flag("absoluteNames", true);
        }
        given.whole("maxEntries").ifPresent(most -> atLeast(problem, "maxEntries", most, 1, fields));
        given.size("maxSize").ifPresent(most -> fields.whole("maxSizeBytes", most.bytes()));
        given.whole("maxRatio").ifPresent(most -> atLeast(problem, "maxRatio", most, 1, fields));
        return fields.build();
    }

    private static void atLeast(BiConsumer<String, String> problem, String label, long number, long least,
                                Fields.Builder fields) {
        if (number < least) {
            problem.accept("'" + label + ":' is " + number, "It is at least " + least + ".");
        } else {
            fields.whole(label, number);
        }
    }

    @Override
    public String name() {
        return "unpack";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        Value.Ref archive = fields.ref(ARCHIVE);
        Path file = archive.kind() == Value.RefKind.ARTIFACT ? context.artifact(archive) : context.source(archive);
        EditableTree tree = Place.tree(context);
        UnpackSummary summary = unpacked(file, archive.name(), tree, context);
        context.activity().log(archive.name() + ": " + summary.format() + ", " + summary.files() + " files, "
            + summary.folders() + " folders, " + summary.links() + " links, " + summary.others() + " others, "
            + new Size(summary.sizeBytes()) + ", " + summary.leftOut() + " left out");
    }

    private static UnpackSummary unpacked(Path file, String name, EditableTree tree, PassContext context)
        throws IOException {
        Unpacker unpacker = new Unpacker(limits(context.arguments()));
        UnpackOptions options = options(context.arguments(), tree);
        if (Files.isRegularFile(file)) {
            try (Volume volume = FileVolume.forReading(file)) {
                Optional<Filesystem> found = Filesystems.packed(volume);
                if (found.isPresent()) {
                    return unpacker.unpack(found.get().tree(), volume.sizeBytes(), name, tree, options,
                        context.activity());
                }
            }
        }
        return unpacker.unpack(file, name, tree, options, context.activity());
    }

    private static Limits limits(Fields fields) {
        Limits limits = Limits.USUAL;
        Optional<Long> entries = fields.findWhole("maxEntries");
        limits = entries.isPresent() ? limits.withMaxEntries(entries.get()) : limits;
        Optional<Long> sizeBytes = fields.findWhole("maxSizeBytes");
        limits = sizeBytes.isPresent() ? limits.withMaxTotalBytes(sizeBytes.get()) : limits;
        Optional<Long> ratio = fields.findWhole("maxRatio");
        return ratio.isPresent() ? limits.withMaxRatio(ratio.get()) : limits;
    }

    private static UnpackOptions options(Fields fields, EditableTree tree) throws IOException {
        UnpackOptions options = UnpackOptions.EVERYTHING
            .withInto(fields.findText("into").orElse(""))
            .withStripComponents(fields.findWhole("strip").orElse(0L).intValue())
            .withOnly(fields.texts("only"))
            .withWithout(fields.texts("without"));
        Optional<String> owner = fields.findText("owner");
        if (owner.isPresent()) {
            var resolved = Accounts.of(tree).apply(owner.get(), org.rootbuild.tree.Attributes.ofRoot(0, 0));
            options = options.withOwner(resolved.owner(), resolved.group());
        }
        return fields.flag("absoluteNames") ? options.withAbsoluteNames() : options;
    }
}
