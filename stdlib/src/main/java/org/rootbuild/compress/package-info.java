/**
 * Compressed streams: told apart by what they hold and never by a name, decoded member by member, and encoded on
 * several processors into bytes that do not depend on how many there were. May depend on {@code problem} only, and on
 * the libraries that know the formats.
 */
package org.rootbuild.compress;
