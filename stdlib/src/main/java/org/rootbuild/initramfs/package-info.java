/**
 * Initial ramdisks as they are found in the field: taken apart into their segments, changed, and packed again so that
 * what was not touched keeps its bytes. May depend on {@code archive}, {@code compress}, {@code event},
 * {@code filesystem}, {@code layer}, {@code problem} and {@code tree}.
 */
package org.rootbuild.initramfs;
