package org.rootbuild.fetch;

import java.net.URI;

/**
 * Who sent the bytes, and what was said about them.
 *
 * @param location    the location that was asked
 * @param at          where the redirects of that location ended
 * @param totalBytes  the announced size of the whole file, or -1
 * @param contentType the announced type, or the empty text
 */
record Answer(URI location, URI at, long totalBytes, String contentType) {
}
