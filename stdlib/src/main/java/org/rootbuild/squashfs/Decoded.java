package org.rootbuild.squashfs;

/**
 * What came out of one piece.
 *
 * @param bytes  of which the first {@code length} count; nobody changes them
 */
record Decoded(byte[] bytes, int length) {
}
