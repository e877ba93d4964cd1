package org.rootbuild.layer;

import java.util.Optional;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Says in a few words how two changes of one path differ in what comes of them, times left out. */
final class Disagreement {
    private Disagreement() {
    }

    /** Empty when it does not matter which of the two is applied last. */
    static Optional<String> between(Change one, Change other) {
        if (one instanceof Change.Put left && other instanceof Change.Put right) {
            return between(left.entry(), right.entry());
        }
        if (one instanceof Change.Gone && other instanceof Change.Gone) {
            return Optional.empty();
        }
        return Optional.of(one instanceof Change.Gone ? "the first removed it" : "the second removed it");
    }

    private static Optional<String> between(Entry one, Entry other) {
        if (one.letter() != other.letter()) {
            return Optional.of(TreeIndex.word(one) + " and " + TreeIndex.word(other));
        }
        Optional<String> kind = Optional.empty();
        if (one instanceof Entry.PlainFile left && other instanceof Entry.PlainFile right) {
            kind = same(left, right) ? Optional.empty() : Optional.of("different content");
        } else if (one instanceof Entry.Symlink left && other instanceof Entry.Symlink right) {
            kind = left.target().equals(right.target()) ? Optional.empty()
                : Optional.of("links to '" + left.target() + "' and '" + right.target() + "'");
        } else if (one instanceof Entry.Device left && other instanceof Entry.Device right) {
            kind = left.major() == right.major() && left.minor() == right.minor() ? Optional.empty()
                : Optional.of("devices " + left.major() + "," + left.minor() + " and " + right.major() + ","
                    + right.minor());
        }
        return kind.or(() -> between(one.attributes(), other.attributes()));
    }

    private static boolean same(Entry.PlainFile left, Entry.PlainFile right) {
        return left.content().sizeBytes() == right.content().sizeBytes()
            && left.content().sha256().equals(right.content().sha256());
    }

    private static Optional<String> between(Attributes one, Attributes other) {
        if (one.mode() != other.mode()) {
            return Optional.of(String.format("modes %04o and %04o", one.mode(), other.mode()));
        }
        if (one.owner() != other.owner() || one.group() != other.group()) {
            return Optional.of("owners " + one.owner() + ":" + one.group() + " and " + other.owner() + ":"
                + other.group());
        }
        boolean sameXattrs = one.withMtime(0).equals(other.withMtime(0));
        return sameXattrs ? Optional.empty() : Optional.of("different extended attributes");
    }
}
