package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;

/**
 * Reads tar: ustar, the long names and sparse files of GNU tar, pax headers with extended attributes (POSIX.1-2017,
 * pax; the GNU tar manual, chapter "Tar Internals"; star(5) for {@code SCHILY.xattr}).
 */
final class TarReader {
    private static final int EXTENSION_LIMIT_BYTES = 1 << 20;
    private static final String SPARSE_MAP = "GNU.sparse.map";

    private final PeekInput in;
    private final Reading reading;
    private final boolean compressed;
    private PaxRecords global;
    private PaxRecords local;
    private Optional<String> longName = Optional.empty();
    private Optional<String> longLink = Optional.empty();

    TarReader(PeekInput in, Reading reading, boolean compressed) {
        this.in = in;
        this.reading = reading;
        this.compressed = compressed;
        this.global = new PaxRecords(reading);
        this.local = new PaxRecords(reading);
    }

    void read() throws IOException {
        while (true) {
            long position = in.position();
            byte[] block = in.readNBytes(TarHeader.BLOCK_BYTES);
            if (block.length == 0) {
                endedWithoutMark();
                return;
            }
            if (block.length < TarHeader.BLOCK_BYTES) {
                throw reading.cutOff("inside a header");
            }
            if (TarHeader.isEnd(block)) {
                readEnd();
                return;
            }
            readOne(TarHeader.of(block, reading, position));
        }
    }

    private void endedWithoutMark() throws Failure {
        // A compressed stream proves by its own end mark that it is whole; bare blocks prove nothing.
        if (!compressed) {
            throw reading.cutOff("before its end mark");
        }
        reading.note(reading.name() + " has no end mark, as some writers leave it out; its compression is complete.");
    }

    private void readEnd() throws IOException {
        byte[] rest = new byte[1 << 14];
        long behind = 0;
        int count = in.read(rest, 0, rest.length);
        while (count >= 0) {
            for (int i = 0; i < count; i++) {
                behind += rest[i] == 0 ? 0 : 1;
            }
            count = in.read(rest, 0, rest.length);
        }
        if (behind > 0) {
            reading.note(reading.name() + " goes on behind the end of its tar archive;"
                + " what stands there was not read.");
        }
    }

    private void readOne(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'x', 'X' -> local.add(extension(header));
            case 'g' -> global.add(extension(header));
            case 'L' -> longName = Optional.of(text(extension(header)));
            case 'K' -> longLink = Optional.of(text(extension(header)));
            case 'V' -> skip(header);
            case 'M' -> throw reading.damaged("a piece of an archive of several volumes");
            default -> {
                readEntry(header, global.under(local));
                local = new PaxRecords(reading);
                longName = Optional.empty();
                longLink = Optional.empty();
            }
        }
    }

    private byte[] extension(TarHeader header) throws IOException {
        if (header.sizeBytes() < 0 || header.sizeBytes() > EXTENSION_LIMIT_BYTES) {
            throw reading.damaged("an extended header of " + header.sizeBytes() + " bytes");
        }
        MemberInput data = new MemberInput(in, reading, header.name(), header.sizeBytes());
        byte[] bytes = data.readAllBytes();
        pad(header.sizeBytes(), header.name());
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Names.untilNul(bytes, 0, bytes.length);
    }

    private void skip(TarHeader header) throws IOException {
        new MemberInput(in, reading, header.name(), header.sizeBytes()).skipRest();
        pad(header.sizeBytes(), header.name());
    }

    private void readEntry(TarHeader header, PaxRecords pax) throws IOException {
        String name = pax.text("GNU.sparse.name").or(() -> pax.text("path")).or(() -> longName).orElse(header.name());
        String link = pax.text("linkpath").or(() -> longLink).orElse(header.linkName());
        Attributes attributes = reading.attributes(name, header.mode(), pax.number("uid", header.owner()),
            pax.number("gid", header.group()), pax.seconds("mtime", header.mtime()), pax.xattrs());
        long sizeBytes = storedBytes(header, pax, name);
        MemberInput data = new MemberInput(in, reading, name, sizeBytes);
        switch (header.type()) {
            case '1' -> reading.emit(new Member(name, attributes, new Member.HardLink(target(name, link))));
            case '2' -> reading.emit(new Member(name, attributes, new Member.Symlink(target(name, link))));
            case '3', '4' -> reading.emit(new Member(name, attributes,
                reading.device(name, header.type() == '4', header.major(), header.minor())));
            case '5', 'D' -> reading.emit(new Member(name, attributes, new Member.Folder()));
            case '6' -> reading.emit(new Member(name, attributes, new Member.Pipe(false)));
            case 'S' -> emitGnuSparse(header, name, attributes, data);
            default -> emitFile(name, attributes, pax, data, sizeBytes);
        }
        data.skipRest();
        pad(sizeBytes, name);
    }

    /** Headers of entries without content may carry a size all the same, which then means nothing. */
    private long storedBytes(TarHeader header, PaxRecords pax, String name) throws Failure {
        long sizeBytes = pax.number("size", header.sizeBytes());
        if (sizeBytes < 0) {
            throw reading.damaged("the entry '" + Reading.shown(name) + "' of " + sizeBytes + " bytes");
        }
        boolean empty = switch (header.type()) {
            case '1' -> local.isEmpty();
            case '2', '3', '4', '5', '6' -> true;
            default -> false;
        };
        return empty ? 0 : sizeBytes;
    }

    private String target(String name, String link) throws Failure {
        if (link.isEmpty() || link.indexOf('\0') >= 0) {
            throw reading.damaged("the link '" + Reading.shown(name) + "' without a proper target");
        }
        return link;
    }

    private void emitFile(String name, Attributes attributes, PaxRecords pax, MemberInput data, long sizeBytes)
        throws IOException {
        if (name.endsWith("/")) {
            // Archives from before POSIX tell a folder by the slash alone.
            reading.emit(new Member(name, attributes, new Member.Folder()));
            return;
        }
        long realBytes = pax.number("GNU.sparse.realsize", pax.number("GNU.sparse.size", sizeBytes));
        InputStream content = data;
        if (pax.number("GNU.sparse.major", 0) == 1) {
            content = SparseMap.ofData(data, name, reading).open(data, sizeBytes, realBytes);
        } else if (pax.text(SPARSE_MAP).isPresent()) {
            content = SparseMap.ofList(pax.text(SPARSE_MAP).get(), name, reading).open(data, sizeBytes, realBytes);
        }
        reading.emit(new Member(name, attributes, new Member.Data(realBytes)), content);
    }

    private void emitGnuSparse(TarHeader header, String name, Attributes attributes, MemberInput data)
        throws IOException {
        SparseMap map = SparseMap.ofGnu(header, name, in, reading);
        long realBytes;
        try {
            realBytes = TarHeader.number(header.block(), 483, 12);
        } catch (NumberFormatException noNumber) {
            throw reading.damaged("the sparse file '" + Reading.shown(name) + "' with " + noNumber.getMessage());
        }
        InputStream content = map.open(data, header.sizeBytes(), realBytes);
        reading.emit(new Member(name, attributes, new Member.Data(realBytes)), content);
    }

    private void pad(long sizeBytes, String name) throws IOException {
        int padding = (int) (-sizeBytes & (TarHeader.BLOCK_BYTES - 1));
        if (in.readNBytes(padding).length < padding) {
            throw reading.cutOff("behind '" + Reading.shown(name) + "'");
        }
    }
}
