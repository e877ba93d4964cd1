package org.rootbuild.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of a GPT's array (UEFI 2.10, 5.3.3): type at 0, the partition's own GUID 16, first sector 32, last 40,
 * attributes 48, name 56 in UTF-16 that ends with a zero unless it takes all 36 units.
 */
final class GptEntry {
    static final int NAME_UNITS = 36;
    private static final int NAME = 56;
    private static final int NAME_BYTES = NAME_UNITS * 2;

    private GptEntry() {
    }

    static boolean isUsed(byte[] entries, int at) {
        return !Guid.read(ByteBuffer.wrap(entries), at).equals(Guid.NONE);
    }

    static long first(byte[] entries, int at) {
        return bytes(entries).getLong(at + 32);
    }

    static long last(byte[] entries, int at) {
        return bytes(entries).getLong(at + 40);
    }

    /** Only for one that is used and whose sectors make sense. */
    static Partition read(byte[] entries, int at, int number) {
        ByteBuffer bytes = bytes(entries);
        long first = first(entries, at);
        return new Partition(number, name(entries, at), first, last(entries, at) - first + 1,
            PartitionType.gpt(Guid.read(bytes, at)), Optional.of(Guid.read(bytes, at + 16)),
            new PartitionFlags(false, bytes.getLong(at + 48)));
    }

    private static String name(byte[] entries, int at) {
        String name = new String(entries, at + NAME, NAME_BYTES, StandardCharsets.UTF_16LE);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    static void write(byte[] entries, int at, Partition one) {
        ByteBuffer bytes = bytes(entries);
        UUID type = one.type().gptId().orElseThrow();
        Guid.write(type, bytes, at);
        Guid.write(one.uuid().orElseThrow(), bytes, at + 16);
        bytes.putLong(at + 32, one.firstSector()).putLong(at + 40, one.lastSector())
            .putLong(at + 48, one.flags().attributes());
        if (!name(entries, at).equals(one.name())) {
            Arrays.fill(entries, at + NAME, at + NAME + NAME_BYTES, (byte) 0);
            byte[] name = one.name().getBytes(StandardCharsets.UTF_16LE);
            System.arraycopy(name, 0, entries, at + NAME, name.length);
        }
    }

    private static ByteBuffer bytes(byte[] entries) {
        return ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
    }
}
