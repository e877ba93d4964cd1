package org.rootbuild.machine;

import java.util.HexFormat;

/**
 * The smallest guest that proves an accelerator: a Multiboot image (Multiboot specification 0.6.96, section 3.1, with
 * the address fields) that does what every kernel does first. It builds page tables, switches to 64-bit mode, uses a
 * vector register, writes one {@code K} to the first serial port and ends QEMU through its {@code isa-debug-exit}
 * device at port 0xf4. Its assembler source is {@code ProbeGuest.s} among the test resources; a test assembles it and
 * compares.
 */
final class ProbeGuest {
    /** What it prints. */
    static final String PRINTS = "K";

    /** What QEMU's exit status becomes: the device shifts the guest's 0x10 left by one and sets the lowest bit. */
    static final int STATUS = 33;

    private static final String IMAGE = """
        02b0ad1b00000100fe4f51e40000100000001000000000000000000020001000fabf0000200031c0b9000c0000f3abc7
        050000200003102000c7050010200003202000c7050020200083000000b8200600000f22e0b8000020000f22d8b98000
        00c00f320d000100000f300f20c083e0fb0d020000800f22c00f0115c8001000ea87001000080048b80000000000004b
        0066480f6ec066480f7ec048c1e830baf8030000eeb810000000baf4000000eef4ebfd8d742600900000000000000000
        00000000009a20000f00b8001000""";

    private ProbeGuest() {
    }

    static byte[] image() {
        return HexFormat.of().parseHex(IMAGE.replace("\n", ""));
    }
}
