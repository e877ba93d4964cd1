package org.rootbuild.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.archive.ArchiveReader;
import org.rootbuild.archive.Limits;
import org.rootbuild.archive.Member;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.SourceRef;
import org.rootbuild.loader.AddedFiles;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.StepContext;

/** Where the files of a boot loader come from: a Debian package, a root that has it installed, or this host. */
final class BootFiles {
    /** What recipes write for this host. */
    static final String HOST = "host";
    private static final String LIB = "usr/lib/";
    /** All that boot loaders have, unpacked, is some ten MiB. */
    private static final long MOST_BYTES = 512L << 20;

    private BootFiles() {
    }

    /**
     * What the model holds of it; empty, and said to be wrong, where it is none of the three.
     *
     * @param folder below {@code /usr/lib} of this host, such as {@code grub/i386-pc}; its files are digested
     */
    static Optional<Value> value(ArtifactSpec artifact, String option, Object given, String folder) {
        if (given instanceof SourceRef source) {
            return Optional.of(source.value());
        }
        if (given instanceof RootRef root) {
            return Optional.of(root.value());
        }
        if (given instanceof CharSequence text && text.toString().equals(HOST)) {
            String path = "/" + LIB + folder;
            return Optional.of(artifact.declareSharedSource(Local.shown(path), Local.class,
                Fields.builder().text(Local.PATH, path).build()).value());
        }
        artifact.problem("'" + option + ":' is neither a package, nor a root, nor 'host'",
            "Write a package such as debian('bookworm').deb('grub-pc-bin'), root('system'), or 'host'.");
        return Optional.empty();
    }

    /** As a root: whatever of {@code /usr/lib} is needed is at its usual path. */
    static FileTree tree(StepContext context, Value.Ref files, String folder) throws IOException {
        if (files.kind() == Value.RefKind.ROOT) {
            return context.root(files);
        }
        Path source = context.source(files);
        if (!Files.isDirectory(source)) {
            return unpacked(context, source, files.name(), LIB + folder);
        }
        AddedFiles.Builder tree = AddedFiles.at(context.epochSeconds());
        FolderTree found = new FolderTree(source);
        // A folder may be a whole root, or what is in the one folder of it that is needed.
        String prefix = found.get(LIB + folder).isPresent() ? "" : LIB + folder + "/";
        for (Entry one : found.entries().filter(Entry.PlainFile.class::isInstance).toList()) {
            tree.file(prefix + one.path(), ((Entry.PlainFile) one).content());
        }
        return tree.build();
    }

    /** What people call it in messages. */
    static String shown(Value.Ref files) {
        return files.kind() == Value.RefKind.ROOT ? "the root '" + files.name() + "'" : files.name();
    }

    private static FileTree unpacked(StepContext context, Path archive, String name, String folder)
            throws IOException {
        AddedFiles.Builder tree = AddedFiles.at(context.epochSeconds());
        Path scratch = Files.createTempDirectory(context.scratch(), "boot");
        int[] count = {0};
        new ArchiveReader(Limits.USUAL.withMaxTotalBytes(MOST_BYTES)).read(archive, name, (member, in) -> {
            String path = TreePath.of(member.name());
            if (member.body() instanceof Member.Data && TreePath.isBelow(path, folder)) {
                Path file = scratch.resolve(Integer.toString(count[0]++));
                Files.copy(in, file);
                tree.file(path, content(file));
            }
        }, context.activity());
        return tree.build();
    }

    /** A file of the host whose size does not change any more. */
    static Content content(Path file) throws IOException {
        long sizeBytes = Files.size(file);
        return new Content() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }
        };
    }

    /** Says so where no partition has that name, once all of them were read. */
    static void requirePartition(DiskSpec disk, String option, String name) {
        var here = disk.here();
        disk.atEnd(() -> {
            List<String> names = disk.partitions();
            if (!names.contains(name)) {
                disk.problem(here, "the disk has no partition '" + name + "' for '" + option + ":'",
                    names.isEmpty() ? "Lay it out with gpt { … } or mbr { … }." : "It has: " + String.join(", ", names)
                        + ".");
            }
        });
    }

    /** A folder of a partition, without slashes around it. */
    static String folder(DiskSpec disk, Options given, String option, String usual) {
        String said = given.text(option).orElse("/" + usual);
        String bare = PathCheck.checked(disk::problem, said).replaceAll("^/+|/+$", "");
        if (bare.isEmpty() || bare.chars().anyMatch(Character::isISOControl)) {
            disk.problem("'" + option + ":' is '" + said + "'", "Name a folder below the partition's root, such as /"
                + usual + ".");
            return usual;
        }
        return bare;
    }
}
