package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.problem.Failure;

/**
 * Access control lists: what programs see (version 2, every entry with a number, as {@code getxattr(2)} gives it) and
 * what ext keeps (version 1, a number only where it means something).
 */
final class PosixAcl {
    private static final int SEEN_VERSION = 2;
    private static final int KEPT_VERSION = 1;
    private static final int USER = 0x02;
    private static final int GROUP = 0x08;
    private static final int SEEN_ENTRY = 8;
    private static final int SHORT_ENTRY = 4;

    private PosixAcl() {
    }

    /** @throws Failure when the value is no such list */
    static byte[] kept(byte[] seen) throws Failure {
        ByteBuffer from = ByteBuffer.wrap(seen).order(ByteOrder.LITTLE_ENDIAN);
        if (seen.length < 4 || (seen.length - 4) % SEEN_ENTRY != 0 || from.getInt() != SEEN_VERSION) {
            throw new Failure("an access control list is not of version 2", "Take the attribute away, or set it anew.");
        }
        ByteBuffer into = ByteBuffer.allocate(seen.length).order(ByteOrder.LITTLE_ENDIAN).putInt(KEPT_VERSION);
        while (from.hasRemaining()) {
            short tag = from.getShort();
            into.putShort(tag).putShort(from.getShort());
            int number = from.getInt();
            if (tag == USER || tag == GROUP) {
                into.putInt(number);
            }
        }
        return java.util.Arrays.copyOf(into.array(), into.position());
    }

    /** @throws Failure when the value is no such list */
    static byte[] seen(byte[] kept) throws Failure {
        ByteBuffer from = ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer into = ByteBuffer.allocate(4 + 2 * kept.length).order(ByteOrder.LITTLE_ENDIAN).putInt(SEEN_VERSION);
        boolean whole = kept.length >= 4 && from.getInt() == KEPT_VERSION;
        while (whole && from.hasRemaining()) {
            whole = from.remaining() >= SHORT_ENTRY;
            if (whole) {
                short tag = from.getShort();
                into.putShort(tag).putShort(from.getShort());
                boolean numbered = tag == USER || tag == GROUP;
                whole = !numbered || from.remaining() >= 4;
                into.putInt(numbered && whole ? from.getInt() : -1);
            }
        }
        if (!whole) {
            throw new Failure("an access control list is damaged", "Have the filesystem repaired with e2fsck.");
        }
        return java.util.Arrays.copyOf(into.array(), into.position());
    }
}
