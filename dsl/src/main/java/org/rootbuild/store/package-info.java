/**
 * Content-addressed files on disk, shared by all recipes of a user: sources by SHA-256, results of passes, artifacts
 * and checks by fingerprint, compiled recipes. Everything appears whole or not at all. May depend on {@code layer},
 * {@code model}, {@code codec}, {@code secret}, {@code tree} and {@code problem}.
 */
package org.rootbuild.store;
