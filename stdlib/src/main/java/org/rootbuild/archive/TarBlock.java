package org.rootbuild.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.tree.Attributes;

/** Builds the header of one entry: a ustar block, and before it a pax header for what does not fit. */
final class TarBlock {
    private static final int NAME_BYTES = 100;
    private static final long OCTAL_SIZE_LIMIT = 1L << 33;
    private static final long OCTAL_ID_LIMIT = 1L << 21;

    private final byte[] block = new byte[TarHeader.BLOCK_BYTES];
    private final Map<String, byte[]> records = new TreeMap<>();
    private long mtime;

    TarBlock(String name, char type) {
        text(0, NAME_BYTES, "path", name);
        block[156] = (byte) type;
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
        octal(124, 12, 0);
        octal(329, 8, 0);
        octal(337, 8, 0);
    }

    TarBlock link(String target) {
        text(157, NAME_BYTES, "linkpath", target);
        return this;
    }

    TarBlock size(long sizeBytes) {
        number(124, 12, OCTAL_SIZE_LIMIT, "size", sizeBytes);
        return this;
    }

    TarBlock device(int major, int minor) {
        octal(329, 8, major);
        octal(337, 8, minor);
        return this;
    }

    TarBlock attributes(Attributes attributes) {
        octal(100, 8, attributes.mode());
        number(108, 8, OCTAL_ID_LIMIT, "uid", attributes.owner());
        number(116, 8, OCTAL_ID_LIMIT, "gid", attributes.group());
        mtime = attributes.mtimeSeconds();
        number(136, 12, OCTAL_SIZE_LIMIT, "mtime", mtime);
        attributes.xattrs().forEach((name, value) -> records.put("SCHILY.xattr." + name, value));
        return this;
    }

    private void text(int at, int length, String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean plain = bytes.length <= length && bytes.length == text.length();
        if (!plain) {
            records.put(key, bytes);
        }
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, length));
    }

    private void number(int at, int length, long limit, String key, long value) {
        boolean fits = value >= 0 && value < limit;
        if (!fits) {
            records.put(key, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        }
        octal(at, length, fits ? value : 0);
    }

    private void octal(int at, int length, long value) {
        String digits = Long.toOctalString(value);
        String filled = "0".repeat(length - 1 - digits.length()) + digits;
        System.arraycopy(filled.getBytes(StandardCharsets.US_ASCII), 0, block, at, length - 1);
    }

    /** The header blocks, whole. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (!records.isEmpty()) {
            byte[] body = paxBody();
            long time = Math.max(0, Math.min(mtime, OCTAL_SIZE_LIMIT - 1));
            TarBlock pax = new TarBlock("./PaxHeaders/entry", 'x').size(body.length)
                .attributes(Attributes.ofRoot(Attributes.FILE_MODE, time));
            all.writeBytes(pax.bytes());
            all.writeBytes(body);
            all.writeBytes(new byte[-body.length & TarHeader.BLOCK_BYTES - 1]);
        }
        putSum();
        all.writeBytes(block);
        return all.toByteArray();
    }

    private byte[] paxBody() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        records.forEach((key, value) -> {
            byte[] name = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
            int rest = name.length + value.length + 1;
            int length = rest;
            // The length counts its own digits.
            while (length != rest + Integer.toString(length).length()) {
                length = rest + Integer.toString(length).length();
            }
            body.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(name);
            body.writeBytes(value);
            body.write('\n');
        });
        return body.toByteArray();
    }

    private void putSum() {
        java.util.Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        octal(148, 7, sum);
        block[154] = 0;
    }
}
