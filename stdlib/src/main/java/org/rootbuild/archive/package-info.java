/**
 * Archives: read without trust in what they say, unpacked into a file tree, and written from one so that the same tree
 * always gives the same bytes. May depend on {@code compress}, {@code tree}, {@code event} and {@code problem}.
 */
package org.rootbuild.archive;
