package org.rootbuild.session;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes bytes on by the line, without secrets. A line in which there are none keeps every byte. */
final class DiscreetOutput extends FilterOutputStream {
    private static final int LONGEST_LINE = 1 << 16;

    private final Discretion discretion;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    DiscreetOutput(OutputStream out, Discretion discretion) {
        super(out);
        this.discretion = discretion;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        line.write(octet);
        if (octet == '\n' || line.size() >= LONGEST_LINE) {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }

    private void pass() throws IOException {
        byte[] whole = line.toByteArray();
        line.reset();
        String text = new String(whole, StandardCharsets.UTF_8);
        String discreet = discretion.text(text);
        out.write(discreet.equals(text) ? whole : discreet.getBytes(StandardCharsets.UTF_8));
    }

    /** What is in an open line stays until its end: half a secret is not known for one. */
    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
        super.close();
    }
}
