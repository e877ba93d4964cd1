package org.rootbuild.session;

import org.rootbuild.layer.Change;
import org.rootbuild.layer.Manifest;
import org.rootbuild.model.Size;

/** What came of a node, in a few words. */
final class Summary {
    private Summary() {
    }

    static String of(Manifest manifest) {
        if (manifest.header().find(Results.SIZE).isPresent()) {
            return new Size(manifest.header().whole(Results.SIZE)).toString();
        }
        long gone = manifest.changes().stream().filter(Change.Gone.class::isInstance).count();
        long put = manifest.changes().size() - gone;
        String removed = gone == 0 ? "" : ", " + gone + " removed";
        return count(put, "entry", "entries") + removed + ", " + new Size(manifest.sizeBytes());
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
