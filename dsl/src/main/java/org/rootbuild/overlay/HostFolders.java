package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/**
 * What of the host's own tree lies under a root that began with the host: its programs and their settings, but nothing
 * that belongs to people, to running services, or to the kernel.
 */
public final class HostFolders {
    /** The Filesystem Hierarchy Standard's places for programs, and those of Nix and Guix; beside them lib, lib64 … */
    private static final Set<String> PROGRAMS = Set.of("bin", "etc", "gnu", "nix", "opt", "sbin", "usr");
    private static final Pattern LIBRARIES = Pattern.compile("lib[x0-9]*");

    private final Path host;
    private final Collection<Path> hidden;

    /**
     * @param host   the host's root folder
     * @param hidden folders that no program may see, such as the home of who builds; a top-level folder that
     *               one of them is or lies in is left out whole
     */
    public HostFolders(Path host, Collection<Path> hidden) {
        this.host = host.toAbsolutePath().normalize();
        this.hidden = List.copyOf(hidden);
    }

    /** The names of the folders, in order. */
    public List<String> names() throws IOException {
        return entries(0).stream().filter(Entry.Folder.class::isInstance).map(Entry::path).toList();
    }

    /**
     * The folders, empty, and the links beside them that lead into them ({@code bin} to {@code usr/bin}), in order.
     *
     * @param epochSeconds the time that they carry
     */
    public List<Entry> entries(long epochSeconds) throws IOException {
        List<String> folders = new ArrayList<>();
        List<Entry> found = new ArrayList<>();
        List<Path> links = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(host)) {
            for (Path one : all) {
                String name = EntryReader.name(one);
                if (Files.isSymbolicLink(one)) {
                    links.add(one);
                } else if (isOfPrograms(name) && !isHidden(one) && Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)
                        && Files.isExecutable(one)) {
                    folders.add(name);
                    found.add(new Entry.Folder(name, attributes(one, epochSeconds)));
                }
            }
        }
        for (Path link : links) {
            String target = Files.readSymbolicLink(link).toString();
            String first = target.replaceFirst("^/+", "").replaceFirst("/.*", "");
            if (folders.contains(first)) {
                found.add(new Entry.Symlink(EntryReader.name(link), Attributes.ofRoot(0777, epochSeconds), target));
            }
        }
        found.sort((left, right) -> left.path().compareTo(right.path()));
        return found;
    }

    private static boolean isOfPrograms(String name) {
        return PROGRAMS.contains(name) || LIBRARIES.matcher(name).matches();
    }

    private boolean isHidden(Path folder) {
        return hidden.stream().anyMatch(one -> one.toAbsolutePath().normalize().startsWith(folder));
    }

    /** In a user namespace the host's root has no number. */
    private static Attributes attributes(Path folder, long epochSeconds) throws IOException {
        int mode = (Integer) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        return Attributes.ofRoot(mode, epochSeconds);
    }
}
