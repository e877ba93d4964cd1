package org.rootbuild.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** A part of a volume. Everything is checked here, so that nothing around the part can be reached through it. */
final class Window implements Volume {
    private final Volume whole;
    private final Range part;

    Window(Volume whole, Range part) throws Failure {
        Bounds.check(part.at(), part.lengthBytes(), whole.sizeBytes());
        this.whole = whole;
        this.part = part;
    }

    @Override
    public long sizeBytes() {
        return part.lengthBytes();
    }

    @Override
    public void read(long at, ByteBuffer into) throws IOException {
        Bounds.check(at, into.remaining(), sizeBytes());
        whole.read(part.at() + at, into);
    }

    @Override
    public void write(long at, ByteBuffer from) throws IOException {
        Bounds.check(at, from.remaining(), sizeBytes());
        whole.write(part.at() + at, from);
    }

    @Override
    public void zero(Range range) throws IOException {
        Bounds.check(range.at(), range.lengthBytes(), sizeBytes());
        whole.zero(new Range(part.at() + range.at(), range.lengthBytes()));
    }

    @Override
    public void copy(long at, FileChannel from, Range source) throws IOException {
        Bounds.check(at, source.lengthBytes(), sizeBytes());
        whole.copy(part.at() + at, from, source);
    }

    @Override
    public void transferTo(Range some, WritableByteChannel to) throws IOException {
        Bounds.check(some.at(), some.lengthBytes(), sizeBytes());
        whole.transferTo(new Range(part.at() + some.at(), some.lengthBytes()), to);
    }

    @Override
    public Optional<Range> nextData(long from) throws IOException {
        if (from >= sizeBytes()) {
            return Optional.empty();
        }
        return whole.nextData(part.at() + from).filter(found -> found.at() < part.end())
            .map(found -> new Range(found.at() - part.at(), Math.min(found.end(), part.end()) - found.at()));
    }

    @Override
    public void sync() throws IOException {
        whole.sync();
    }
}
