package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/**
 * The fields that tell of POSIX names, owners, modes, links and devices: Rock Ridge (RRIP 1.12, IEEE P1282) in the
 * frame of the System Use Sharing Protocol (SUSP 1.12, IEEE P1281).
 */
final class RockRidgeFields {
    /** Of a field that says where more of them are. */
    static final int CONTINUATION_BYTES = 28;
    private static final String ID = "IEEE_1282";
    private static final String DESCRIPTION =
        "THE IEEE 1282 PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS";
    private static final String SOURCE = "PLEASE CONTACT THE IEEE STANDARDS DEPARTMENT, PISCATAWAY, NJ, USA FOR THE"
        + " 1282 SPECIFICATION";
    private static final int MOST = 255;
    private static final int CONTINUES = 1;
    private static final int CURRENT = 2;
    private static final int PARENT = 4;
    private static final int ROOT = 8;
    private static final int TIMES = 0x0E;
    /** Minors beyond these are told apart from the major, which Linux takes for what it is then. */
    private static final int MOST_MINOR = 0xFF;

    private RockRidgeFields() {
    }

    /** Says that such fields are there; stands first in the root's own record. */
    static byte[] indicator() {
        return new byte[] {'S', 'P', 7, 1, (byte) 0xBE, (byte) 0xEF, 0};
    }

    /** Says which fields they are; stands in the root's own record. */
    static byte[] reference() {
        byte[] text = (ID + DESCRIPTION + SOURCE).getBytes(StandardCharsets.US_ASCII);
        return field("ER", 8 + text.length).put((byte) ID.length()).put((byte) DESCRIPTION.length())
            .put((byte) SOURCE.length()).put((byte) 1).put(text).array();
    }

    /** Where a folder that was moved really is. */
    static byte[] child(int block) {
        return place("CL", block);
    }

    /** The folder that a moved one really belongs to. */
    static byte[] parent(int block) {
        return place("PL", block);
    }

    /** This folder was moved here from elsewhere. */
    static byte[] relocated() {
        return field("RE", 4).array();
    }

    private static byte[] place(String signature, int block) {
        ByteBuffer field = field(signature, 12);
        Blocks.both(field, block);
        return field.array();
    }

    static byte[] continuation(int block, int offset, int sizeBytes) {
        ByteBuffer field = field("CE", CONTINUATION_BYTES);
        Blocks.both(field, block);
        Blocks.both(field, offset);
        Blocks.both(field, sizeBytes);
        return field.array();
    }

    /** Of a record under its name: all that is known of the file, but where it is. */
    static List<byte[]> named(IsoNode node) {
        List<byte[]> fields = new ArrayList<>(name(node.name));
        fields.addAll(attributes(node));
        if (node.entry instanceof Entry.Symlink link) {
            fields.addAll(link(link.target()));
        } else if (node.entry instanceof Entry.Device device) {
            fields.add(device(device));
        }
        return fields;
    }

    /** Mode, links, owner and times, which records of {@code .} and {@code ..} have too. */
    static List<byte[]> attributes(IsoNode node) {
        Attributes attributes = node.entry.attributes();
        ByteBuffer posix = field("PX", 44);
        Blocks.both(posix, attributes.mode() | type(node.entry));
        Blocks.both(posix, node.links);
        Blocks.both(posix, (int) attributes.owner());
        Blocks.both(posix, (int) attributes.group());
        Blocks.both(posix, node.serial);
        byte[] time = time(attributes.mtimeSeconds());
        ByteBuffer times = field("TF", 5 + 3 * time.length).put((byte) TIMES).put(time).put(time).put(time);
        return List.of(posix.array(), times.array());
    }

    /** The bits of st_mode that POSIX has for it. */
    private static int type(Entry entry) {
        return switch (entry.letter()) {
            case 'd' -> 0040000;
            case 'l' -> 0120000;
            case 'b' -> 0060000;
            case 'c' -> 0020000;
            case 'p' -> 0010000;
            case 's' -> 0140000;
            default -> 0100000;
        };
    }

    /** Seven bytes in UTC (ECMA-119, 9.1.5); what is outside of 1900 to 2155 becomes the nearest that there is. */
    static byte[] time(long epochSeconds) {
        long first = OffsetDateTime.of(1900, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toEpochSecond();
        long last = OffsetDateTime.of(2155, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC).toEpochSecond();
        OffsetDateTime time = Instant.ofEpochSecond(Math.max(first, Math.min(last, epochSeconds)))
            .atOffset(ZoneOffset.UTC);
        return new byte[] {(byte) (time.getYear() - 1900), (byte) time.getMonthValue(), (byte) time.getDayOfMonth(),
            (byte) time.getHour(), (byte) time.getMinute(), (byte) time.getSecond(), 0};
    }

    private static List<byte[]> name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        List<byte[]> fields = new ArrayList<>();
        int at = 0;
        do {
            int count = Math.min(MOST - 5, bytes.length - at);
            fields.add(field("NM", 5 + count).put((byte) (at + count < bytes.length ? CONTINUES : 0))
                .put(bytes, at, count).array());
            at += count;
        } while (at < bytes.length);
        return fields;
    }

    private static byte[] device(Entry.Device device) {
        boolean usual = device.minor() <= MOST_MINOR;
        ByteBuffer field = field("PN", 20);
        Blocks.both(field, usual ? 0 : device.major());
        Blocks.both(field, usual ? device.major() << 8 | device.minor() : device.minor());
        return field.array();
    }

    /** Components (RRIP 4.1.3) fill as many fields as it takes; one may be cut in two. */
    private static List<byte[]> link(String target) {
        List<byte[]> fields = new ArrayList<>();
        ByteBuffer components = ByteBuffer.allocate(MOST - 5);
        String rest = target;
        if (target.startsWith("/")) {
            components.put((byte) ROOT).put((byte) 0);
            rest = target.substring(1);
        }
        for (String name : rest.isEmpty() ? new String[0] : rest.split("/", -1)) {
            int kind = name.equals(".") ? CURRENT : name.equals("..") ? PARENT : 0;
            ByteBuffer bytes = ByteBuffer.wrap(kind == 0 ? name.getBytes(StandardCharsets.UTF_8) : new byte[0]);
            do {
                if (components.remaining() < Math.min(bytes.remaining(), 1) + 2) {
                    fields.add(link(components, true));
                }
                int count = Math.min(bytes.remaining(), components.remaining() - 2);
                boolean continues = count < bytes.remaining();
                components.put((byte) (kind | (continues ? CONTINUES : 0))).put((byte) count)
                    .put(bytes.slice().limit(count));
                bytes.position(bytes.position() + count);
            } while (bytes.hasRemaining());
        }
        fields.add(link(components, false));
        return fields;
    }

    private static byte[] link(ByteBuffer components, boolean continues) {
        byte[] field = field("SL", 5 + components.flip().remaining()).put((byte) (continues ? CONTINUES : 0))
            .put(components).array();
        components.clear();
        return field;
    }

    private static ByteBuffer field(String signature, int sizeBytes) {
        return ByteBuffer.allocate(sizeBytes).put(signature.getBytes(StandardCharsets.US_ASCII)).put((byte) sizeBytes)
            .put((byte) 1);
    }
}
