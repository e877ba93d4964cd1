package org.rootbuild.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;

/**
 * Writes {@link Fields} as bytes and reads them back. The form, version 1, all numbers big-endian:
 * <pre>
 * record  = "RBF" 0x01 fields
 * fields  = { role(1: 0 significant, 1 hint) length(4) label(UTF-8) value }
 * value   = tag(1) length(4) payload
 * payload = 1 text: UTF-8                  6 list: { value }
 *           2 whole: 8 bytes               7 group: fields
 *           3 flag: 1 byte, 0 or 1         8 reference: kind(1: 0 source, 1 root, 2 artifact) name(UTF-8)
 *           4 bytes: base64 in ASCII       9 pinned: kind(1) length(4) name fingerprint
 *           5 regex: flags(4) UTF-8       10 code: length(4) source(UTF-8) fields
 * </pre>
 * Labels, tags and lengths stand before everything, so no two different records have the same bytes.
 */
public final class Codec {
    /** A record is at most this long; what is longer is no record of ours. */
    public static final int LIMIT_BYTES = 64 << 20;
    /** Lists, groups and code hold each other at most this deep. */
    public static final int LIMIT_DEPTH = 64;
    /** A record holds at most this many values. */
    public static final int LIMIT_VALUES = 4_000_000;

    private Codec() {
    }

    /** @throws IllegalArgumentException when a text holds half of a surrogate pair, or a limit is passed */
    public static byte[] encode(Fields fields) {
        CanonicalWriter writer = new CanonicalWriter();
        writer.header();
        writer.fields(fields, 0);
        return writer.bytes();
    }

    /** @throws Failure when the bytes are no record, or a damaged one */
    public static Fields decode(byte[] bytes) throws Failure {
        CanonicalReader reader = new CanonicalReader(bytes);
        reader.header();
        return reader.fields(bytes.length, 0);
    }

    /** Writes one record behind its length (4 bytes), so that many can follow each other in one stream. */
    public static void write(Fields fields, DataOutput output) throws IOException {
        byte[] bytes = encode(fields);
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    /**
     * Reads one record that {@link #write} wrote.
     *
     * @throws EOFException when the stream ends inside it
     * @throws Failure      when it is no record, or a damaged one
     */
    public static Fields read(DataInput input) throws IOException {
        int length = input.readInt();
        if (length < 0 || length > LIMIT_BYTES) {
            throw CanonicalReader.damaged("a record of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        input.readFully(bytes);
        return decode(bytes);
    }
}
