package org.rootbuild.archive;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to unpack, and where.
 *
 * @param into            folder of the tree, as a person writes it; empty for the root
 * @param stripComponents how many leading names to take from every path; what has no more than those is left out
 * @param only            patterns of the names to take, all where empty; each must match something. Patterns are
 *                        matched on the names in the archive without a leading {@code ./}, before anything is stripped:
 *                        {@code *} and {@code ?} within one name, {@code **} through folders, {@code [a-z]},
 *                        {@code {a,b}}; a pattern that matches a folder matches everything in it
 * @param without         patterns of the names to leave out; they need not match
 * @param owner           the owner of everything; without it the numbers of the archive stay
 * @param absoluteNames   whether absolute names are taken as if the slash were not there; otherwise they are refused
 */
public record UnpackOptions(String into, int stripComponents, List<String> only, List<String> without,
                            Optional<Owner> owner, boolean absoluteNames) {
    /** Everything into the root of the tree, with the owners of the archive. */
    public static final UnpackOptions EVERYTHING =
        new UnpackOptions("", 0, List.of(), List.of(), Optional.empty(), false);

    /** Numeric user and group. */
    public record Owner(long user, long group) {
    }

    public UnpackOptions {
        Objects.requireNonNull(into);
        Objects.requireNonNull(owner);
        if (stripComponents < 0) {
            throw new IllegalArgumentException("fewer than no names to strip: " + stripComponents);
        }
        only = List.copyOf(only);
        without = List.copyOf(without);
    }

    public UnpackOptions withInto(String changed) {
        return new UnpackOptions(changed, stripComponents, only, without, owner, absoluteNames);
    }

    public UnpackOptions withStripComponents(int changed) {
        return new UnpackOptions(into, changed, only, without, owner, absoluteNames);
    }

    public UnpackOptions withOnly(List<String> changed) {
        return new UnpackOptions(into, stripComponents, changed, without, owner, absoluteNames);
    }

    public UnpackOptions withWithout(List<String> changed) {
        return new UnpackOptions(into, stripComponents, only, changed, owner, absoluteNames);
    }

    public UnpackOptions withOwner(long user, long group) {
        return new UnpackOptions(into, stripComponents, only, without, Optional.of(new Owner(user, group)),
            absoluteNames);
    }

    public UnpackOptions withAbsoluteNames() {
        return new UnpackOptions(into, stripComponents, only, without, owner, true);
    }
}
