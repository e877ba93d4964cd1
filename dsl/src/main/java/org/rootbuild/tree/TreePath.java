package org.rootbuild.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rootbuild.problem.Failure;

/**
 * The spelling of paths inside a tree: names joined by {@code /}, without a slash at either end, without {@code .} and
 * {@code ..}; the root itself is the empty string. Plain string order puts every folder before what it holds.
 */
public final class TreePath {
    /** Longest name of one folder entry, in bytes of UTF-8, that Linux filesystems hold. */
    public static final int NAME_LIMIT_BYTES = 255;
    /** Longest path, in characters; PATH_MAX of Linux. */
    public static final int PATH_LIMIT = 4096;

    private TreePath() {
    }

    /**
     * The spelling above of a path that a person or a file named: a leading {@code /} means the root of the tree,
     * {@code .} and empty names vanish, {@code ..} goes up.
     *
     * @throws Failure when {@code ..} leaves the tree, or a name holds NUL or is too long
     */
    public static String of(String text) throws Failure {
        if (text.length() > PATH_LIMIT) {
            throw new Failure("the path '" + text.substring(0, 60) + "…' is longer than " + PATH_LIMIT + " characters",
                "Use a shorter path.");
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : text.split("/", -1)) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    throw new Failure("the path '" + text + "' leaves the root", "Remove the '..' that goes too far.");
                }
                continue;
            }
            names.add(checked(name, text));
        }
        return String.join("/", names);
    }

    private static String checked(String name, String text) throws Failure {
        if (name.indexOf('\0') >= 0) {
            throw new Failure("the path '" + text.replace("\0", "\\0") + "' holds a NUL character",
                "Remove the NUL character.");
        }
        boolean mayBeLong = name.length() * 3 > NAME_LIMIT_BYTES;
        if (mayBeLong && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > NAME_LIMIT_BYTES) {
            throw new Failure("a name in the path '" + text + "' is longer than " + NAME_LIMIT_BYTES + " bytes",
                "Use a shorter name.");
        }
        return name;
    }

    /** The folder that holds the path; the root's is the root itself. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last name of the path; the root's is empty. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code folder/name}, or {@code name} where the folder is the root. */
    public static String child(String folder, String name) {
        if (folder.isEmpty()) {
            return name;
        }
        return name.isEmpty() ? folder : folder + "/" + name;
    }

    /** Whether the path lies below the folder, at any depth; nothing lies below itself. */
    public static boolean isBelow(String path, String folder) {
        return folder.isEmpty()
            ? !path.isEmpty()
            : path.length() > folder.length() && path.startsWith(folder) && path.charAt(folder.length()) == '/';
    }

    /** As a person writes it: with a slash in front. */
    public static String shown(String path) {
        return "/" + path;
    }
}
