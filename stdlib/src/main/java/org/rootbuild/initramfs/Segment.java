package org.rootbuild.initramfs;

import java.util.List;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;

/** One segment of an initramfs: a compressed stream, or a cpio archive that is not compressed. */
public final class Segment {
    private static final String MICROCODE = "kernel/x86/microcode";
    private static final String ACPI = "kernel/firmware/acpi";
    private static final List<String> EARLY = List.of("early_cpio", MICROCODE, ACPI);

    private final int number;
    private final KnownLevel level;
    private final long paddingBytes;
    private final Region stored;
    private final Region decoded;
    private final List<CpioRecord> records;

    /** What a segment is for. */
    public enum Kind {
        /** Microcode and tables of the firmware, which kernels look for before they unpack anything. */
        EARLY,
        /** Files of the first root filesystem. */
        FILES
    }

    /**
     * @param stored  its bytes in the file
     * @param decoded the archives that it holds
     */
    Segment(int number, KnownLevel level, long paddingBytes, Region stored, Region decoded,
            List<CpioRecord> records) {
        this.number = number;
        this.level = level;
        this.paddingBytes = paddingBytes;
        this.stored = stored;
        this.decoded = decoded;
        this.records = List.copyOf(records);
    }

    /** Counted from 1. */
    public int number() {
        return number;
    }

    public Kind kind() {
        boolean isEarly = compression().codec() == Codec.NONE && records.stream().map(CpioRecord::path)
            .anyMatch(path -> EARLY.contains(path) || path.startsWith(MICROCODE + "/") || path.startsWith(ACPI + "/"));
        return isEarly ? Kind.EARLY : Kind.FILES;
    }

    /** How it is compressed, as far as that shows; where the level does not, it is what people mostly take. */
    public Compression compression() {
        return level.compression();
    }

    /** Where it begins in the file. */
    public long at() {
        return stored.at();
    }

    /** How many zeros are in front of it. */
    public long paddingBytes() {
        return paddingBytes;
    }

    public long storedBytes() {
        return stored.sizeBytes();
    }

    /** How many bytes its archives have once they are decoded. */
    public long decodedBytes() {
        return decoded.sizeBytes();
    }

    /** How many entries it holds, the end marks left out. */
    public long entries() {
        return records.stream().filter(record -> !record.isTrailer()).count();
    }

    /** How it was compressed, for people: {@code gzip -9}; with a question mark where the level does not show. */
    public String shown() {
        return compression().codec() == Codec.NONE ? "not compressed"
            : compression().codec().shown() + " -" + compression().level() + (level.isShown() ? "" : " (?)");
    }

    Region stored() {
        return stored;
    }

    Region decoded() {
        return decoded;
    }

    List<CpioRecord> records() {
        return records;
    }
}
