package org.rootbuild.overlay;

import java.nio.file.Path;
import java.util.Objects;
import org.rootbuild.layer.Manifest;

/**
 * A layer of the store.
 *
 * @param folder of the result, with the manifest and the tree
 */
public record Layer(String fingerprint, Path folder, Manifest manifest) {
    public Layer {
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(manifest);
    }
}
