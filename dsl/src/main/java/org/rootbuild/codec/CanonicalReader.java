package org.rootbuild.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

/** Reads the form that {@link Codec} describes and believes none of it: lengths, tags and texts are checked. */
final class CanonicalReader {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private int values;

    CanonicalReader(byte[] bytes) throws Failure {
        if (bytes.length > Codec.LIMIT_BYTES) {
            throw damaged("a record of " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
    }

    static Failure damaged(String found) {
        return new Failure("reading a record of labelled values found " + found,
            "The file is damaged or of another version; remove it, and it is made again.");
    }

    void header() throws Failure {
        if (buffer.remaining() < Integer.BYTES || buffer.getInt() != Tag.MAGIC_AND_VERSION) {
            throw damaged("no record of version 1 at its start");
        }
    }

    Fields fields(int end, int depth) throws Failure {
        Fields.Builder fields = Fields.builder();
        while (buffer.position() < end) {
            byte role = octet(end);
            String label = sizedText(end);
            Value value = value(end, depth + 1);
            try {
                add(fields, role, label, value);
            } catch (IllegalArgumentException twice) {
                throw damaged("the label '" + label + "' twice");
            }
        }
        return fields.build();
    }

    private static void add(Fields.Builder fields, byte role, String label, Value value) throws Failure {
        switch (role) {
            case Tag.SIGNIFICANT -> fields.put(label, value);
            case Tag.HINT -> fields.hint(label, value);
            default -> throw damaged("the unknown role " + role);
        }
    }

    private Value value(int outerEnd, int depth) throws Failure {
        if (depth > Codec.LIMIT_DEPTH || ++values > Codec.LIMIT_VALUES) {
            throw damaged("more values than a record may hold");
        }
        byte tag = octet(outerEnd);
        int end = end(outerEnd);
        Value value = payload(tag, end, depth);
        if (buffer.position() != end) {
            throw damaged("a value that is shorter than it says");
        }
        return value;
    }

    private Value payload(byte tag, int end, int depth) throws Failure {
        return switch (tag) {
            case Tag.TEXT -> new Value.Text(text(end));
            case Tag.WHOLE -> new Value.Whole((long) number(end) << 32 | number(end) & 0xffff_ffffL);
            case Tag.FLAG -> new Value.Flag(flag(octet(end)));
            case Tag.BYTES -> new Value.Bytes(text(end));
            case Tag.REGEX -> regex(number(end), text(end));
            case Tag.LIST -> new Value.ListOf(items(end, depth));
            case Tag.GROUP -> new Value.Group(fields(end, depth));
            case Tag.REFERENCE -> new Value.Ref(kind(octet(end)), text(end));
            case Tag.PINNED -> new Value.Pinned(kind(octet(end)), sizedText(end), text(end));
            case Tag.SEALED -> sealed(end);
            case Tag.CODE -> new Value.Code(sizedText(end), fields(end, depth));
            default -> throw damaged("the unknown tag " + tag);
        };
    }

    private List<Value> items(int end, int depth) throws Failure {
        List<Value> items = new ArrayList<>();
        while (buffer.position() < end) {
            items.add(value(end, depth + 1));
        }
        return items;
    }

    private Value sealed(int end) throws Failure {
        List<String> texts = new ArrayList<>(List.of(sizedText(end)));
        List<Value.Sealed.Named> secrets = new ArrayList<>();
        do {
            secrets.add(new Value.Sealed.Named(sizedText(end), sizedText(end)));
            texts.add(sizedText(end));
        } while (buffer.position() < end);
        return new Value.Sealed(texts, secrets);
    }

    private static Value regex(int flags, String regex) {
        return new Value.Regex(regex, flags);
    }

    private static boolean flag(byte octet) throws Failure {
        if (octet != 0 && octet != 1) {
            throw damaged("a flag that is neither set nor unset");
        }
        return octet == 1;
    }

    private static Value.RefKind kind(byte octet) throws Failure {
        return switch (octet) {
            case 0 -> Value.RefKind.SOURCE;
            case 1 -> Value.RefKind.ROOT;
            case 2 -> Value.RefKind.ARTIFACT;
            default -> throw damaged("a reference of the unknown kind " + octet);
        };
    }

    private String sizedText(int outerEnd) throws Failure {
        return text(end(outerEnd));
    }

    private String text(int end) throws Failure {
        int start = buffer.position();
        int length = end - start;
        buffer.position(end);
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return decoded(start, length);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int start, int length) throws Failure {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, start, length)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw damaged("a text that is not UTF-8");
        }
    }

    /** Where the part ends whose length stands here. */
    private int end(int outerEnd) throws Failure {
        int length = number(outerEnd);
        if (length < 0 || length > outerEnd - buffer.position()) {
            throw damaged("a part that is longer than what holds it");
        }
        return buffer.position() + length;
    }

    private int number(int end) throws Failure {
        if (end - buffer.position() < Integer.BYTES) {
            throw damaged("an end in the middle of a number");
        }
        return buffer.getInt();
    }

    private byte octet(int end) throws Failure {
        if (buffer.position() >= end) {
            throw damaged("an end in the middle of a value");
        }
        return buffer.get();
    }
}
