package org.rootbuild.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.X7875_NewUnix;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipExtraField;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;

/**
 * Reads zip as its directory tells (APPNOTE.TXT 6.3): Unix modes, symbolic links, owners ("ux") and times ("UT"). A
 * time without a zone is taken for UTC, so that every host reads the same. The bytes are checked against size and
 * CRC-32.
 */
final class ZipReader {
    private static final int TYPE_MASK = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int SYMLINK = 0120000;
    private static final int TARGET_LIMIT_BYTES = 4095;

    private final Path file;
    private final Reading reading;

    ZipReader(Path file, Reading reading) {
        this.file = file;
        this.reading = reading;
    }

    void read() throws IOException {
        ZipDirectory.check(file, reading);
        try (ZipFile zip = ZipFile.builder().setPath(file).setUseUnicodeExtraFields(true).get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                reading.gauge().advance(Math.max(0, entry.getCompressedSize()));
                readEntry(zip, entry);
            }
        } catch (Failure failure) {
            throw failure;
        } catch (IOException | RuntimeException trouble) {
            throw new Failure(reading.name() + " is damaged: " + trouble.getMessage(), "Fetch or make the file again.",
                trouble);
        }
    }

    private void readEntry(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        String name = entry.getName();
        int unix = entry.getPlatform() == ZipArchiveEntry.PLATFORM_UNIX ? entry.getUnixMode() : 0;
        int type = unix & TYPE_MASK;
        boolean folder = entry.isDirectory() || type == FOLDER;
        int mode = unix != 0 ? unix : folder ? Attributes.FOLDER_MODE : Attributes.FILE_MODE;
        Attributes attributes = attributes(entry, name, mode);
        if (folder) {
            reading.emit(new Member(name, attributes, new Member.Folder()));
        } else if (type == SYMLINK) {
            reading.emit(new Member(name, attributes, new Member.Symlink(target(zip, entry))));
        } else if (type == FILE || type == 0) {
            readFile(zip, entry, attributes);
        } else {
            throw reading.damaged("the entry '" + Reading.shown(name) + "' of an unknown kind (mode 0"
                + Integer.toOctalString(unix) + ")");
        }
    }

    private Attributes attributes(ZipArchiveEntry entry, String name, int mode) throws Failure {
        long owner = 0;
        long group = 0;
        for (ZipExtraField field : entry.getExtraFields()) {
            if (field instanceof X7875_NewUnix unix) {
                owner = unix.getUID();
                group = unix.getGID();
            }
        }
        return reading.attributes(name, mode, owner, group, mtime(entry));
    }

    private static long mtime(ZipArchiveEntry entry) {
        for (ZipExtraField field : entry.getExtraFields()) {
            if (field instanceof X5455_ExtendedTimestamp time && time.getModifyTime() != null) {
                return time.getModifyTime().getIntValue();
            }
        }
        // The library has taken the time for one of this host's zone; that is undone.
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(entry.getTime()), ZoneId.systemDefault());
        return local.toEpochSecond(ZoneOffset.UTC);
    }

    private InputStream open(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new Failure("in " + reading.name() + " the entry '" + Reading.shown(entry.getName())
                + "' is encrypted", "Decrypt the archive first.");
        }
        if (!zip.canReadEntryData(entry)) {
            throw new Failure("in " + reading.name() + " the entry '" + Reading.shown(entry.getName())
                + "' is compressed by method " + entry.getMethod() + ", which is not known",
                "Make the archive anew with the usual method, deflate.");
        }
        return zip.getInputStream(entry);
    }

    private String target(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream in = open(zip, entry)) {
            byte[] bytes = in.readNBytes(TARGET_LIMIT_BYTES + 1);
            String target = Names.decode(bytes);
            if (bytes.length == 0 || bytes.length > TARGET_LIMIT_BYTES || target.indexOf('\0') >= 0) {
                throw reading.damaged("the link '" + Reading.shown(entry.getName()) + "' without a proper target");
            }
            return target;
        }
    }

    private void readFile(ZipFile zip, ZipArchiveEntry entry, Attributes attributes) throws IOException {
        String shown = Reading.shown(entry.getName());
        CRC32 sum = new CRC32();
        try (InputStream in = new Sized(new CheckedInputStream(open(zip, entry), sum), entry.getSize(), shown)) {
            reading.emit(new Member(entry.getName(), attributes, new Member.Data(entry.getSize())), in);
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (EOFException early) {
            throw reading.cutOff("inside '" + shown + "'");
        }
        if (sum.getValue() != entry.getCrc()) {
            throw reading.damaged("the file '" + shown + "' whose checksum does not match");
        }
    }

    /** Lets no byte more and none less pass than the directory promised. */
    private final class Sized extends InputStream {
        private final InputStream in;
        private final String shown;
        private long leftBytes;

        Sized(InputStream in, long sizeBytes, String shown) {
            this.in = in;
            this.leftBytes = sizeBytes;
            this.shown = shown;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count;
            try {
                count = in.read(target, offset, length);
            } catch (EOFException early) {
                throw reading.cutOff("inside '" + shown + "'");
            } catch (IOException | RuntimeException damage) {
                throw new Failure("in " + reading.name() + " the file '" + shown + "' is damaged: "
                    + damage.getMessage(), "Fetch or make the file again.", damage);
            }
            leftBytes -= Math.max(0, count);
            if (leftBytes < 0 || count < 0 && leftBytes != 0) {
                throw reading.damaged("the file '" + shown + "', which has another size than its directory says");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
