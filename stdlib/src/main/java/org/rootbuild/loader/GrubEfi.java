package org.rootbuild.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FileTree;

/**
 * GRUB as one program for UEFI with modules inside, as Debian builds it ({@code monolithic/grubx64.efi}). Where it
 * looks for its configuration was fixed when it was built, and is read out of it.
 *
 * @param prefix folder with its grub.cfg on the partition that it is started from: {@code EFI/debian}
 */
public record GrubEfi(EfiArchitecture architecture, Content program, String prefix) {
    private static final int MODULES_MAGIC = 0x676d696d;
    private static final int PREFIX = 3;
    private static final int HEADER_64_BYTES = 24;
    private static final int HEADER_32_BYTES = 12;

    /**
     * All that a root has, for any kind of machine.
     *
     * @param source what people call the root, for messages
     * @throws Failure when there is none, or one is damaged
     */
    public static List<GrubEfi> all(FileTree root, String source) throws IOException {
        List<GrubEfi> found = new ArrayList<>();
        for (EfiArchitecture one : EfiArchitecture.values()) {
            if (GrubFiles.isIn(root, one.grubPlatform())) {
                found.add(in(new GrubFiles(root, one.grubPlatform(), source), one));
            }
        }
        if (found.isEmpty()) {
            new GrubFiles(root, EfiArchitecture.X64.grubPlatform(), source);
        }
        return found;
    }

    /** @throws Failure when there is none, or it is damaged, or was built to look on another device */
    static GrubEfi in(GrubFiles files, EfiArchitecture architecture) throws IOException {
        String name = "monolithic/grub" + architecture.shortName() + ".efi";
        String source = name + " of " + files.source();
        Content program = files.content(name);
        PeImage image = PeImage.of(program.bytes(), source);
        if (EfiArchitecture.of(image, source) != architecture) {
            throw new Failure(source + " is a program for another machine", "Get the package again.");
        }
        String prefix = prefix(image).orElseThrow(() -> new Failure(source + " does not say where its grub.cfg is",
            "Take Debian's package of GRUB 2.06 or newer."));
        if (prefix.startsWith("(") || prefix.isBlank()) {
            throw new Failure(source + " looks for its grub.cfg in '" + prefix + "', which is no folder of the"
                + " partition that it is on", "Take Debian's package of GRUB.");
        }
        return new GrubEfi(architecture, program, org.rootbuild.tree.TreePath.of(prefix));
    }

    /** The text behind the modules; the objects are those of {@link CoreImage}, behind a header of 32 or 64 bits. */
    private static Optional<String> prefix(PeImage image) {
        Optional<PeImage.Section> found = image.section("mods");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PeImage.Section mods = found.get();
        ByteBuffer in = Bytes.of(image.bytes()).slice((int) mods.place(), (int) mods.fileBytes())
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        if (in.limit() < HEADER_64_BYTES || in.getInt(0) != MODULES_MAGIC) {
            return Optional.empty();
        }
        boolean wide = in.getInt(4) == 0 && in.getLong(8) == HEADER_64_BYTES;
        long end = Math.min(in.limit(), wide ? in.getLong(16) : in.getInt(8));
        int at = wide ? HEADER_64_BYTES : HEADER_32_BYTES;
        while (at <= end - 8) {
            int sizeBytes = in.getInt(at + 4);
            if (sizeBytes < 8 || sizeBytes > end - at) {
                return Optional.empty();
            }
            if (in.getInt(at) == PREFIX) {
                byte[] text = new byte[sizeBytes - 8];
                in.get(at + 8, text);
                return Optional.of(new String(text, StandardCharsets.UTF_8).replaceAll("\0.*", ""));
            }
            at += sizeBytes;
        }
        return Optional.empty();
    }
}
