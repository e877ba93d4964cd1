package org.rootbuild.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.machine.Attachment;
import org.rootbuild.machine.Drive;

/** What a machine makes of a file that was named to boot from: a disk, or a CD where it can be nothing else. */
final class BootImage {
    /** ECMA-119, 8.1.2: behind the type of the first volume descriptor, in the sector of number 16. */
    private static final byte[] ISO_MARK = "CD001".getBytes(StandardCharsets.US_ASCII);
    private static final int ISO_MARK_AT = 16 * 2048 + 1;
    private static final int SIGNATURE_AT = 510;

    private final String typed;
    private final Path file;

    BootImage(String typed, Path file) {
        this.typed = typed;
        this.file = file;
    }

    /** @throws UsageError for what no machine starts from */
    Drive drive(Attachment attachment, boolean kept) throws UsageError {
        if (isInitramfs()) {
            throw new UsageError(typed + " is an initramfs, and no disk", "Give it to a kernel: --kernel FILE --initrd "
                + typed + ".");
        }
        return isCdAlone() ? Drive.cdrom(file) : Drive.disk(file, attachment).kept(kept);
    }

    private boolean isInitramfs() {
        try {
            return Initrd.is(file);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** An ISO 9660 image without the code and the mark of a disk's first sector, so that no BIOS starts it as one. */
    private boolean isCdAlone() {
        return head().filter(head -> Arrays.equals(head, ISO_MARK_AT, ISO_MARK_AT + ISO_MARK.length, ISO_MARK, 0,
            ISO_MARK.length) && !((head[SIGNATURE_AT] & 0xff) == 0x55 && (head[SIGNATURE_AT + 1] & 0xff) == 0xaa))
            .isPresent();
    }

    /** What cannot be read, or is too short, is told where the machine is started. */
    private Optional<byte[]> head() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(ISO_MARK_AT + ISO_MARK.length);
            return head.length == ISO_MARK_AT + ISO_MARK.length ? Optional.of(head) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
