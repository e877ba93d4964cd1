package org.rootbuild.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A file's channel whose changes are counted. Forcing is counted and otherwise believed. */
final class FaultChannel extends FileChannel {
    private final FileChannel real;
    private final Path path;
    private final Faults faults;

    FaultChannel(FileChannel real, Path path, Faults faults) {
        this.real = real;
        this.path = path;
        this.faults = faults;
    }

    private ByteBuffer allowed(ByteBuffer whole) throws IOException {
        if (faults.writeWhole()) {
            faults.written(path);
            return whole;
        }
        ByteBuffer half = whole.duplicate();
        half.limit(half.position() + half.remaining() / 2);
        return half;
    }

    private int written(ByteBuffer whole, ByteBuffer allowed, int count) throws Faults.Stopped {
        if (allowed != whole) {
            throw new Faults.Stopped();
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        ByteBuffer allowed = allowed(source);
        return written(source, allowed, real.write(allowed));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        ByteBuffer allowed = allowed(source);
        return written(source, allowed, real.write(allowed, position));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return write(sources[offset]);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        faults.change();
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.change();
        faults.forced(path);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
