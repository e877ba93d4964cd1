package org.rootbuild.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** Writes values in the form that {@link Codec} describes. The length before each value is filled in behind it. */
final class CanonicalWriter {
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private byte[] buffer = new byte[1024];
    private int size;
    private int values;

    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    void header() {
        number(Tag.MAGIC_AND_VERSION);
    }

    void fields(Fields fields, int depth) {
        for (String label : fields.labels()) {
            octet(fields.isHint(label) ? Tag.HINT : Tag.SIGNIFICANT);
            sizedText(label);
            value(fields.get(label), depth + 1);
        }
    }

    private void value(Value value, int depth) {
        if (depth > Codec.LIMIT_DEPTH) {
            throw new IllegalArgumentException("values hold each other more than " + Codec.LIMIT_DEPTH + " deep");
        }
        if (++values > Codec.LIMIT_VALUES) {
            throw new IllegalArgumentException("more than " + Codec.LIMIT_VALUES + " values in one record");
        }
        octet(tag(value));
        int lengthAt = reserveLength();
        payload(value, depth);
        fillLength(lengthAt);
    }

    private static byte tag(Value value) {
        if (value instanceof Value.Text) {
            return Tag.TEXT;
        }
        if (value instanceof Value.Whole) {
            return Tag.WHOLE;
        }
        if (value instanceof Value.Flag) {
            return Tag.FLAG;
        }
        if (value instanceof Value.Bytes) {
            return Tag.BYTES;
        }
        if (value instanceof Value.Regex) {
            return Tag.REGEX;
        }
        if (value instanceof Value.ListOf) {
            return Tag.LIST;
        }
        if (value instanceof Value.Group) {
            return Tag.GROUP;
        }
        if (value instanceof Value.Ref) {
            return Tag.REFERENCE;
        }
        if (value instanceof Value.Sealed) {
            return Tag.SEALED;
        }
        return value instanceof Value.Pinned ? Tag.PINNED : Tag.CODE;
    }

    private void payload(Value value, int depth) {
        if (value instanceof Value.Text text) {
            text(text.text());
        } else if (value instanceof Value.Whole whole) {
            number((int) (whole.number() >> 32));
            number((int) whole.number());
        } else if (value instanceof Value.Flag flag) {
            octet((byte) (flag.set() ? 1 : 0));
        } else if (value instanceof Value.Bytes bytes) {
            text(bytes.base64());
        } else if (value instanceof Value.Regex regex) {
            number(regex.flags());
            text(regex.regex());
        } else if (value instanceof Value.ListOf list) {
            list.items().forEach(item -> value(item, depth + 1));
        } else if (value instanceof Value.Group group) {
            fields(group.fields(), depth);
        } else {
            referenceOrCode(value, depth);
        }
    }

    private void referenceOrCode(Value value, int depth) {
        if (value instanceof Value.Ref ref) {
            octet(kind(ref.kind()));
            text(ref.name());
        } else if (value instanceof Value.Pinned pinned) {
            octet(kind(pinned.kind()));
            sizedText(pinned.name());
            text(pinned.fingerprint());
        } else if (value instanceof Value.Code code) {
            sizedText(code.source());
            fields(code.captured(), depth);
        } else if (value instanceof Value.Sealed sealed) {
            sealed(sealed);
        }
    }

    private void sealed(Value.Sealed sealed) {
        sizedText(sealed.texts().get(0));
        for (int i = 0; i < sealed.secrets().size(); i++) {
            sizedText(sealed.secrets().get(i).name());
            sizedText(sealed.secrets().get(i).digest());
            sizedText(sealed.texts().get(i + 1));
        }
    }

    private static byte kind(Value.RefKind kind) {
        return switch (kind) {
            case SOURCE -> 0;
            case ROOT -> 1;
            case ARTIFACT -> 2;
        };
    }

    private void sizedText(String text) {
        int lengthAt = reserveLength();
        text(text);
        fillLength(lengthAt);
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                encoded(text);
                return;
            }
        }
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[size++] = (byte) text.charAt(i);
        }
    }

    private void encoded(String text) {
        try {
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(text));
            room(bytes.remaining());
            int length = bytes.remaining();
            bytes.get(buffer, size, length);
            size += length;
        } catch (CharacterCodingException halfPair) {
            throw new IllegalArgumentException("a text holds half of a surrogate pair, which is no character",
                halfPair);
        }
    }

    private int reserveLength() {
        number(0);
        return size - Integer.BYTES;
    }

    private void fillLength(int at) {
        ByteBuffer.wrap(buffer).putInt(at, size - at - Integer.BYTES);
    }

    private void number(int number) {
        room(Integer.BYTES);
        buffer[size++] = (byte) (number >> 24);
        buffer[size++] = (byte) (number >> 16);
        buffer[size++] = (byte) (number >> 8);
        buffer[size++] = (byte) number;
    }

    private void octet(byte octet) {
        room(1);
        buffer[size++] = octet;
    }

    private void room(int more) {
        if (more > Codec.LIMIT_BYTES - size) {
            throw new IllegalArgumentException("more than " + Codec.LIMIT_BYTES + " bytes in one record");
        }
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, Math.min(Codec.LIMIT_BYTES, buffer.length * 2)));
        }
    }
}
