package org.rootbuild.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rootbuild.image.ForeignParts;
import org.rootbuild.problem.Failure;

/**
 * The formats of disk images that QEMU reads, by their first bytes: qcow2 ({@code docs/interop/qcow2.txt} of QEMU),
 * VMDK (Virtual Disk Format 5.0), VDI, VHD and VHDX (MS-VHDX, section 2.2.1). QEMU is never left to guess: a guest
 * could write the header of another format to a raw disk, and name files of the host in it.
 */
public enum ImageFormat {
    RAW("raw"), QCOW2("qcow2"), VMDK("vmdk"), VDI("vdi"), VHD("vpc"), VHDX("vhdx");

    private static final int HEAD_BYTES = 96;
    private static final int QCOW_MAGIC = 0x514649fb;
    private static final int VMDK_MAGIC = 0x4b444d56;
    private static final int VDI_MAGIC_AT = 64;
    private static final int VDI_MAGIC = 0x7f10dabe;
    private static final int SECTOR = 512;
    private static final long QCOW_DATA_FILE = 1L << 2;
    private static final int QCOW_FEATURES_AT = 72;

    private final String driver;

    ImageFormat(String driver) {
        this.driver = driver;
    }

    /** As QEMU calls it. */
    String driver() {
        return driver;
    }

    /**
     * The format of the file.
     *
     * @throws Failure where it is no file that can be read, smaller than a sector, or stands on another file
     */
    public static ImageFormat of(Path image) throws Failure {
        if (!Files.isRegularFile(image) || !Files.isReadable(image)) {
            throw new Failure("the disk image " + image + " is not a file that can be read",
                "Check the path and its permissions.");
        }
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.READ)) {
            ByteBuffer head = bytes(file, 0, HEAD_BYTES);
            ImageFormat format = of(head, bytes(file, Math.max(0, file.size() - SECTOR), 8));
            if (format == RAW && file.size() < SECTOR) {
                throw new Failure("the disk image " + image + " has " + file.size() + " bytes, which is less than one"
                    + " sector", "Build it again: it is empty or cut off.");
            }
            format.requireWhole(head, image);
            return format;
        } catch (Failure told) {
            throw told;
        } catch (IOException unreadable) {
            throw new Failure("reading the disk image " + image + " did not work: " + unreadable.getMessage(),
                "Check its disk and its permissions.", unreadable);
        }
    }

    private static ImageFormat of(ByteBuffer head, ByteBuffer tail) {
        if (head.getInt(0) == QCOW_MAGIC) {
            return QCOW2;
        } else if (head.getInt(0) == VMDK_MAGIC || text(head, 21).equals("# Disk DescriptorFile")) {
            return VMDK;
        } else if (head.getInt(VDI_MAGIC_AT) == VDI_MAGIC) {
            return VDI;
        } else if (text(head, 8).equals("vhdxfile")) {
            return VHDX;
        }
        return text(head, 8).equals("conectix") || text(tail, 8).equals("conectix") ? VHD : RAW;
    }

    /** An image that was fetched from somewhere could name any file of this host. */
    private void requireWhole(ByteBuffer head, Path image) throws IOException {
        boolean backed = this == QCOW2 && (head.getLong(8) != 0
            || head.getInt(4) >= 3 && (head.getLong(QCOW_FEATURES_AT) & QCOW_DATA_FILE) != 0);
        if (backed || this == VMDK && head.getInt(0) != VMDK_MAGIC) {
            throw new Failure("the disk image " + image + " names another file that its content is in",
                "Put both into one: 'qemu-img convert -O qcow2 " + image.getFileName() + " WHOLE.qcow2'.");
        } else if (this == VMDK) {
            ForeignParts.refuse(image, org.rootbuild.image.ImageFormat.VMDK);
        }
    }

    private static String text(ByteBuffer bytes, int length) {
        return new String(bytes.array(), 0, length, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(FileChannel file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
            continue;
        }
        return bytes.rewind();
    }
}
