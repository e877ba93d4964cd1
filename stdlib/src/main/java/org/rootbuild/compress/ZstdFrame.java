package org.rootbuild.compress;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Decodes one zstd frame (RFC 8878, section 3.1) and leaves its input directly behind it. */
final class ZstdFrame extends InputStream {
    private static final int SOURCE_BYTES = 1 << 15;
    private static final int TARGET_BYTES = 1 << 17;

    private final PeekInput in;
    private final ZstdDecompressCtx decoder;
    private final byte[] chunk = new byte[SOURCE_BYTES];
    private final ByteBuffer source = ByteBuffer.allocateDirect(SOURCE_BYTES).limit(0);
    private final ByteBuffer target = ByteBuffer.allocateDirect(TARGET_BYTES).limit(0);
    private boolean ended;

    ZstdFrame(PeekInput in) throws IOException {
        ZstdLibrary.load();
        this.in = in;
        this.decoder = new ZstdDecompressCtx();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!target.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, target.remaining());
        target.get(bytes, offset, count);
        return count;
    }

    private void decode() throws IOException {
        if (!source.hasRemaining()) {
            int count = in.read(chunk, 0, chunk.length);
            if (count < 0) {
                throw new EOFException("the data are cut off");
            }
            source.clear().put(chunk, 0, count).flip();
        }
        target.clear();
        try {
            ended = decoder.decompressDirectByteBufferStream(target, source);
        } catch (ZstdException damage) {
            throw new IOException(damage.getMessage(), damage);
        }
        target.flip();
        if (ended) {
            in.unread(source.remaining());
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
