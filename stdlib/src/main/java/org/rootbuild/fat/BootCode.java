package org.rootbuild.fat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a BIOS runs when somebody starts from a volume without a boot loader: a sentence, a key, the next device. */
final class BootCode {
    private static final String SENTENCE = "No boot loader is on this volume; press a key for the next one.\r\n";
    private static final int LOADED_AT = 0x7c00;

    private BootCode() {
    }

    /** A sector with that code and OEM name, and nothing that describes a filesystem yet. */
    static byte[] plain(FatKind kind) {
        byte[] sector = new byte[BootSector.BYTES];
        int at = BootSector.codeAt(kind);
        byte[] code = code(at);
        sector[0] = (byte) 0xeb;
        sector[1] = (byte) (at - 2);
        sector[2] = (byte) 0x90;
        // Some readers of old look at this name; that of the usual maker is known to please them.
        System.arraycopy("mkfs.fat".getBytes(StandardCharsets.US_ASCII), 0, sector, 3, 8);
        System.arraycopy(code, 0, sector, at, code.length);
        return sector;
    }

    private static byte[] code(int at) {
        int[] start = {
            0x31, 0xc0,             // xor ax, ax
            0x8e, 0xd8,             // mov ds, ax
            0xbe, 0, 0,             // mov si, the sentence
            0xfc,                   // cld
            0xac,                   // next: lodsb
            0x84, 0xc0,             // test al, al
            0x74, 0x09,             // jz done
            0xb4, 0x0e,             // mov ah, 0x0e
            0xbb, 0x07, 0x00,       // mov bx, 7
            0xcd, 0x10,             // int 0x10, which shows a character
            0xeb, 0xf2,             // jmp next
            0x31, 0xc0,             // done: xor ax, ax
            0xcd, 0x16,             // int 0x16, which waits for a key
            0xcd, 0x18,             // int 0x18, which goes to the next device
            0xf4,                   // halt: hlt
            0xeb, 0xfd              // jmp halt
        };
        int sentence = LOADED_AT + at + start.length;
        start[5] = sentence & 0xff;
        start[6] = sentence >> 8;
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (int one : start) {
            code.write(one);
        }
        code.writeBytes(SENTENCE.getBytes(StandardCharsets.US_ASCII));
        code.write(0);
        return code.toByteArray();
    }
}
