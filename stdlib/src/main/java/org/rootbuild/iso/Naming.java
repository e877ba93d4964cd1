package org.rootbuild.iso;

import java.util.Comparator;

/** How names of the tree become identifiers of a name space. */
interface Naming {
    /** Whether such a thing has a name there at all. */
    boolean holds(IsoNode node);

    /** For the names of one folder, which are to differ. */
    Taken taken();

    /** The order in which records stand in a folder. */
    Comparator<byte[]> order();

    /** Gives each name of a folder an identifier that none before it has. */
    interface Taken {
        byte[] identifier(IsoNode node);
    }
}
