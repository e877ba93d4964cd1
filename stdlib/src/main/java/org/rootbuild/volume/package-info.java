/**
 * Bytes that can be read and written at any place, as a disk's can: whole image files, windows on them, memory. May
 * depend on {@code posix} and {@code problem}.
 */
package org.rootbuild.volume;
