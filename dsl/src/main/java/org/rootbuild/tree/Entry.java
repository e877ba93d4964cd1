package org.rootbuild.tree;

import java.util.Objects;

/** One name in a tree. {@link #path} is spelt as {@link TreePath} says; the root folder itself has the empty path. */
public sealed interface Entry {
    String path();

    Attributes attributes();

    /** The same thing under another name. */
    Entry at(String path);

    Entry with(Attributes attributes);

    /** What {@code ls -l} puts in its first column, and {@code find -type} takes ({@code f} for a plain file). */
    char letter();

    /**
     * A plain file.
     *
     * @param linkGroup names with the same number other than 0 in one tree are hard links to one file
     */
    record PlainFile(String path, Attributes attributes, Content content, long linkGroup) implements Entry {
        public PlainFile {
            Objects.requireNonNull(path);
            Objects.requireNonNull(attributes);
            Objects.requireNonNull(content);
        }

        public PlainFile(String path, Attributes attributes, Content content) {
            this(path, attributes, content, 0);
        }

        @Override
        public PlainFile at(String changed) {
            return new PlainFile(changed, attributes, content, linkGroup);
        }

        @Override
        public PlainFile with(Attributes changed) {
            return new PlainFile(path, changed, content, linkGroup);
        }

        public PlainFile inGroup(long group) {
            return new PlainFile(path, attributes, content, group);
        }

        @Override
        public char letter() {
            return 'f';
        }
    }

    /** A folder. */
    record Folder(String path, Attributes attributes) implements Entry {
        public Folder {
            Objects.requireNonNull(path);
            Objects.requireNonNull(attributes);
        }

        @Override
        public Folder at(String changed) {
            return new Folder(changed, attributes);
        }

        @Override
        public Folder with(Attributes changed) {
            return new Folder(path, changed);
        }

        @Override
        public char letter() {
            return 'd';
        }
    }

    /**
     * A symbolic link.
     *
     * @param target the text of the link as it is, absolute or relative, never empty
     */
    record Symlink(String path, Attributes attributes, String target) implements Entry {
        public Symlink {
            Objects.requireNonNull(path);
            Objects.requireNonNull(attributes);
            if (target.isEmpty()) {
                throw new IllegalArgumentException("a symbolic link without a target: " + path);
            }
        }

        @Override
        public Symlink at(String changed) {
            return new Symlink(changed, attributes, target);
        }

        @Override
        public Symlink with(Attributes changed) {
            return new Symlink(path, changed, target);
        }

        @Override
        public char letter() {
            return 'l';
        }
    }

    /** A device node: {@code block} or character; {@code major} 0 to 4095, {@code minor} 0 to 1048575. */
    record Device(String path, Attributes attributes, boolean block, int major, int minor) implements Entry {
        public Device {
            Objects.requireNonNull(path);
            Objects.requireNonNull(attributes);
            if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
                throw new IllegalArgumentException("device number out of range: " + major + "," + minor);
            }
        }

        @Override
        public Device at(String changed) {
            return new Device(changed, attributes, block, major, minor);
        }

        @Override
        public Device with(Attributes changed) {
            return new Device(path, changed, block, major, minor);
        }

        @Override
        public char letter() {
            return block ? 'b' : 'c';
        }
    }

    /** A named pipe, or with {@code socket} the name of a socket. */
    record Pipe(String path, Attributes attributes, boolean socket) implements Entry {
        public Pipe {
            Objects.requireNonNull(path);
            Objects.requireNonNull(attributes);
        }

        @Override
        public Pipe at(String changed) {
            return new Pipe(changed, attributes, socket);
        }

        @Override
        public Pipe with(Attributes changed) {
            return new Pipe(path, changed, socket);
        }

        @Override
        public char letter() {
            return socket ? 's' : 'p';
        }
    }
}
