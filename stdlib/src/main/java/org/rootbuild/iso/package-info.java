/**
 * ISO 9660 images: read as a filesystem, and written from a file tree with what makes them bootable. May depend on
 * {@code event}, {@code filesystem}, {@code partition}, {@code problem}, {@code tree} and {@code volume}.
 */
package org.rootbuild.iso;
