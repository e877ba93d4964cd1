package org.rootbuild.iso;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the fields of Rock Ridge (RRIP 1.12, 4.1) say of one entry. Holds its fields while they are read. */
final class RockRidge implements SystemUse.Taker {
    private static final int PX = SystemUse.name("PX");
    private static final int PN = SystemUse.name("PN");
    private static final int SL = SystemUse.name("SL");
    private static final int NM = SystemUse.name("NM");
    private static final int CL = SystemUse.name("CL");
    private static final int RE = SystemUse.name("RE");
    private static final int TF = SystemUse.name("TF");
    private static final int SF = SystemUse.name("SF");
    private static final int ZF = SystemUse.name("ZF");
    private static final int SP = SystemUse.name("SP");
    /** No system has longer names. */
    private static final int NAME_LIMIT_BYTES = 1024;
    private static final int TARGET_LIMIT_BYTES = 4095;
    private static final int CREATION = 1;
    private static final int MODIFICATION = 2;
    private static final int LONG_FORM = 0x80;

    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private boolean targetGoesOn = true;
    private boolean named;
    private Optional<Posix> posix = Optional.empty();
    private Optional<DeviceNumber> device = Optional.empty();
    private OptionalLong mtimeSeconds = OptionalLong.empty();
    private OptionalLong childBlock = OptionalLong.empty();
    private boolean relocated;
    private boolean sparse;
    private Optional<Zisofs> zisofs = Optional.empty();
    private OptionalInt skippedBytes = OptionalInt.empty();

    /** Field PX; the serial number is 0 where it is not told. */
    record Posix(int mode, long links, long owner, long group, long serial) {
    }

    /** Field PN. */
    record DeviceNumber(int major, int minor) {
    }

    /** Field ZF: the content is compressed, and has this size when it is not. */
    record Zisofs(String algorithm, long sizeBytes) {
    }

    @Override
    public void take(int field, ByteBuffer data) throws IOException {
        if (field == NM) {
            takeName(data);
        } else if (field == PX) {
            need(data, 32, "PX");
            posix = Optional.of(new Posix(data.getInt(0), number(data, 8), number(data, 16), number(data, 24),
                data.remaining() >= 40 ? number(data, 32) : 0));
        } else if (field == TF) {
            takeTimes(data);
        } else if (field == SL) {
            need(data, 1, "SL");
            takeTarget(data.position(1));
        } else if (field == PN) {
            need(data, 16, "PN");
            device = Optional.of(device(data.getInt(0), data.getInt(8)));
        } else if (field == CL) {
            need(data, 8, "CL");
            childBlock = OptionalLong.of(number(data, 0));
        } else if (field == RE) {
            relocated = true;
        } else if (field == SF) {
            sparse = true;
        } else if (field == ZF) {
            need(data, 12, "ZF");
            zisofs = Optional.of(new Zisofs("" + (char) data.get(0) + (char) data.get(1), number(data, 4)));
        } else if (field == SP && data.remaining() >= 3 && (data.getShort(0) & 0xffff) == 0xefbe) {
            skippedBytes = OptionalInt.of(data.get(2) & 0xff);
        }
    }

    private static void need(ByteBuffer data, int count, String field) throws IOException {
        if (data.remaining() < count) {
            throw IsoDamage.found("a field " + field + " of an entry is too short");
        }
    }

    private static long number(ByteBuffer data, int at) {
        return data.getInt(at) & 0xffffffffL;
    }

    private void takeName(ByteBuffer data) throws IOException {
        need(data, 1, "NM");
        int flags = data.get();
        named = true;
        // "." and ".." are told by a flag; such entries are known by their records.
        if ((flags & 6) == 0) {
            append(name, data, NAME_LIMIT_BYTES, "a name");
        }
    }

    private static void append(ByteArrayOutputStream to, ByteBuffer data, int most, String what) throws IOException {
        if (to.size() + data.remaining() > most) {
            throw IsoDamage.found("the fields of an entry hold " + what + " of more than " + most + " bytes");
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        to.write(bytes);
    }

    private void takeTimes(ByteBuffer data) throws IOException {
        need(data, 1, "TF");
        int flags = data.get(0);
        int size = (flags & LONG_FORM) != 0 ? IsoClock.LONG_BYTES : IsoClock.SHORT_BYTES;
        int at = 1 + ((flags & CREATION) != 0 ? size : 0);
        if ((flags & MODIFICATION) != 0 && at + size <= data.limit()) {
            byte[] time = new byte[size];
            data.get(at, time);
            mtimeSeconds = OptionalLong.of(size == IsoClock.LONG_BYTES ? IsoClock.written(time, 0)
                : IsoClock.recorded(time, 0));
        }
    }

    /** A component may go on in the next one, and the list of components in the next field. */
    private void takeTarget(ByteBuffer data) throws IOException {
        while (data.remaining() >= 2) {
            int flags = data.get() & 0xff;
            int length = data.get() & 0xff;
            if (length > data.remaining()) {
                throw IsoDamage.found("a symbolic link has a piece that is longer than its field");
            }
            ByteBuffer text = data.slice(data.position(), length);
            data.position(data.position() + length);
            if (!targetGoesOn) {
                target.write('/');
            }
            targetGoesOn = (flags & (Piece.GOES_ON | Piece.ROOT)) != 0;
            append(target, piece(flags, text), TARGET_LIMIT_BYTES, "a target of a link");
        }
    }

    /** Flags of a component of a link. */
    private static final class Piece {
        static final int GOES_ON = 1;
        static final int HERE = 2;
        static final int ABOVE = 4;
        static final int ROOT = 8;
    }

    private static ByteBuffer piece(int flags, ByteBuffer text) throws IOException {
        return switch (flags & ~Piece.GOES_ON) {
            case 0 -> text;
            case Piece.HERE -> ByteBuffer.wrap(new byte[] {'.'});
            case Piece.ABOVE -> ByteBuffer.wrap(new byte[] {'.', '.'});
            case Piece.ROOT -> ByteBuffer.wrap(new byte[] {'/'});
            default -> throw IsoDamage.found(String.format("a symbolic link has a piece of the unknown kind 0x%02x",
                flags));
        };
    }

    /** Some write major and minor into one half each; most a number of 64 bits, as Linux makes it of both. */
    private static DeviceNumber device(int high, int low) throws IOException {
        long major = high != 0 ? high & 0xffffffffL : low >> 8 & 0xfff;
        long minor = high != 0 ? low & 0xffffffffL : low & 0xff | low >>> 12 & 0xfff00;
        if (major > 0xfff || minor > 0xfffff) {
            throw IsoDamage.found("a device has the numbers " + major + "," + minor + ", beyond what Linux knows");
        }
        return new DeviceNumber((int) major, (int) minor);
    }

    Optional<String> name() {
        return named && name.size() > 0 ? Optional.of(IsoNames.text(name.toByteArray())) : Optional.empty();
    }

    /** Of a symbolic link. */
    Optional<String> target() {
        return target.size() > 0 ? Optional.of(IsoNames.text(target.toByteArray())) : Optional.empty();
    }

    Optional<Posix> posix() {
        return posix;
    }

    Optional<DeviceNumber> device() {
        return device;
    }

    OptionalLong mtimeSeconds() {
        return mtimeSeconds;
    }

    /** Where the folder is that belongs in the place of this entry. */
    OptionalLong childBlock() {
        return childBlock;
    }

    /** Whether this folder belongs elsewhere. */
    boolean isRelocated() {
        return relocated;
    }

    boolean isSparse() {
        return sparse;
    }

    Optional<Zisofs> zisofs() {
        return zisofs;
    }

    /** Field SP, which the root folder's own entry has where there is Rock Ridge at all. */
    OptionalInt skippedBytes() {
        return skippedBytes;
    }
}
