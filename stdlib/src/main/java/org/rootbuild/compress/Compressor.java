package org.rootbuild.compress;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.rootbuild.problem.Failure;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * Opens streams that compress what is written to them, on several threads where the format can. The bytes depend on the input and on the
 * {@link Compression} alone.
 */
public final class Compressor {
    private final int threads;
    private final long memoryBytes;

    /**
     * @param threads     how many processors to use, at least 1
     * @param memoryBytes how much memory the threads may take together; fewer are used where it is short
     */
    public Compressor(int threads, long memoryBytes) {
        if (threads < 1 || memoryBytes < 1) {
            throw new IllegalArgumentException("no threads or no memory: " + threads + ", " + memoryBytes);
        }
        this.threads = threads;
        this.memoryBytes = memoryBytes;
    }

    /** Three quarters of what Java may have. */
    public static long usualMemoryBytes() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    /** The least heap whose usual share suffices, rounded up, as the JVM is told it. */
    private static long heapMegabytes(long neededBytes) {
        long megabytes = (neededBytes >> 20) * 4 / 3 + 1;
        return (megabytes / 256 + 1) * 256;
    }

    /**
     * A stream that compresses into {@code out}, and completes and closes it when closed. {@code flush} does nothing.
     *
     * @throws Failure when even one thread needs more memory than is allowed
     */
    public OutputStream open(OutputStream out, Compression compression) throws IOException {
        return switch (compression.codec()) {
            case NONE -> out;
            case GZIP -> new BlockOutput(out, new GzipBlocks(compression.level()), GzipBlocks.BLOCK_BYTES, threads,
                threads + 2);
            case XZ -> xz(out, compression.level());
            case LZMA -> lzma(out, compression.level());
            case ZSTD -> zstd(out, compression.level());
            case BZIP2 -> new Unflushed(new BZip2CompressorOutputStream(out, compression.level()));
            case LZ4 -> new Unflushed(Lz4Blocks.frame(out, compression.level()));
            case LZ4_LEGACY -> new BlockOutput(out, new Lz4Blocks(compression.level()), Lz4Blocks.BLOCK_BYTES, threads,
                threads + 1);
        };
    }

    private OutputStream xz(OutputStream out, int level) throws IOException {
        XzBlocks format = new XzBlocks(level);
        // One block more than threads is in memory: the one that is being filled.
        long room = memoryBytes - format.blockMemoryBytes();
        long perThread = format.encoderMemoryBytes() + format.blockMemoryBytes();
        int affordable = (int) Math.min(threads, room / perThread);
        if (affordable < 1) {
            throw tooMuch(Codec.XZ, level, perThread + format.blockMemoryBytes());
        }
        return new BlockOutput(out, format, format.blockBytes(), affordable, affordable + 1);
    }

    private Failure tooMuch(Codec codec, int level, long neededBytes) {
        return new Failure(codec.shown() + " at level " + level + " needs " + (neededBytes >> 20)
            + " MiB of memory, and " + (memoryBytes >> 20) + " MiB are allowed", "Use a lower level, or give Java more"
            + " memory: ROOTBUILD_JAVA_OPTS=-Xmx" + heapMegabytes(neededBytes) + "m.");
    }

    /** One stream on one thread, as the format has no blocks; its size is left open and its end is marked. */
    private OutputStream lzma(OutputStream out, int level) throws IOException {
        LZMA2Options options = new LZMA2Options(level);
        long neededBytes = (long) options.getEncoderMemoryUsage() << 10;
        if (neededBytes > memoryBytes) {
            throw tooMuch(Codec.LZMA, level, neededBytes);
        }
        return new Unflushed(new LZMAOutputStream(out, options, -1));
    }

    /** At least one worker always: zstd cuts its input differently without, but alike for any number of them. */
    private OutputStream zstd(OutputStream out, int level) throws IOException {
        ZstdLibrary.load();
        ZstdOutputStream zstd = new ZstdOutputStream(out, level);
        zstd.setChecksum(true);
        zstd.setWorkers(threads);
        return new Unflushed(zstd);
    }

    /** A flush would cut a block, and the bytes would depend on who flushes when; LZMA knows none. */
    private static final class Unflushed extends FilterOutputStream {
        Unflushed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // see above
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
