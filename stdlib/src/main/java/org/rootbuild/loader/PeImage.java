package org.rootbuild.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/**
 * The headers of a program for UEFI: a PE32 or PE32+ file (Microsoft's PE format specification, "PE Header" to "Section
 * Table"). Every place that a header names is checked to be inside of the file.
 */
final class PeImage {
    static final int SECTION_HEADER_BYTES = 40;
    private static final int COFF_BYTES = 20;
    private static final int NEW_HEADER_AT = 0x3c;
    private static final int SIGNATURE = 0x4550;
    private static final int PE32 = 0x10b;
    private static final int PE32_PLUS = 0x20b;
    private static final int MOST_SECTIONS = 96;

    /**
     * A part of the program.
     *
     * @param address where it is in memory, from where the program is loaded
     * @param place   where it is in the file
     */
    record Section(String name, long sizeBytes, long address, long fileBytes, long place) {
        long endAddress() {
            return address + sizeBytes;
        }
    }

    private static final int HEAD_BYTES = 1 << 16;

    private final byte[] bytes;
    private final long sizeBytes;
    private final ByteBuffer in;
    private final int coffAt;
    private final String source;
    private final List<Section> sections;

    private PeImage(byte[] bytes, long sizeBytes, int coffAt, String source) throws Failure {
        this.bytes = bytes;
        this.sizeBytes = sizeBytes;
        this.in = Bytes.of(bytes);
        this.coffAt = coffAt;
        this.source = source;
        this.sections = readSections();
    }

    /** @throws Failure when it is no such file, or is damaged */
    static PeImage of(byte[] bytes, String source) throws Failure {
        return of(bytes, bytes.length, source);
    }

    /** The headers only of a program that may be big; what its sections hold cannot be asked for. */
    static PeImage ofHead(Content program, String source) throws IOException {
        try (InputStream in = program.open()) {
            return of(in.readNBytes(HEAD_BYTES), program.sizeBytes(), source);
        }
    }

    private static PeImage of(byte[] bytes, long sizeBytes, String source) throws Failure {
        ByteBuffer in = Bytes.of(bytes);
        if (bytes.length < NEW_HEADER_AT + 4 || in.getShort(0) != 0x5a4d) {
            throw new Failure(source + " is no program for UEFI", "Take an .efi file or a stub.");
        }
        int header = in.getInt(NEW_HEADER_AT);
        if (header < 0 || header > bytes.length - 4 - COFF_BYTES - 64 || in.getInt(header) != SIGNATURE) {
            throw new Failure(source + " is no program for UEFI, or is damaged", "Get it again.");
        }
        return new PeImage(bytes, sizeBytes, header + 4, source);
    }

    private List<Section> readSections() throws Failure {
        int magic = Short.toUnsignedInt(in.getShort(optionalAt()));
        int count = Short.toUnsignedInt(in.getShort(coffAt + 2));
        boolean aligned = optionalBytes() >= 64 && fileAlignment() > 0 && sectionAlignment() > 0
            && fileAlignment() <= 1 << 16 && sectionAlignment() <= 1 << 22;
        if (magic != PE32 && magic != PE32_PLUS || count > MOST_SECTIONS || !aligned
                || sectionsAt() + (long) count * SECTION_HEADER_BYTES > bytes.length) {
            throw damaged();
        }
        List<Section> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(section(sectionsAt() + i * SECTION_HEADER_BYTES));
        }
        return List.copyOf(read);
    }

    private Section section(int at) throws Failure {
        String name = new String(bytes, at, 8, StandardCharsets.ISO_8859_1).replaceAll("\0+$", "");
        Section one = new Section(name, Integer.toUnsignedLong(in.getInt(at + 8)),
            Integer.toUnsignedLong(in.getInt(at + 12)), Integer.toUnsignedLong(in.getInt(at + 16)),
            Integer.toUnsignedLong(in.getInt(at + 20)));
        if (one.fileBytes() > 0 && one.place() + one.fileBytes() > sizeBytes) {
            throw damaged();
        }
        return one;
    }

    private Failure damaged() {
        return new Failure(source + " is damaged: its headers name what is not in it", "Get it again.");
    }

    List<Section> sections() {
        return sections;
    }

    Optional<Section> section(String name) {
        return sections.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** What is in a section, as text of one byte for each character. */
    String text(Section section) {
        return new String(bytes, (int) section.place(), (int) section.fileBytes(), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        return bytes;
    }

    /** As the COFF header says it: 0x8664 for x86-64. */
    int machine() {
        return Short.toUnsignedInt(in.getShort(coffAt));
    }

    int coffAt() {
        return coffAt;
    }

    int optionalAt() {
        return coffAt + COFF_BYTES;
    }

    private int optionalBytes() {
        return Short.toUnsignedInt(in.getShort(coffAt + 16));
    }

    int sectionsAt() {
        return optionalAt() + optionalBytes();
    }

    int sectionAlignment() {
        return in.getInt(optionalAt() + 32);
    }

    int fileAlignment() {
        return in.getInt(optionalAt() + 36);
    }

    int headersBytes() {
        return in.getInt(optionalAt() + 60);
    }
}
