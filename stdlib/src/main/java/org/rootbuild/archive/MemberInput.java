package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import org.rootbuild.compress.PeekInput;

/** The next so many bytes of an archive, which must all be there. */
final class MemberInput extends InputStream {
    private final PeekInput in;
    private final Reading reading;
    private final String entry;
    private long leftBytes;

    MemberInput(PeekInput in, Reading reading, String entry, long sizeBytes) {
        this.in = in;
        this.reading = reading;
        this.entry = entry;
        this.leftBytes = sizeBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftBytes == 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, leftBytes));
        if (count < 0) {
            throw reading.cutOff("inside '" + Reading.shown(entry) + "', " + leftBytes + " bytes before its end");
        }
        leftBytes -= count;
        return count;
    }

    /** Passes over what nobody read. */
    void skipRest() throws IOException {
        byte[] dropped = new byte[(int) Math.min(leftBytes, 1 << 16)];
        while (leftBytes > 0) {
            read(dropped, 0, dropped.length);
        }
    }
}
