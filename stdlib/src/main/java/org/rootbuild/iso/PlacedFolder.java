package org.rootbuild.iso;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder in one of the name spaces of an ISO. */
final class PlacedFolder {
    final IsoNode node;
    final byte[] identifier;
    /** That holds it here; the root holds itself. */
    final PlacedFolder parent;
    /** Where it belongs in the tree, when that is not where it is here. */
    final Optional<PlacedFolder> home;
    final List<Member> members = new ArrayList<>();
    /** Number in the path table, from 1 on. */
    int number;
    /** Where it begins, once that is decided. */
    int block;
    /** Of its records, in whole blocks. */
    int recordBytes;
    /** Of its records and what continues them, in whole blocks. */
    int sizeBytes;

    PlacedFolder(IsoNode node, byte[] identifier, Optional<PlacedFolder> parent, Optional<PlacedFolder> home) {
        this.node = node;
        this.identifier = identifier;
        this.parent = parent.orElse(this);
        this.home = home;
    }

    int depth() {
        return parent == this ? 1 : parent.depth() + 1;
    }

    /**
     * A name in a folder.
     *
     * @param folder what the name stands for, if that is a folder
     */
    record Member(byte[] identifier, IsoNode node, Optional<PlacedFolder> folder) {
        /** Whether the folder was moved away, so that here a file stands for it. */
        boolean isMovedFrom(PlacedFolder holder) {
            return folder.isPresent() && folder.get().parent != holder;
        }

        /** Whether the folder was moved here from elsewhere. */
        boolean isMovedTo(PlacedFolder holder) {
            return folder.isPresent() && folder.get().parent == holder && folder.get().home.isPresent();
        }
    }
}
