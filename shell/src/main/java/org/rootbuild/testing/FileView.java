package org.rootbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.rootbuild.tree.Entry;

/** What stands at a path of a root. Groovy takes it for true where there is something. */
public final class FileView {
    private static final int ANY_EXECUTE = 0111;

    private final String path;
    private final Optional<Entry> entry;
    private final String missing;

    FileView(String path, Optional<Entry> entry, String missing) {
        this.path = path;
        this.entry = entry;
        this.missing = missing;
    }

    private Entry entry() {
        return entry.orElseThrow(() -> new AssertionError(missing));
    }

    public boolean asBoolean() {
        return entry.isPresent();
    }

    public boolean isThere() {
        return entry.isPresent();
    }

    /** {@code file}, {@code folder}, {@code link}, {@code device}, {@code pipe} or {@code socket}. */
    public String getKind() {
        return switch (entry().letter()) {
            case 'f' -> "file";
            case 'd' -> "folder";
            case 'l' -> "link";
            case 'p' -> "pipe";
            case 's' -> "socket";
            default -> "device";
        };
    }

    /** Permission bits: compare with a number in octal, {@code 0755}. */
    public int getMode() {
        return entry().attributes().mode();
    }

    /** The same as text, for a failure that can be read: {@code '0755'}. */
    public String getPermissions() {
        return String.format("%04o", getMode());
    }

    public boolean isExecutable() {
        return (getMode() & ANY_EXECUTE) != 0;
    }

    /** {@code 0:0}: numeric user and group. */
    public String getOwner() {
        return entry().attributes().owner() + ":" + entry().attributes().group();
    }

    /** The content as UTF-8. */
    public String getText() throws IOException {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    public List<String> getLines() throws IOException {
        return getText().lines().toList();
    }

    public byte[] getBytes() throws IOException {
        if (entry() instanceof Entry.PlainFile file) {
            return file.content().bytes();
        }
        throw new AssertionError(path + " is a " + getKind() + ", and has no content");
    }

    public long getSize() {
        return entry() instanceof Entry.PlainFile file ? file.content().sizeBytes() : 0;
    }

    /** The text of a link. */
    public String getTarget() {
        if (entry() instanceof Entry.Symlink link) {
            return link.target();
        }
        throw new AssertionError(path + " is a " + getKind() + ", and no link");
    }

    /** {@code c 5:1} of a device. */
    public String getDevice() {
        if (entry() instanceof Entry.Device device) {
            return (device.block() ? "b " : "c ") + device.major() + ":" + device.minor();
        }
        throw new AssertionError(path + " is a " + getKind() + ", and no device");
    }

    @Override
    public String toString() {
        return entry.isEmpty() ? missing : path + ": a " + getKind() + ", " + getPermissions()
            + (entry.get() instanceof Entry.Symlink link ? " to " + link.target() : "")
            + (entry.get() instanceof Entry.PlainFile ? ", " + getSize() + " bytes" : "");
    }
}
