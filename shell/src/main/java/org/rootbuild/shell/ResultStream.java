package org.rootbuild.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, remembering why it could not be written: that the reader has gone, as behind {@code | head}, is no
 * error; that the disk is full is one.
 */
final class ResultStream extends OutputStream {
    private final OutputStream stream;
    private String trouble = "";

    ResultStream(OutputStream unbuffered) {
        this.stream = new BufferedOutputStream(unbuffered);
    }

    /** Whether something got lost that somebody would have read. */
    boolean isFull() {
        return !trouble.isEmpty() && !trouble.contains("Broken pipe");
    }

    String trouble() {
        return trouble;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            stream.write(bytes, from, length);
        } catch (IOException failed) {
            throw remembered(failed);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            stream.flush();
        } catch (IOException failed) {
            throw remembered(failed);
        }
    }

    private IOException remembered(IOException failed) {
        if (trouble.isEmpty()) {
            trouble = String.valueOf(failed.getMessage());
        }
        return failed;
    }
}
