package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.rootbuild.volume.Volume;

/**
 * Puts numbers that depend on the disk in place of those that a converter draws by lot, and no time in place of the
 * clock's, so that the same disk gives the same file. The numbers come from the disk's size and its first mebibyte,
 * where the partition table with its own identifiers is.
 */
final class StableIds {
    private static final int SEEN_BYTES = 1 << 20;
    private static final int DESCRIPTOR_AT = 512;
    private static final int DESCRIPTOR_BYTES = 20 * 512;
    private static final int VDI_UUIDS_AT = 392;
    private static final int VHD_FOOTER_BYTES = 512;
    private static final int[] VHDX_HEADERS = {64 << 10, 128 << 10};
    /** What qemu-img makes is a sixteenth of it. */
    private static final int LOG_LIMIT = 16 << 20;
    private static final int VHDX_REGIONS_AT = 192 << 10;
    private static final String VHDX_METADATA = "06a27c8b90479a4bb8fe575f050f886e";
    private static final String VHDX_PAGE_83 = "ab12cabee6b2234593efc309e000c746";

    private final FileChannel file;
    private final byte[] id;

    private StableIds(FileChannel file, byte[] id) {
        this.file = file;
        this.id = id;
    }

    /**
     * @param file   just made by {@code qemu-img}
     * @param disk   what it holds
     * @param called the name that the file will have
     */
    static void set(Path file, ImageFormat format, Volume disk, String called) throws IOException {
        byte[] id = id(disk);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            StableIds ids = new StableIds(channel, id);
            switch (format) {
                case VMDK -> ids.vmdk(called);
                case VDI -> ids.vdi();
                case VHD -> ids.vhd();
                case VHDX -> ids.vhdx();
                default -> {
                    // There are none in the others.
                }
            }
        }
    }

    private static byte[] id(Volume disk) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(8).putLong(0, disk.sizeBytes()));
            sha256.update(disk.read(0, (int) Math.min(SEEN_BYTES, disk.sizeBytes())));
            byte[] id = sha256.digest();
            // A UUID of an own making (RFC 9562, section 5.8).
            id[6] = (byte) (id[6] & 0x0f | 0x80);
            id[8] = (byte) (id[8] & 0x3f | 0x80);
            return id;
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private ByteBuffer read(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
            got = file.read(bytes, at + bytes.position());
        }
        return bytes.clear();
    }

    private void write(long at, ByteBuffer bytes) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            file.write(bytes, at + bytes.position());
        }
    }

    /** The description is text, with a number of the content and the name of the file. */
    private void vmdk(String called) throws IOException {
        ByteBuffer bytes = read(DESCRIPTOR_AT, DESCRIPTOR_BYTES);
        String text = new String(bytes.array(), StandardCharsets.UTF_8);
        String plain = text.substring(0, Math.max(0, text.indexOf('\0')));
        String number = HexFormat.of().formatHex(id, 0, 4);
        String changed = plain.replaceFirst("(?m)^CID=[0-9a-f]+$", "CID=" + number)
            .replaceFirst("(?m)^(RW \\d+ SPARSE )\"[^\"\\n]*\"", "$1\"" + called.replaceAll("[\\\\$\"]", "_") + "\"");
        byte[] encoded = changed.getBytes(StandardCharsets.UTF_8);
        if (encoded.length < DESCRIPTOR_BYTES) {
            write(DESCRIPTOR_AT, ByteBuffer.allocate(DESCRIPTOR_BYTES).put(encoded));
        }
    }

    /** The UUIDs of the image and of its last snapshot. */
    private void vdi() throws IOException {
        write(VDI_UUIDS_AT, ByteBuffer.allocate(32).put(id, 0, 16).put(id, 16, 16));
    }

    /** The footer is at the end, and in an image that grows its copy at the beginning. */
    private void vhd() throws IOException {
        ByteBuffer footer = read(file.size() - VHD_FOOTER_BYTES, VHD_FOOTER_BYTES).order(ByteOrder.BIG_ENDIAN);
        ByteBuffer copy = read(0, VHD_FOOTER_BYTES);
        boolean isCopied = footer.equals(copy);
        footer.putInt(24, 0).put(68, id, 0, 16).putInt(64, 0);
        int sum = 0;
        for (byte one : footer.array()) {
            sum += one & 0xff;
        }
        footer.putInt(64, ~sum);
        write(file.size() - VHD_FOOTER_BYTES, footer);
        if (isCopied) {
            write(0, footer);
        }
    }

    /**
     * Both headers, what is left of a log that is not in use, and the disk's identity ([MS-VHDX], sections 2.2, 2.6).
     */
    private void vhdx() throws IOException {
        boolean isFirstNewer = Long.compareUnsigned(read(VHDX_HEADERS[0], 16).getLong(8),
            read(VHDX_HEADERS[1], 16).getLong(8)) > 0;
        for (int at : VHDX_HEADERS) {
            ByteBuffer header = read(at, 4096);
            // The one with the higher number counts.
            header.putLong(8, (at == VHDX_HEADERS[0]) == isFirstNewer ? 2 : 1);
            header.put(16, id, 0, 16).put(32, id, 16, 16).putInt(4, 0);
            CRC32C sum = new CRC32C();
            sum.update(header.array());
            header.putInt(4, (int) sum.getValue());
            long logAt = header.getLong(72);
            int logBytes = header.getInt(68);
            boolean isUnused = header.getLong(48) == 0 && header.getLong(56) == 0;
            write(at, header);
            if (isUnused && logAt > 0 && logBytes > 0 && logBytes <= LOG_LIMIT) {
                write(logAt, ByteBuffer.allocate(logBytes));
            }
        }
        long metadata = entry(VHDX_REGIONS_AT, 16, VHDX_METADATA, true);
        if (metadata > 0) {
            long page = entry(metadata, 32, VHDX_PAGE_83, false);
            if (page > 0) {
                write(metadata + page, ByteBuffer.allocate(16).put(id, 0, 16));
            }
        }
    }

    /** What a table of 32-byte entries says of a GUID; 0 when it is not there. */
    private long entry(long table, int firstAt, String guid, boolean isLong) throws IOException {
        ByteBuffer bytes = read(table, 4096);
        for (int at = firstAt; at + 32 <= bytes.capacity(); at += 32) {
            if (HexFormat.of().formatHex(bytes.array(), at, at + 16).equals(guid)) {
                return isLong ? bytes.getLong(at + 16) : bytes.getInt(at + 16);
            }
        }
        return 0;
    }
}
