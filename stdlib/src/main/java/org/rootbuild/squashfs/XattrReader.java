package org.rootbuild.squashfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads extended attributes, of which many files share one set. Safe for use by several threads. */
final class XattrReader {
    private static final List<String> PREFIXES = List.of("user.", "trusted.", "security.");
    /** In the kind of an attribute: its value stands elsewhere. */
    private static final int ELSEWHERE = 0x100;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 65536;
    private static final int LARGEST_SET = 1 << 20;
    private static final int RECORD_BYTES = 16;
    private static final int KEPT = 256;
    private static final int SMALL_SET = 1 << 12;

    private final Pieces pieces;
    private final MetadataPieces metadata;
    private Optional<Table> table = Optional.empty();
    private final Map<Long, SortedMap<String, byte[]>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SortedMap<String, byte[]>> eldest) {
            return size() > KEPT;
        }
    };

    /** Where the attributes stand, and the sets of them. */
    private record Table(long at, LookupTable sets) {
    }

    XattrReader(Pieces pieces, MetadataPieces metadata) {
        this.pieces = pieces;
        this.metadata = metadata;
    }

    synchronized SortedMap<String, byte[]> read(long number) throws IOException {
        SortedMap<String, byte[]> known = kept.get(number);
        if (known == null) {
            known = set(number);
            if (known.values().stream().mapToLong(value -> value.length).sum() <= SMALL_SET) {
                kept.put(number, known);
            }
        }
        return known;
    }

    private Table table() throws IOException {
        if (table.isEmpty()) {
            long at = pieces.head().xattrTableAt();
            var header = pieces.plain(at, RECORD_BYTES);
            long count = Integer.toUnsignedLong(header.getInt(8));
            table = Optional.of(new Table(header.getLong(0), new LookupTable(pieces, metadata,
                "set of extended attributes", at + RECORD_BYTES, count, RECORD_BYTES)));
        }
        return table.get();
    }

    private SortedMap<String, byte[]> set(long number) throws IOException {
        if (!pieces.head().hasXattrs()) {
            throw SquashfsDamage.found("it has files with extended attributes and no table of these");
        }
        Table all = table();
        MetadataInput record = all.sets.record(number);
        MetadataInput in = metadata.at(all.at, record.signedLong());
        long count = record.unsignedInt();
        SortedMap<String, byte[]> found = new TreeMap<>();
        long size = 0;
        for (long i = 0; i < count; i++) {
            int kind = in.unsignedShort();
            String name = name(kind, in);
            byte[] value = value(kind, in, all);
            size += name.length() + value.length;
            if (found.put(name, value) != null || size > LARGEST_SET) {
                throw SquashfsDamage.found("set " + number + " of extended attributes has one twice, or is too large");
            }
        }
        return Collections.unmodifiableSortedMap(found);
    }

    private static String name(int kind, MetadataInput in) throws IOException {
        int prefix = kind & 0xff;
        int length = in.unsignedShort();
        if (prefix >= PREFIXES.size() || length == 0 || length > LONGEST_NAME) {
            throw SquashfsDamage.found("an extended attribute is of the kind " + kind + " and has a name of " + length
                + " bytes");
        }
        String name = PREFIXES.get(prefix) + new String(in.bytes(length), StandardCharsets.UTF_8);
        if (name.indexOf('\0') >= 0) {
            throw SquashfsDamage.found("the name of an extended attribute has a NUL in it");
        }
        return name;
    }

    private byte[] value(int kind, MetadataInput in, Table all) throws IOException {
        long length = in.unsignedInt();
        MetadataInput from = in;
        if ((kind & ELSEWHERE) != 0) {
            from = metadata.at(all.at, in.signedLong());
            length = from.unsignedInt();
        }
        if (length > LONGEST_VALUE) {
            throw SquashfsDamage.found("an extended attribute has a value of " + length + " bytes");
        }
        return from.bytes((int) length);
    }
}
