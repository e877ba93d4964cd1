package org.rootbuild.loader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rootbuild.problem.Failure;

/**
 * GRUB's {@code kernel.img} for i386-pc: an ELF file (32 bits, little-endian; System V ABI, chapter 4) that is linked
 * to run at 0x9000. It becomes the flat bytes from there up to its uninitialised data; what follows them in memory,
 * GRUB takes for modules.
 */
final class KernelImage {
    /** Where it is linked to (GRUB_KERNEL_I386_PC_LINK_ADDR). */
    static final int LINK_ADDRESS = 0x9000;

    private static final int HEADER_BYTES = 52;
    private static final int PROGRAM_HEADER_BYTES = 32;
    private static final int LOADED = 1;
    private static final int I386 = 3;
    private static final int MOST_BYTES = 0x78000;

    private KernelImage() {
    }

    /** @throws Failure when it is no such file, or is damaged */
    static byte[] flat(byte[] elf, String source) throws Failure {
        ByteBuffer in = Bytes.of(elf);
        if (elf.length < HEADER_BYTES || in.getInt(0) != 0x464c457f || elf[4] != 1 || elf[5] != 1
                || in.getShort(18) != I386) {
            throw damaged(source, "is no ELF file for i386");
        }
        long table = Integer.toUnsignedLong(in.getInt(28));
        int count = Short.toUnsignedInt(in.getShort(44));
        if (in.getShort(42) != PROGRAM_HEADER_BYTES || table + (long) count * PROGRAM_HEADER_BYTES > elf.length) {
            throw damaged(source, "is cut off");
        }
        byte[] flat = new byte[0];
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * PROGRAM_HEADER_BYTES;
            if (in.getInt(at) == LOADED && in.getInt(at + 16) != 0) {
                flat = with(flat, elf, at, source);
            }
        }
        if (flat.length == 0) {
            throw damaged(source, "holds nothing to load");
        }
        return flat;
    }

    private static byte[] with(byte[] flat, byte[] elf, int header, String source) throws Failure {
        ByteBuffer in = Bytes.of(elf);
        long offset = Integer.toUnsignedLong(in.getInt(header + 4));
        long place = Integer.toUnsignedLong(in.getInt(header + 8)) - LINK_ADDRESS;
        long count = Integer.toUnsignedLong(in.getInt(header + 16));
        if (place < 0 || place + count > MOST_BYTES || offset + count > elf.length) {
            throw damaged(source, "has a part that is not where it can be loaded");
        }
        byte[] grown = Arrays.copyOf(flat, (int) Math.max(flat.length, place + count));
        System.arraycopy(elf, (int) offset, grown, (int) place, (int) count);
        return grown;
    }

    private static Failure damaged(String source, String how) {
        return new Failure("kernel.img of " + source + " " + how, "Get the package again.");
    }
}
