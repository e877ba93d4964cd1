package org.rootbuild.mkfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/**
 * Btrfs by {@code mkfs.btrfs --rootdir}. The tool takes owners and device nodes from a folder of the host, so that the
 * tree is unpacked into the scratch folder first, by {@code tar}: only a user that may give files away can do that.
 * Its second UUIDs and the times of its making are the tool's own, so that two runs do not give the same bytes.
 */
public final class BtrfsMaker implements FilesystemMaker {
    static final String TOOL = "mkfs.btrfs";
    /** What an empty filesystem takes with its metadata twice, rounded up. */
    private static final long EMPTY_BYTES = 128L << 20;
    /** An inode, two directory items, an extent and its checksums, all twice. */
    private static final long BYTES_PER_ENTRY = 2 * 1024;
    /** mkfs.btrfs gives metadata and data whole pieces of the volume. */
    private static final long SLACK_DIVISOR = 8;

    private static final String FILES_TREE = "5";
    private static final Pattern WITHOUT_NUMBER = Pattern.compile(" mode [26]0[0-7]{3} .* rdev 0$");

    private final BtrfsOptions options;
    private final Surroundings with;

    public BtrfsMaker(BtrfsOptions options, Surroundings with) {
        this.options = Objects.requireNonNull(options);
        this.with = Objects.requireNonNull(with);
    }

    @Override
    public String kind() {
        return "btrfs";
    }

    /** Not the least possible, but a size in which it is sure to fit. */
    @Override
    public long neededBytes(FileTree tree) {
        TreeSize size = TreeSize.of(tree, true);
        long content = size.dataBytes() + size.entries() * BYTES_PER_ENTRY;
        return EMPTY_BYTES + content + content / SLACK_DIVISOR;
    }

    @Override
    public void make(FileTree tree, Volume into, Activity activity) throws IOException, InterruptedException {
        long dataBytes = TreeSize.of(tree, true).dataBytes();
        if (dataBytes > into.sizeBytes()) {
            throw TooBig.of(kind(), neededBytes(tree), into.sizeBytes());
        }
        Path tool = with.tools().find(TOOL);
        requireSubvolumes(tool);
        Path folder = Files.createTempDirectory(with.scratch(), kind());
        try (ScratchImage image = ScratchImage.empty(with.scratch(), kind(), into.sizeBytes())) {
            unpack(tree, folder, activity);
            new ToolRun(with, activity).run(TOOL, arguments(folder, image), Map.of());
            noteNumbers(tree, image.file(), activity);
            image.copyTo(into, kind());
        } finally {
            with.processes().run(Command.of(with.tools().find("rm"), "-rf", "--", folder.toString()), activity::log);
        }
    }

    private List<String> arguments(Path folder, ScratchImage image) {
        List<String> words = new ArrayList<>(List.of("--quiet", "--force", "--nodiscard", "--rootdir",
            folder.toString(), "--uuid", options.uuid().toString()));
        if (!options.label().isEmpty()) {
            words.addAll(List.of("--label", options.label()));
        }
        options.subvolumes().forEach(path -> words.addAll(List.of("--subvol", path)));
        words.add(image.file().toString());
        return words;
    }

    private void unpack(FileTree tree, Path folder, Activity activity) throws IOException, InterruptedException {
        try {
            new ToolRun(with, activity).feedTar("tar", List.of("-x", "-p", "-f", "-", "-C", folder.toString(),
                "--same-owner", "--numeric-owner", "--xattrs", "--xattrs-include=*"), tree, Map.of());
        } catch (HostLacks lacks) {
            throw lacks;
        } catch (Failure failed) {
            throw new HostLacks("mkfs.btrfs takes files from a folder, and this user could not make it with the owners,"
                + " devices and attributes that they are to have: " + failed.getMessage(), "Build as root, or use"
                + " another filesystem: ext4 and squashfs need no such folder.", failed);
        }
    }

    /** Old versions copy the numbers of device nodes as 0 (seen with 6.2), and do not say so. */
    private void noteNumbers(FileTree tree, Path image, Activity activity) throws IOException, InterruptedException {
        Optional<String> devices = Losses.of(tree, entry -> entry instanceof Entry.Device device
            && (device.major() != 0 || device.minor() != 0));
        if (devices.isEmpty()) {
            return;
        }
        AtomicBoolean lost = new AtomicBoolean();
        with.processes().run(Command.of(with.tools().find("btrfs"), "inspect-internal", "dump-tree", "-t",
            FILES_TREE, image.toString()), line -> {
                if (WITHOUT_NUMBER.matcher(line).find()) {
                    lost.set(true);
                }
            });
        if (lost.get()) {
            activity.note("The mkfs.btrfs of this host makes device nodes without their numbers: " + devices.get()
                + ". Let the system that boots make them anew (devtmpfs).");
        }
    }

    private void requireSubvolumes(Path tool) throws IOException, InterruptedException {
        if (options.subvolumes().isEmpty()) {
            return;
        }
        StringBuilder help = new StringBuilder();
        with.processes().run(Command.of(tool, "--help"), line -> help.append(line).append('\n'));
        if (help.indexOf("--subvol") < 0) {
            throw new HostLacks("the mkfs.btrfs of this host makes no subvolumes", "Install btrfs-progs 6.12 or later,"
                + " or leave the subvolumes out.");
        }
    }
}
