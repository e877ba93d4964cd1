package org.rootbuild.layer;

import java.util.Objects;
import org.rootbuild.tree.Entry;

/** One thing that a layer does to the tree below it. */
public sealed interface Change {
    String path();

    /** The entry is there from now on; one that is no folder hides everything that lay below its path. */
    record Put(Entry entry) implements Change {
        public Put {
            Objects.requireNonNull(entry);
        }

        @Override
        public String path() {
            return entry.path();
        }
    }

    /** The entry and everything below it is gone (a whiteout). */
    record Gone(String path) implements Change {
        public Gone {
            Objects.requireNonNull(path);
        }
    }
}
