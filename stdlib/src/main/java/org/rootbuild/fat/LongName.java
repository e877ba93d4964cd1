package org.rootbuild.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The entries before a short one that hold a name in UTF-16, 13 units each, the last part first (fatgen103). */
final class LongName {
    static final int LIMIT_UNITS = 255;
    static final int UNITS = 13;
    private static final int LAST = 0x40;
    private static final int NUMBER = 0x3f;
    private static final int CHECKSUM_AT = 13;
    /** Where the 13 units lie in the 32 bytes. */
    private static final int[] UNIT_AT = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private LongName() {
    }

    static int slots(String name) {
        return (name.length() + UNITS - 1) / UNITS;
    }

    /** What ties the long entries to the short one. */
    static int checksum(byte[] shortName) {
        int sum = 0;
        for (int i = 0; i < DirectoryRecord.NAME_BYTES; i++) {
            sum = ((sum & 1) << 7) + (sum >> 1) + (shortName[i] & 0xff) & 0xff;
        }
        return sum;
    }

    static void encode(String name, byte[] shortName, ByteBuffer to) {
        int sum = checksum(shortName);
        int count = slots(name);
        to.order(ByteOrder.LITTLE_ENDIAN);
        for (int number = count; number > 0; number--) {
            int at = to.position();
            to.put(at, (byte) (number == count ? number | LAST : number)).put(at + 11, (byte) DirectoryRecord.LONG_NAME)
                .put(at + 12, (byte) 0).put(at + CHECKSUM_AT, (byte) sum).putShort(at + 26, (short) 0);
            for (int i = 0; i < UNITS; i++) {
                int place = (number - 1) * UNITS + i;
                int unit = place < name.length() ? name.charAt(place) : place == name.length() ? 0 : 0xffff;
                to.putShort(at + UNIT_AT[i], (short) unit);
            }
            to.position(at + FatGeometry.ENTRY_BYTES);
        }
    }

    /** Collects the parts as they come along in a folder. What does not fit together is forgotten, as usual. */
    static final class Parts {
        private final char[] units = new char[(LIMIT_UNITS / UNITS + 1) * UNITS];
        private int count;
        private int expected;
        private int sum;

        void clear() {
            count = 0;
        }

        void add(byte[] folder, int at) {
            int number = folder[at] & NUMBER;
            if ((folder[at] & LAST) != 0) {
                count = number;
                sum = folder[at + CHECKSUM_AT] & 0xff;
            } else if (count == 0 || number != expected || (folder[at + CHECKSUM_AT] & 0xff) != sum) {
                number = 0;
            }
            if (number == 0 || number > units.length / UNITS) {
                clear();
                return;
            }
            expected = number - 1;
            for (int i = 0; i < UNITS; i++) {
                int place = at + UNIT_AT[i];
                units[(number - 1) * UNITS + i] = (char) (folder[place] & 0xff | (folder[place + 1] & 0xff) << 8);
            }
        }

        /** How many entries belong to the name that is complete before a short entry; 0 where there is none. */
        int slotsFor(byte[] shortName) {
            return count > 0 && expected == 0 && checksum(shortName) == sum ? count : 0;
        }

        String name() {
            int length = 0;
            while (length < count * UNITS && units[length] != 0) {
                length++;
            }
            return new String(units, 0, length);
        }
    }
}
