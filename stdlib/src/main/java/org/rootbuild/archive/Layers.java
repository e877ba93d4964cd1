package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.compress.ReadAhead;
import org.rootbuild.problem.Failure;

/** Goes through the compressions around an archive to the archive itself, and through the segments of an initramfs. */
final class Layers {
    private final Path file;
    private final Decompressor decompressor;
    private final Reading reading;
    private final DebReader.Part part;

    Layers(Path file, Decompressor decompressor, Reading reading, DebReader.Part part) {
        this.file = file;
        this.decompressor = decompressor;
        this.reading = reading;
        this.part = part;
    }

    /** Reads everything; answers what the archive was. */
    ArchiveFormat read(PeekInput in) throws IOException {
        return readLayer(in, 0);
    }

    private ArchiveFormat readLayer(PeekInput in, int depth) throws IOException {
        ArchiveFormat format = readSegment(in, depth);
        if (format == ArchiveFormat.CPIO) {
            readFurtherSegments(in, depth);
        } else if (format != ArchiveFormat.ZIP) {
            checkEnd(in);
        }
        return format;
    }

    private void readFurtherSegments(PeekInput in, int depth) throws IOException {
        in.skipZeros();
        while (in.peek(1).length > 0) {
            byte[] head = in.peek(ArchiveFormat.HEAD_BYTES);
            boolean known = Codec.of(head) != Codec.NONE || ArchiveFormat.of(head) == ArchiveFormat.CPIO;
            if (!known) {
                throw garbage(in);
            }
            reading.nextArchive();
            if (readSegment(in, depth) != ArchiveFormat.CPIO) {
                throw reading.damaged("something else than cpio behind a cpio archive");
            }
            in.skipZeros();
        }
    }

    private ArchiveFormat readSegment(PeekInput in, int depth) throws IOException {
        return decompressor.detect(in) == Codec.NONE ? readArchive(in, depth) : readCompressed(in, depth);
    }

    private ArchiveFormat readCompressed(PeekInput in, int depth) throws IOException {
        if (depth == reading.gauge().limits().maxNesting()) {
            throw new Failure(reading.name() + " is compressed more than " + depth + " times over, as bombs are",
                "If the archive can be trusted, raise the limit maxNesting.");
        }
        try (InputStream decoded = reading.gauge().decoded(decompressor.open(in), depth);
             ReadAhead ahead = new ReadAhead(decoded)) {
            return readLayer(new PeekInput(ahead, reading.name()), depth + 1);
        }
    }

    private ArchiveFormat readArchive(PeekInput in, int depth) throws IOException {
        byte[] head = in.peek(ArchiveFormat.HEAD_BYTES);
        ArchiveFormat format = ArchiveFormat.of(head);
        switch (format) {
            case TAR -> new TarReader(in, reading, depth > 0).read();
            case CPIO -> new CpioReader(in, reading).read();
            case AR -> new ArReader(in, reading).read((name, mode, owner, group, mtime, sizeBytes, data) ->
                reading.emit(new Member(name, reading.attributes(name, mode == 0 ? 0644 : mode, owner, group, mtime),
                    new Member.Data(sizeBytes)), data));
            case DEB -> new DebReader(in, reading, part).read(tar -> readTarOfDeb(tar, depth));
            case ZIP -> readZip(depth);
            default -> throw Unrecognised.failure(reading.name(), head, depth > 0);
        }
        return format;
    }

    private void readTarOfDeb(PeekInput tar, int depth) throws IOException {
        if (readLayer(tar, depth) != ArchiveFormat.TAR) {
            throw reading.damaged("something else than a tar archive in the Debian package");
        }
    }

    private void readZip(int depth) throws IOException {
        if (depth > 0) {
            throw new Failure(reading.name() + " holds a zip archive inside a compression, and zip cannot be streamed",
                "Decompress the file first.");
        }
        new ZipReader(file, reading).read();
    }

    private void checkEnd(PeekInput in) throws IOException {
        in.skipZeros();
        if (in.peek(1).length > 0) {
            throw garbage(in);
        }
    }

    private Failure garbage(PeekInput in) {
        return new Failure(reading.name() + " goes on behind its end, at byte " + in.position()
            + ", with bytes that belong to no archive", "Fetch or make the file again; something was added to it.");
    }
}
