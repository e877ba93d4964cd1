/**
 * The one binary form of labelled values: what models are cached as, layers are described with and fingerprints are
 * computed from. Equal data gives equal bytes and different data different bytes. {@link org.rootbuild.codec.Codec} is
 * the way in, {@link org.rootbuild.codec.RecipeCodec} turns a model into labelled values and back. May depend on
 * {@code model} and {@code problem}.
 */
package org.rootbuild.codec;
