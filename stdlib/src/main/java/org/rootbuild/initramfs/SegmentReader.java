package org.rootbuild.initramfs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;

/** Takes an initramfs apart into its segments; what is compressed is decoded into a file. */
final class SegmentReader {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int UBOOT_MAGIC = 0x27051956;

    private final FileChannel file;
    private final FileChannel scratch;
    private final String name;
    private final Limits limits;
    private final List<Segment> segments = new ArrayList<>();
    private long trailingBytes;
    private boolean isBetween;

    SegmentReader(FileChannel file, FileChannel scratch, String name, Limits limits) {
        this.file = file;
        this.scratch = scratch;
        this.name = name;
        this.limits = limits;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Zeros behind the last segment. */
    long trailingBytes() {
        return trailingBytes;
    }

    void read() throws IOException {
        Region whole = new Region(file, 0, file.size());
        PeekInput in = new PeekInput(whole.open(), name);
        long padding = in.skipZeros();
        while (in.peek(1).length > 0) {
            segments.add(segment(in, padding, whole));
            padding = in.skipZeros();
        }
        trailingBytes = padding;
        if (segments.isEmpty()) {
            throw new Failure(name + (file.size() == 0 ? " is empty" : " holds nothing but zeros"),
                "Fetch or make the file again.");
        }
    }

    private Segment segment(PeekInput in, long padding, Region whole) throws IOException {
        byte[] head = in.peek(KnownLevel.HEAD_BYTES);
        Codec codec = Codec.of(head);
        long at = in.position();
        if (codec == Codec.NONE && CpioKind.of(head).isEmpty()) {
            throw unknown(head, at);
        }
        Region decoded;
        CpioScan scan;
        if (codec == Codec.NONE) {
            scan = new CpioScan(in, name, limits);
            scan.archive();
            decoded = whole.part(at, in.position() - at);
        } else {
            long start = scratch.size();
            scratch.position(start);
            scan = decode(in);
            decoded = new Region(scratch, start, scratch.size() - start);
        }
        return new Segment(segments.size() + 1, KnownLevel.of(codec, head), padding,
            whole.part(at, in.position() - at), decoded, scan.records());
    }

    private CpioScan decode(PeekInput in) throws IOException {
        // The stream is not closed: its channel goes on being used.
        OutputStream into = new BufferedOutputStream(Channels.newOutputStream(scratch), BUFFER_BYTES);
        isBetween = true;
        try (Decoding decoding = new Decoding(in, into, () -> isBetween, limits, file.size())) {
            PeekInput plain = new PeekInput(decoding, name);
            CpioScan scan = new CpioScan(plain, name, limits);
            isBetween = false;
            if (CpioKind.of(plain.peek(CpioKind.MAGIC_BYTES)).isEmpty()) {
                throw new Failure(name + " holds, once it is decompressed, no cpio archive",
                    "Name an initramfs; disk images and tarballs are opened otherwise.");
            }
            do {
                isBetween = false;
                scan.archive();
                isBetween = true;
                plain.skipZeros();
            } while (plain.peek(1).length > 0);
            into.flush();
            return scan;
        }
    }

    private Failure unknown(byte[] head, long at) {
        boolean isUboot = head.length >= 4 && java.nio.ByteBuffer.wrap(head).getInt() == UBOOT_MAGIC;
        if (isUboot) {
            return new Failure(name + " is wrapped for U-Boot", "Take its first 64 bytes away: tail -c +65 "
                + name + " > initramfs.");
        }
        return segments.isEmpty()
            ? new Failure(name + " is no initramfs: it begins with neither a cpio archive nor a compression that"
                + " kernels know", "Name an initramfs.")
            : new Failure(name + " goes on behind its end, at byte " + at + ", with bytes that belong to no archive",
                "Fetch or make the file again; something was added to it.");
    }
}
