/**
 * Tiny Core's extensions: squashfs files called {@code NAME.tcz} with what lies beside them in a repository
 * ({@code .md5.txt}, {@code .dep}, {@code .info}, {@code .list}). Repositories that are folders or behind HTTP,
 * dependencies in the order in which they are loaded, making an extension, and putting one into a root. May depend on
 * {@code event}, {@code fetch}, {@code problem} and {@code tree}.
 */
package org.rootbuild.extension;
