package org.rootbuild.compress;

import java.io.IOException;
import java.io.InputStream;

/** Opens compressed streams for reading. */
public final class Decompressor {
    /** Enough for {@code xz -9} and {@code zstd --ultra -22}. */
    public static final long DEFAULT_MEMORY_BYTES = 136L << 20;

    private final int memoryKibibytes;

    public Decompressor() {
        this(DEFAULT_MEMORY_BYTES);
    }

    /** @param memoryBytes how much one decoder may take; a stream that asks for more is refused */
    public Decompressor(long memoryBytes) {
        if (memoryBytes < 1 << 20) {
            throw new IllegalArgumentException("too little memory to decode with: " + memoryBytes);
        }
        this.memoryKibibytes = (int) Math.min(Integer.MAX_VALUE, memoryBytes / 1024);
    }

    /** What the next bytes are compressed with; none are taken. */
    public Codec detect(PeekInput in) throws IOException {
        return Codec.of(in.peek(Codec.HEAD_BYTES));
    }

    /**
     * The decoded bytes of the compressed stream that comes next, and of all that follow it directly in the same
     * format. It ends directly behind them and checks every checksum on the way; what comes then is left in {@code in}.
     * A stream that is not compressed is given as it is. Closing it does not close {@code in}.
     *
     * <p>Reading throws a {@link org.rootbuild.problem.Failure} where the data are damaged, cut off, or ask for more
     * memory than is allowed.
     */
    public InputStream open(PeekInput in) throws IOException {
        return new DecodedInput(in, detect(in), memoryKibibytes, false);
    }

    /** As {@link #open}, but one member alone: another one that follows it directly is left in {@code in}. */
    public InputStream openMember(PeekInput in) throws IOException {
        return new DecodedInput(in, detect(in), memoryKibibytes, true);
    }
}
