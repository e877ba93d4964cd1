package org.rootbuild.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.problem.Failure;

/**
 * The records of a pax extended header (POSIX.1-2017, pax, "pax Extended Header"). Values stay bytes: those of extended
 * attributes are no text, which is why no library is used that takes them for one.
 */
final class PaxRecords {
    private static final String XATTR = "SCHILY.xattr.";
    private static final String SPARSE_OFFSET = "GNU.sparse.offset";
    private static final String SPARSE_LENGTH = "GNU.sparse.numbytes";
    private static final String SPARSE_MAP = "GNU.sparse.map";

    private final Map<String, byte[]> values = new HashMap<>();
    private final Reading reading;

    PaxRecords(Reading reading) {
        this.reading = reading;
    }

    /** These records with others over them. */
    PaxRecords under(PaxRecords nearer) {
        PaxRecords both = new PaxRecords(reading);
        both.values.putAll(values);
        both.values.putAll(nearer.values);
        return both;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Reads records of the form {@code "LENGTH KEY=VALUE\n"}. An empty value takes the key back. */
    void add(byte[] bytes) throws Failure {
        StringBuilder map = new StringBuilder();
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int blank = at;
            while (blank < bytes.length && bytes[blank] != ' ') {
                blank++;
            }
            long length = decimal(new String(bytes, at, blank - at, StandardCharsets.ISO_8859_1), 9);
            int end = (int) (at + length);
            if (end > bytes.length || end < blank + 3 || bytes[end - 1] != '\n') {
                throw reading.damaged("a pax header whose records do not fit");
            }
            addRecord(bytes, blank + 1, end - 1, map);
            at = end;
        }
        if (map.length() > 0) {
            values.put(SPARSE_MAP, map.substring(1).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void addRecord(byte[] bytes, int from, int to, StringBuilder map) throws Failure {
        int equals = from;
        while (equals < to && bytes[equals] != '=') {
            equals++;
        }
        if (equals == to) {
            throw reading.damaged("a pax header with a record without '='");
        }
        String key = Names.decode(bytes, from, equals - from);
        byte[] value = java.util.Arrays.copyOfRange(bytes, equals + 1, to);
        if (key.equals(SPARSE_OFFSET) || key.equals(SPARSE_LENGTH)) {
            // Version 0.0 of the sparse format says the same keys again and again; their order is the map.
            map.append(',').append(Names.decode(value));
        } else if (value.length == 0 && !key.startsWith(XATTR)) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(Names::decode);
    }

    long number(String key, long otherwise) throws Failure {
        Optional<String> text = text(key);
        return text.isPresent() ? decimal(text.get(), 18) : otherwise;
    }

    /** A time may have a fraction, which is cut off downwards. */
    long seconds(String key, long otherwise) throws Failure {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean negative = text.get().startsWith("-");
        String[] parts = text.get().substring(negative ? 1 : 0).split("\\.", 2);
        long whole = decimal(parts[0], 18);
        boolean fraction = parts.length == 2 && !parts[1].matches("0*");
        return negative ? -whole - (fraction ? 1 : 0) : whole;
    }

    SortedMap<String, byte[]> xattrs() {
        SortedMap<String, byte[]> xattrs = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(XATTR) && key.length() > XATTR.length()) {
                xattrs.put(key.substring(XATTR.length()), value);
            }
        });
        return xattrs;
    }

    private long decimal(String digits, int maxDigits) throws Failure {
        boolean plain = !digits.isEmpty() && digits.length() <= maxDigits
            && digits.chars().allMatch(one -> one >= '0' && one <= '9');
        if (!plain) {
            throw reading.damaged("a pax header with the number '" + Reading.shown(digits) + "'");
        }
        return Long.parseLong(digits);
    }
}
