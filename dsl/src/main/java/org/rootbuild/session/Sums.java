package org.rootbuild.session;

import java.util.Map;
import java.util.Optional;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.tree.Entry;

/**
 * How much of what a result is.
 *
 * @param added  paths of a layer; 0 for an artifact, as {@code changed} and {@code removed}
 * @param digest of an artifact
 */
record Sums(long sizeBytes, long added, long changed, long removed, Optional<FileDigest> digest) {
    /**
     * @param before what stood at every path that the pass changed
     * @param now    the tree with the layer on it
     */
    static Sums of(Manifest layer, Map<String, Optional<Entry>> before, TreeIndex now) {
        long put = layer.changes().stream().filter(Change.Put.class::isInstance).count();
        long changed = layer.changes().stream().filter(Change.Put.class::isInstance)
            .filter(change -> before.getOrDefault(change.path(), Optional.empty()).isPresent()).count();
        long removed = before.entrySet().stream()
            .filter(one -> one.getValue().isPresent() && now.get(one.getKey()).isEmpty()).count();
        // What only the host had is not in the tree that lies below.
        long fromHost = layer.changes().stream().filter(Change.Gone.class::isInstance)
            .filter(change -> before.getOrDefault(change.path(), Optional.empty()).isEmpty()).count();
        return new Sums(layer.sizeBytes(), put - changed, changed, removed + fromHost, Optional.empty());
    }

    static Sums of(Manifest artifact) {
        return new Sums(artifact.header().whole(Results.SIZE), 0, 0, 0,
            FileDigest.in(artifact.header()));
    }

    SessionEvent told(NodeWork work) {
        return new SessionEvent.Stored(work.name(), work.result(), work.isTouched(), sizeBytes, added, changed, removed,
            digest.map(FileDigest::text));
    }
}
