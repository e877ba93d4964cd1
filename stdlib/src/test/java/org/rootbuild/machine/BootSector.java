package org.rootbuild.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes disks whose first sector is a program of a few 16-bit instructions: the smallest thing that a BIOS boots. */
final class BootSector {
    private static final int SECTOR = 512;
    private static final int CD_SECTOR = 2048;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    /** Each character on the first serial port, by polling for an empty transmitter. */
    BootSector print(String text) {
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            add("bafd03 ec a820 74fb baf803 b0");
            code.write(b);
            add("ee");
        }
        return this;
    }

    /** Each character on the screen, by the BIOS's teletype (interrupt 0x10, function 0x0e). */
    BootSector show(String text) {
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            add("b40e b0");
            code.write(b);
            add("bb0700 cd10");
        }
        return this;
    }

    /** Writes this very sector to the second one of the disk that it came from (interrupt 0x13, function 3). */
    BootSector copyToSecondSector() {
        return add("6a00 07 b80103 bb007c b90200 b600 cd13");
    }

    /** {@code cli; 1: hlt; jmp 1b}. */
    BootSector halt() {
        return add("fa f4 ebfd");
    }

    byte[] bytes() {
        if (code.size() > SECTOR - 2) {
            throw new IllegalStateException("too long a program: " + code.size());
        }
        byte[] sector = Arrays.copyOf(code.toByteArray(), SECTOR);
        sector[SECTOR - 2] = 0x55;
        sector[SECTOR - 1] = (byte) 0xaa;
        return sector;
    }

    /** A disk of 1 MiB. */
    Path write(Path file) throws IOException {
        return Files.write(file, Arrays.copyOf(bytes(), 1 << 20));
    }

    /** A CD that boots it (El Torito 1.0: sector 17 names the catalog, which names the program). */
    Path writeCd(Path file) throws IOException {
        ByteBuffer cd = ByteBuffer.allocate(64 * CD_SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        cd.put(16 * CD_SECTOR, "\1CD001\1".getBytes(StandardCharsets.US_ASCII));
        cd.put(17 * CD_SECTOR, "\0CD001\1EL TORITO SPECIFICATION".getBytes(StandardCharsets.US_ASCII));
        cd.putInt(17 * CD_SECTOR + 0x47, 18);
        int catalog = 18 * CD_SECTOR;
        cd.putShort(catalog, (short) 1).putShort(catalog + 30, (short) 0xaa55);
        cd.putShort(catalog + 28, (short) -(1 + 0xaa55));
        cd.put(catalog + 32, (byte) 0x88).putShort(catalog + 38, (short) 4).putInt(catalog + 40, 19);
        cd.put(19 * CD_SECTOR, bytes());
        return Files.write(file, cd.array());
    }

    private BootSector add(String hex) {
        code.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }
}
