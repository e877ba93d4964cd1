package org.rootbuild.extension;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** The small files that stand beside extensions in a repository. */
public final class ExtensionTexts {
    private ExtensionTexts() {
    }

    /** {@code .md5.txt}, as {@code md5sum -c} takes it. */
    public static String md5(ExtensionName name, String md5) {
        return md5 + "  " + name.file() + "\n";
    }

    /** {@code .dep}: one extension a line. */
    public static String needs(List<ExtensionName> needs) {
        return needs.stream().map(name -> name.file() + "\n").collect(Collectors.joining());
    }

    /** {@code .list}: everything in it but its folders, from the root on without a slash in front. */
    public static String list(FileTree tree) {
        return tree.entries().filter(entry -> !(entry instanceof Entry.Folder)).map(entry -> entry.path() + "\n")
            .collect(Collectors.joining());
    }

    /** {@code info.lst}: the files of all extensions of a repository, sorted as {@code LC_ALL=C sort} does. */
    public static String index(Collection<ExtensionName> names) {
        return new TreeSet<>(names.stream().map(ExtensionName::file).toList()).stream().map(file -> file + "\n")
            .collect(Collectors.joining());
    }

    /** The bytes of such a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
