package org.rootbuild.compress;

import java.util.Arrays;

/** One stretch of the input and what it became; used again and again. */
final class Block {
    /** How far deflate looks back (RFC 1951, section 2). */
    static final int DICTIONARY_BYTES = 1 << 15;

    final byte[] input;
    int inputLength;
    /** The bytes in front of the input, {@link #dictionaryLength} of them. */
    final byte[] dictionary = new byte[DICTIONARY_BYTES];
    int dictionaryLength;
    boolean last;
    byte[] output;
    int outputLength;
    /** For xz: the size of the block without its padding, which the index needs. */
    long unpaddedBytes;

    Block(int inputBytes) {
        input = new byte[inputBytes];
        output = new byte[inputBytes / 2 + 1024];
    }

    void begin(Block before) {
        inputLength = 0;
        outputLength = 0;
        last = false;
        dictionaryLength = 0;
        if (before != null) {
            dictionaryLength = Math.min(DICTIONARY_BYTES, before.inputLength);
            System.arraycopy(before.input, before.inputLength - dictionaryLength, dictionary, 0, dictionaryLength);
        }
    }

    boolean isFull() {
        return inputLength == input.length;
    }

    /** Makes room for at least so many more bytes of output. */
    void ensureRoom(int count) {
        if (output.length - outputLength < count) {
            output = Arrays.copyOf(output, Math.max(output.length + output.length / 2, outputLength + count));
        }
    }
}
