package org.rootbuild.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Writes Multiboot images of a few 32-bit instructions: real guests that do one thing on the first serial port. */
final class TinyGuest {
    private static final int LOAD_ADDRESS = 0x100000;
    private static final int HEADER_BYTES = 32;
    private static final int MAGIC = 0x1BADB002;
    private static final int ADDRESSES_FOLLOW = 0x00010000;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    /** Each character by polling for an empty transmitter, then {@code out}. */
    TinyGuest print(String text) {
        return printBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    TinyGuest printBytes(byte[] text) {
        for (byte b : text) {
            add("bafd030000 ec a820 74fb baf8030000 b0");
            code.write(b);
            add("ee");
        }
        return this;
    }

    /** {@code 1: in 0x3fd; test received; jz 1b; in 0x3f8}: waits until a key is typed. */
    TinyGuest awaitKey() {
        return add("bafd030000 ec a801 74fb baf8030000 ec");
    }

    /** {@code out 0x3f8}: prints the key that {@link #awaitKey} read. */
    TinyGuest printKey() {
        return add("ee");
    }

    /** {@code cli; 1: hlt; jmp 1b}. */
    TinyGuest halt() {
        return add("fa f4 ebfd");
    }

    /** {@code lidt} of an empty table, then {@code int3}: three faults in a row, which resets a PC. */
    TinyGuest tripleFault() {
        return add("0f011d 00000a00 cc");
    }

    /** ACPI: SLP_EN into the PM1a control register, which QEMU's firmware puts at 0x604 on q35. */
    TinyGuest powerOff() {
        return add("66ba0406 66b80020 66ef");
    }

    Path write(Path file) throws IOException {
        byte[] instructions = code.toByteArray();
        ByteBuffer image = ByteBuffer.allocate(HEADER_BYTES + instructions.length).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(MAGIC).putInt(ADDRESSES_FOLLOW).putInt(-(MAGIC + ADDRESSES_FOLLOW));
        image.putInt(LOAD_ADDRESS).putInt(LOAD_ADDRESS).putInt(0).putInt(0).putInt(LOAD_ADDRESS + HEADER_BYTES);
        return Files.write(file, image.put(instructions).array());
    }

    private TinyGuest add(String hex) {
        code.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }
}
