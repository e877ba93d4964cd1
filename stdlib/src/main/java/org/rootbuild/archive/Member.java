package org.rootbuild.archive;

import java.util.Objects;
import org.rootbuild.tree.Attributes;

/**
 * One entry as the archive spells it; nothing about its name can be relied on.
 *
 * @param name       as in the archive, never empty, without NUL; it may be absolute or climb with {@code ..}
 * @param attributes mode, numeric owner, time and extended attributes
 * @param body       what it is
 */
public record Member(String name, Attributes attributes, Body body) {
    public Member {
        Objects.requireNonNull(name);
        Objects.requireNonNull(attributes);
        Objects.requireNonNull(body);
    }

    /** What an entry is. */
    public sealed interface Body {
    }

    /** A plain file, whose bytes come with it. */
    public record Data(long sizeBytes) implements Body {
    }

    /** A folder. */
    public record Folder() implements Body {
    }

    /** A symbolic link with the text of its target. */
    public record Symlink(String target) implements Body {
    }

    /** Another name of an entry that came before, spelt as in the archive. */
    public record HardLink(String target) implements Body {
    }

    /** A device node. */
    public record Device(boolean block, int major, int minor) implements Body {
    }

    /** A named pipe, or the name of a socket. */
    public record Pipe(boolean socket) implements Body {
    }
}
