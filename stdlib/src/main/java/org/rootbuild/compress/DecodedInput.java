package org.rootbuild.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.rootbuild.problem.Failure;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;

/** The decoded bytes of one compressed member after the other, all of one format. */
final class DecodedInput extends InputStream {
    private final PeekInput in;
    private final Codec codec;
    private final int memoryKibibytes;
    private final boolean alone;
    private InputStream member;
    private boolean ended;

    /** @param alone whether it ends with the first member */
    DecodedInput(PeekInput in, Codec codec, int memoryKibibytes, boolean alone) throws IOException {
        this.alone = alone;
        this.in = in;
        this.codec = codec;
        this.memoryKibibytes = memoryKibibytes;
        this.member = openMember();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count = readMember(target, offset, length);
            if (count > 0) {
                return count;
            }
            if (count < 0) {
                nextMember();
            }
        }
        return -1;
    }

    private int readMember(byte[] target, int offset, int length) throws IOException {
        try {
            return member.read(target, offset, length);
        } catch (IOException | RuntimeException trouble) {
            throw explained(trouble);
        }
    }

    private void nextMember() throws IOException {
        boolean more = !alone && codec != Codec.NONE && codec != Codec.LZMA && Codec.of(in.peek(Codec.HEAD_BYTES)) == codec;
        if (more) {
            closeMember();
            member = openMember();
        } else {
            ended = true;
        }
    }

    private InputStream openMember() throws IOException {
        try {
            return switch (codec) {
                case NONE -> in;
                case GZIP -> new GzipMember(in);
                case BZIP2 -> new BZip2CompressorInputStream(in, false);
                case XZ -> new SingleXZInputStream(in, memoryKibibytes);
                case LZMA -> new LZMAInputStream(in, memoryKibibytes);
                case ZSTD -> new ZstdFrame(in);
                case LZ4 -> new FramedLZ4CompressorInputStream(in, false);
                case LZ4_LEGACY -> new Lz4LegacyFrame(in);
            };
        } catch (IOException | RuntimeException trouble) {
            throw explained(trouble);
        }
    }

    /**
     * The libraries report damage in many ways, at times by a runtime exception; a person gets one of three sentences.
     */
    private IOException explained(Exception trouble) {
        if (trouble instanceof Failure failure) {
            return failure;
        }
        if (trouble.getCause() instanceof Failure failure) {
            return failure;
        }
        String data = "the " + codec.shown() + " data of " + in.name();
        if (trouble instanceof MemoryLimitException) {
            return new Failure(data + " need more memory than is allowed: " + trouble.getMessage(),
                "Compress the file anew with a smaller dictionary, or raise the limit.", trouble);
        }
        boolean cutOff = trouble instanceof EOFException || in.atEnd() && endsEarly(trouble);
        if (cutOff) {
            return new Failure(data + " are cut off after " + in.position() + " bytes",
                "Fetch or make the file again; it is not complete.", trouble);
        }
        return new Failure(data + " are damaged near byte " + in.position() + ": " + trouble.getMessage(),
            "Fetch or make the file again.", trouble);
    }

    private static boolean endsEarly(Exception trouble) {
        String text = String.valueOf(trouble.getMessage()).toLowerCase(java.util.Locale.ROOT);
        return text.contains("end of") || text.contains("premature") || text.contains("eof")
            || text.contains("truncated");
    }

    private void closeMember() throws IOException {
        // The decoders of the libraries would close their input, which goes on; they hold nothing but memory.
        if (member instanceof GzipMember || member instanceof ZstdFrame) {
            member.close();
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        closeMember();
    }
}
