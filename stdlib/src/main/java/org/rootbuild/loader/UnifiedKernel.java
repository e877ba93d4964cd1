package org.rootbuild.loader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/**
 * A unified kernel image: systemd's stub with kernel, initrds and command line as further sections, one program that
 * firmware starts (UAPI group's Unified Kernel Image specification; systemd-stub(7)).
 *
 * @param stub      such as {@code linuxx64.efi.stub}
 * @param initrds   put behind each other, each at a multiple of four bytes
 * @param osRelease text of an os-release file, which menus take the title from
 */
public record UnifiedKernel(Content stub, Content kernel, List<Content> initrds, KernelArguments arguments,
                            String osRelease) {
    private static final int MOST_STUB_BYTES = 16 << 20;
    /**
     * The stub and the kernel take addresses of 32 bits; what is bigger would not fit into the machine's memory below.
     */
    private static final long MOST_BYTES = 2L << 30;
    private static final int DATA_TO_READ = 0x40000040;
    private static final int LEAST_ALIGNMENT = 4096;
    private static final int BUFFER_BYTES = 1 << 20;

    public UnifiedKernel {
        Objects.requireNonNull(stub);
        Objects.requireNonNull(kernel);
        initrds = List.copyOf(initrds);
        Objects.requireNonNull(arguments);
        Objects.requireNonNull(osRelease);
    }

    /** A section to add, and where it goes. */
    private record Added(String name, List<Content> parts, long sizeBytes, long address, long place) {
    }

    /**
     * Writes the program; contents are streamed.
     *
     * @throws Failure when the stub or the kernel is none, or the stub has no room for more sections
     */
    public void write(OutputStream out) throws IOException {
        if (!LoaderEntries.isTakenByUefi(arguments.line())) {
            throw LoaderEntries.notTaken(arguments.line());
        }
        if (stub.sizeBytes() > MOST_STUB_BYTES) {
            throw new Failure("the stub has " + stub.sizeBytes() + " bytes, which is too much for one",
                "Take linuxx64.efi.stub of Debian's systemd-boot-efi, or that of your architecture.");
        }
        PeImage image = PeImage.of(stub.bytes(), "the stub");
        if (image.section(".linux").isPresent() || !isStub(image)) {
            throw new Failure("the stub is none of systemd's, or has a kernel already",
                "Take linuxx64.efi.stub of Debian's systemd-boot-efi, or that of your architecture.");
        }
        List<Added> added = placed(image, sections());
        long filled = image.bytes().length;
        out.write(header(image, added));
        for (Added one : added) {
            zeros(out, one.place() - filled);
            for (Content part : one.parts()) {
                copy(part, out);
                zeros(out, Bytes.roundUp(part.sizeBytes(), 4) - part.sizeBytes());
            }
            filled = one.place() + one.parts().stream().mapToLong(part -> Bytes.roundUp(part.sizeBytes(), 4)).sum();
        }
        zeros(out, Bytes.roundUp(filled, image.fileAlignment()) - filled);
    }

    /** systemd's programs say what they are, for other programs to find. */
    private static boolean isStub(PeImage image) {
        return image.section(".sdmagic").map(image::text).orElse("").contains("systemd-stub");
    }

    private List<Added> sections() throws IOException {
        List<Added> wanted = new ArrayList<>();
        wanted.add(text(".osrel", osRelease));
        wanted.add(text(".cmdline", arguments.line()));
        Optional<String> version = KernelFile.version(kernel);
        version.ifPresent(text -> wanted.add(text(".uname", text)));
        if (!initrds.isEmpty()) {
            long last = initrds.get(initrds.size() - 1).sizeBytes();
            long before = initrds.subList(0, initrds.size() - 1).stream()
                .mapToLong(one -> Bytes.roundUp(one.sizeBytes(), 4)).sum();
            wanted.add(new Added(".initrd", initrds, before + last, 0, 0));
        }
        wanted.add(new Added(".linux", List.of(kernel), kernel.sizeBytes(), 0, 0));
        return wanted;
    }

    private static Added text(String name, String text) {
        Content held = Content.of(text);
        return new Added(name, List.of(held), held.sizeBytes(), 0, 0);
    }

    private static List<Added> placed(PeImage image, List<Added> wanted) throws Failure {
        int alignment = Math.max(LEAST_ALIGNMENT, image.sectionAlignment());
        long address = image.sections().stream().mapToLong(PeImage.Section::endAddress).max().orElse(0);
        long place = image.bytes().length;
        List<Added> placed = new ArrayList<>();
        for (Added one : wanted) {
            address = Bytes.roundUp(address, alignment);
            place = Bytes.roundUp(place, image.fileAlignment());
            placed.add(new Added(one.name(), one.parts(), one.sizeBytes(), address, place));
            address += one.sizeBytes();
            place += Bytes.roundUp(one.sizeBytes(), 4);
            if (address > MOST_BYTES) {
                throw new Failure("kernel and initrds take more than 2 GiB", "No firmware would load that: make the"
                    + " initrd smaller.");
            }
        }
        return placed;
    }

    /** The stub with entries for the new sections. */
    private static byte[] header(PeImage image, List<Added> added) throws Failure {
        byte[] bytes = image.bytes().clone();
        int entry = image.sectionsAt() + image.sections().size() * PeImage.SECTION_HEADER_BYTES;
        long room = image.sections().stream().filter(one -> one.fileBytes() > 0).mapToLong(PeImage.Section::place)
            .min().orElse(0);
        int tableEnd = entry + added.size() * PeImage.SECTION_HEADER_BYTES;
        if (tableEnd > Math.min(room, image.headersBytes())) {
            throw new Failure("the stub's headers have no room for " + added.size() + " more sections",
                "Take another version of the stub.");
        }
        ByteBuffer out = Bytes.of(bytes);
        long initialised = Integer.toUnsignedLong(out.getInt(image.optionalAt() + 8));
        long end = 0;
        for (Added one : added) {
            int fileBytes = (int) Bytes.roundUp(Bytes.roundUp(one.sizeBytes(), 4), image.fileAlignment());
            Arrays.fill(bytes, entry, entry + PeImage.SECTION_HEADER_BYTES, (byte) 0);
            out.put(entry, one.name().getBytes(StandardCharsets.US_ASCII));
            out.putInt(entry + 8, (int) one.sizeBytes()).putInt(entry + 12, (int) one.address())
                .putInt(entry + 16, fileBytes).putInt(entry + 20, (int) one.place())
                .putInt(entry + 36, DATA_TO_READ);
            entry += PeImage.SECTION_HEADER_BYTES;
            initialised += fileBytes;
            end = one.address() + one.sizeBytes();
        }
        out.putShort(image.coffAt() + 2, (short) (image.sections().size() + added.size()));
        out.putInt(image.optionalAt() + 8, (int) initialised);
        out.putInt(image.optionalAt() + 56, (int) Bytes.roundUp(end, image.sectionAlignment()));
        // A checksum of 0 says that there is none; UEFI does not look at it.
        out.putInt(image.optionalAt() + 64, 0);
        return bytes;
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            long count = in.transferTo(out);
            if (count != content.sizeBytes()) {
                throw new Failure("a file of " + content.sizeBytes() + " bytes gave " + count + " while it was read",
                    "Let nothing else change it.");
            }
        }
    }

    private static void zeros(OutputStream out, long count) throws IOException {
        for (long left = count; left > 0; left -= BUFFER_BYTES) {
            out.write(new byte[(int) Math.min(left, BUFFER_BYTES)]);
        }
    }
}
