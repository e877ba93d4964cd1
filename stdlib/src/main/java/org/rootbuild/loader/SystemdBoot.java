package org.rootbuild.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/** systemd-boot on an EFI system partition, with a menu of kernels on the same partition and of unified images. */
public final class SystemdBoot implements Loader {
    private static final String FOLDER = "usr/lib/systemd/boot/efi";

    private final SortedMap<EfiArchitecture, Content> programs;
    private final SortedMap<String, Content> unified;
    private final String esp;
    private final Menu menu;
    private final long epochSeconds;

    /**
     * @param files   a root with {@code /usr/lib/systemd/boot/efi}, such as Debian's systemd-boot-efi unpacked
     * @param source  what people call it, for messages
     * @param unified unified kernel images by the name of their file in {@code EFI/Linux}, which the menu shows by
     * itself
     * @param esp     name of the partition
     * @throws Failure when there are no such programs, or the menu cannot be written
     */
    public SystemdBoot(FileTree files, String source, SortedMap<String, Content> unified, String esp, Menu menu,
                       long epochSeconds) throws IOException {
        this.programs = programs(files, source);
        this.unified = new TreeMap<>(unified);
        this.esp = Objects.requireNonNull(esp);
        this.menu = Objects.requireNonNull(menu);
        this.epochSeconds = epochSeconds;
        Complaints.none(problems(menu, !unified.isEmpty()));
    }

    /**
     * What is wrong with a menu for systemd-boot.
     *
     * @param mayBeEmpty when there are unified kernel images, which it finds by itself
     */
    public static List<Failure> problems(Menu menu, boolean mayBeEmpty) {
        return mayBeEmpty && menu.items().isEmpty() ? List.of() : LoaderEntries.problems(menu);
    }

    private static SortedMap<EfiArchitecture, Content> programs(FileTree files, String source) throws IOException {
        SortedMap<EfiArchitecture, Content> found = new TreeMap<>();
        for (EfiArchitecture one : EfiArchitecture.values()) {
            String path = FOLDER + "/systemd-boot" + one.shortName() + ".efi";
            if (files.get(path).orElse(null) instanceof Entry.PlainFile file) {
                EfiArchitecture.of(PeImage.of(file.content().bytes(), "/" + path + " of " + source), source);
                found.put(one, file.content());
            }
        }
        if (found.isEmpty()) {
            throw new Failure(source + " has no /" + FOLDER + "/systemd-bootx64.efi",
                "Take Debian's package systemd-boot-efi, or install it on this host and write from: 'host'.");
        }
        return found;
    }

    @Override
    public Map<String, FileTree> additions(List<Target> partitions) throws IOException {
        Target target = EfiPartition.named(esp, partitions);
        List<Failure> missing = new ArrayList<>();
        for (MenuItem.Kernel kernel : menu.kernels()) {
            there(kernel.linux(), target, missing);
            requireAligned(kernel.initrds(), target, missing);
        }
        Complaints.none(missing);
        AddedFiles.Builder files = AddedFiles.at(epochSeconds);
        for (Map.Entry<EfiArchitecture, Content> one : programs.entrySet()) {
            files.file(one.getKey().removablePath(), one.getValue());
            files.file("EFI/systemd/systemd-boot" + one.getKey().shortName() + ".efi", one.getValue());
        }
        for (Map.Entry<String, Content> one : unified.entrySet()) {
            files.file("EFI/Linux/" + one.getKey(), one.getValue());
        }
        LoaderEntries.add(menu, files);
        Map<String, FileTree> added = new LinkedHashMap<>();
        added.put(target.name(), files.build());
        return added;
    }

    /** It reads no other partition, which people coming from GRUB do not expect. */
    private static Optional<Content> there(String path, Target target, List<Failure> missing) {
        String wanted = path.replaceFirst("^/+", "");
        Optional<Content> found = target.contents().entries().filter(one -> one.path().equalsIgnoreCase(wanted))
            .filter(Entry.PlainFile.class::isInstance).map(one -> ((Entry.PlainFile) one).content()).findFirst();
        if (found.isEmpty()) {
            missing.add(new Failure("systemd-boot is to start " + path + ", which the partition '" + target.name()
                + "' does not hold", "It reads that partition only: copy the kernel and its initrd there."));
        }
        return found;
    }

    /** It puts initrds behind each other without a gap, and the kernel passes over an odd cpio archive in silence. */
    private static void requireAligned(List<String> initrds, Target target, List<Failure> found) throws IOException {
        long end = 0;
        for (String path : initrds) {
            Optional<Content> content = there(path, target, found);
            if (end % 4 != 0 && content.isPresent() && isPlainCpio(content.get())) {
                found.add(new Failure("the initrd " + path + " would begin " + end + " bytes behind the first one's"
                    + " beginning, and the kernel finds an archive that is not compressed at multiples of 4 only",
                    "Compress it, or put it first."));
            }
            end += content.map(Content::sizeBytes).orElse(0L);
        }
    }

    private static boolean isPlainCpio(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readNBytes(5), StandardCharsets.ISO_8859_1).equals("07070");
        }
    }

    @Override
    public void install(Volume disk, PartitionTable table, List<Target> partitions) {
        // Firmware finds it by its path.
    }
}
