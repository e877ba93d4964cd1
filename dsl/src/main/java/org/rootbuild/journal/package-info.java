/**
 * The append-only record of a recipe's sessions: what a crash is recovered from and what reasons are made from. May
 * depend on {@code problem} only, besides the JSON library.
 */
package org.rootbuild.journal;
