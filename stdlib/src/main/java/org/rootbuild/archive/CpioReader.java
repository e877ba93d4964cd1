package org.rootbuild.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.tree.Attributes;

/**
 * Reads one cpio archive up to its trailer ("initramfs buffer format" of the kernel's documentation). Of hard links
 * newc stores the bytes once, mostly with the last name: the names before it wait for them.
 */
final class CpioReader {
    private static final int TYPE_MASK = 0170000;
    private static final int TARGET_LIMIT_BYTES = 4095;

    /** The names of one file: those that wait for the bytes, and the one that has them. */
    private static final class Links {
        private final List<CpioHeader> waiting = new ArrayList<>();
        private String first = "";
    }

    private final PeekInput in;
    private final Reading reading;
    private final long start;
    private final Map<String, Links> links = new LinkedHashMap<>();

    CpioReader(PeekInput in, Reading reading) {
        this.in = in;
        this.reading = reading;
        this.start = in.position();
    }

    void read() throws IOException {
        CpioHeader header = CpioHeader.read(in, reading, start);
        while (!header.isTrailer()) {
            MemberInput data = new MemberInput(in, reading, header.name(), header.sizeBytes());
            readEntry(header, data);
            data.skipRest();
            header.pad(in, reading, start);
            header = CpioHeader.read(in, reading, start);
        }
        for (Links left : links.values()) {
            emitEmpty(left);
        }
    }

    private void readEntry(CpioHeader header, MemberInput data) throws IOException {
        switch ((int) (header.mode() & TYPE_MASK)) {
            case 0100000 -> readFile(header, data);
            case 0040000 -> emit(header, new Member.Folder());
            case 0120000 -> emit(header, new Member.Symlink(target(header, data)));
            case 0020000 -> emit(header, reading.device(header.name(), false, header.rdevMajor(), header.rdevMinor()));
            case 0060000 -> emit(header, reading.device(header.name(), true, header.rdevMajor(), header.rdevMinor()));
            case 0010000 -> emit(header, new Member.Pipe(false));
            case 0140000 -> emit(header, new Member.Pipe(true));
            default -> throw reading.damaged("the entry '" + Reading.shown(header.name())
                + "' of an unknown kind (mode 0" + Long.toOctalString(header.mode()) + ")");
        }
    }

    private void emit(CpioHeader header, Member.Body body) throws IOException {
        reading.emit(new Member(header.name(), attributes(header), body));
    }

    private Attributes attributes(CpioHeader header) throws IOException {
        return reading.attributes(header.name(), header.mode(), header.owner(), header.group(), header.mtime());
    }

    private String target(CpioHeader header, MemberInput data) throws IOException {
        if (header.sizeBytes() < 1 || header.sizeBytes() > TARGET_LIMIT_BYTES) {
            throw reading.damaged("the link '" + Reading.shown(header.name()) + "' with a target of "
                + header.sizeBytes() + " bytes");
        }
        byte[] bytes = data.readAllBytes();
        String target = Names.untilNul(bytes, 0, bytes.length);
        if (target.isEmpty()) {
            throw reading.damaged("the link '" + Reading.shown(header.name()) + "' without a proper target");
        }
        return target;
    }

    private void readFile(CpioHeader header, MemberInput data) throws IOException {
        if (header.links() < 2) {
            emitFile(header, data);
            return;
        }
        Links group = links.computeIfAbsent(header.device() + ":" + header.inode(), key -> new Links());
        if (!group.first.isEmpty()) {
            // odc stores the bytes again with every name; they are the same.
            emit(header, new Member.HardLink(group.first));
        } else if (header.sizeBytes() == 0) {
            group.waiting.add(header);
        } else {
            emitFile(header, data);
            giveNames(group, header.name());
        }
    }

    private void giveNames(Links group, String first) throws IOException {
        group.first = first;
        for (CpioHeader waiting : group.waiting) {
            if (!waiting.name().equals(first)) {
                emit(waiting, new Member.HardLink(first));
            }
        }
        group.waiting.clear();
    }

    /** Names that waited in vain share an empty file. */
    private void emitEmpty(Links group) throws IOException {
        if (!group.waiting.isEmpty()) {
            CpioHeader first = group.waiting.remove(0);
            emit(first, new Member.Data(0));
            giveNames(group, first.name());
        }
    }

    private void emitFile(CpioHeader header, MemberInput data) throws IOException {
        Member member = new Member(header.name(), attributes(header), new Member.Data(header.sizeBytes()));
        if (header.kind() != CpioHeader.Kind.CRC) {
            reading.emit(member, data);
            return;
        }
        Summed summed = new Summed(data);
        reading.emit(member, summed);
        summed.transferTo(java.io.OutputStream.nullOutputStream());
        if (summed.sum != header.sum()) {
            throw reading.damaged("the file '" + Reading.shown(header.name()) + "' whose checksum does not match");
        }
    }

    /** Adds the bytes up, which the format calls a checksum. */
    private static final class Summed extends FilterInputStream {
        private long sum;

        Summed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            for (int i = offset; i < offset + count; i++) {
                sum = sum + (target[i] & 0xff) & 0xffffffffL;
            }
            return count;
        }
    }
}
