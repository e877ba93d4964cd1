package org.rootbuild.initramfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.compress.ReadAhead;
import org.rootbuild.problem.Failure;

/**
 * What comes out of one compressed segment, written to a file on the way. It ends with the compressed member in which
 * an archive ends: some programs cut an archive into several members, while kernels begin a new archive with each.
 */
final class Decoding extends InputStream {
    private final PeekInput in;
    private final Codec codec;
    private final OutputStream into;
    private final Decompressor decompressor = new Decompressor();
    private final BooleanSupplier isBetweenArchives;
    private final Limits limits;
    private final long fileBytes;
    private final byte[] one = new byte[1];
    private InputStream member;
    private ReadAhead ahead;
    private long count;
    private boolean ended;

    Decoding(PeekInput in, OutputStream into, BooleanSupplier isBetweenArchives, Limits limits, long fileBytes)
        throws IOException {
        this.in = in;
        this.codec = decompressor.detect(in);
        this.into = into;
        this.isBetweenArchives = isBetweenArchives;
        this.limits = limits;
        this.fileBytes = fileBytes;
        open();
    }

    private void open() throws IOException {
        member = decompressor.openMember(in);
        ahead = new ReadAhead(member);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            int got = ahead.read(target, offset, length);
            if (got >= 0) {
                into.write(target, offset, got);
                count += got;
                check();
                return got;
            }
            closeMember();
            if (isBetweenArchives.getAsBoolean() || decompressor.detect(in) != codec) {
                ended = true;
            } else {
                open();
            }
        }
        return -1;
    }

    private void check() throws Failure {
        if (count > limits.maxTotalBytes()) {
            throw new Failure(in.name() + " unpacks to more than " + limits.maxTotalBytes() + " bytes",
                "If it can be trusted, raise the limit maxTotalBytes.");
        }
        if (count > limits.ratioGraceBytes() && count / Math.max(1, fileBytes) >= limits.maxRatio()) {
            throw new Failure(in.name() + " grows more than " + limits.maxRatio() + " times while it is unpacked, as"
                + " decompression bombs do", "If it can be trusted, raise the limit maxRatio.");
        }
    }

    private void closeMember() throws IOException {
        ahead.close();
        member.close();
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            closeMember();
        }
    }
}
