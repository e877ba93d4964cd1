/**
 * A recipe as data: what evaluating a recipe script yields. Immutable, without code, safe to keep on disk and to
 * compare. May depend on {@code problem} only.
 */
package org.rootbuild.model;
