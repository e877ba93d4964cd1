/**
 * Layers: what a pass changed in its root, as a manifest with the contents of its files beside it; and the tree on
 * which a step works, from which a layer is made. May depend on {@code tree}, {@code model}, {@code codec},
 * {@code posix} and {@code problem}.
 */
package org.rootbuild.layer;
