package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What files hold disks. Names of QEMU in brackets where they differ from what people say. */
public enum ImageFormat {
    /** The bytes of the disk as they are. */
    RAW("raw", "raw", ".img", ".raw"),
    /** QEMU's own (docs/interop/qcow2.rst of QEMU). */
    QCOW2("qcow2", "qcow2", ".qcow2"),
    /** VMware's (Virtual Disk Format 5.0). */
    VMDK("vmdk", "vmdk", ".vmdk"),
    /** VirtualBox's. */
    VDI("vdi", "vdi", ".vdi"),
    /** Connectix' and Microsoft's (Virtual Hard Disk Image Format Specification 1.0). */
    VHD("vhd", "vpc", ".vhd"),
    /** Microsoft's later one ([MS-VHDX]). */
    VHDX("vhdx", "vhdx", ".vhdx");

    private static final int HEAD_BYTES = 512;
    private static final int QCOW_MAGIC = 0x514649fb;
    private static final int VMDK_SPARSE = 0x4b444d56;
    private static final int VMDK_COW = 0x434f5744;
    private static final int VDI_MAGIC_AT = 64;
    private static final int VDI_MAGIC = 0x7f10dabe;
    private static final byte[] VHD_COOKIE = "conectix".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VHDX_COOKIE = "vhdxfile".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VMDK_TEXT = "# Disk DescriptorFile".getBytes(StandardCharsets.US_ASCII);

    private final String word;
    private final String qemuName;
    private final List<String> endings;

    ImageFormat(String word, String qemuName, String... endings) {
        this.word = word;
        this.qemuName = qemuName;
        this.endings = List.of(endings);
    }

    /** As people say and recipes write it. */
    public String word() {
        return word;
    }

    /** As {@code qemu-img} takes it. */
    String qemuName() {
        return qemuName;
    }

    /** The format of this word, {@code vhd} for example. */
    public static Optional<ImageFormat> named(String word) {
        return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /** What a file of this name would hold, by its ending. */
    public static Optional<ImageFormat> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> format.endings.stream().anyMatch(lower::endsWith)).findFirst();
    }

    /** What the file holds, by what stands in it; what is none of the others is raw. */
    public static ImageFormat of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] head = bytes(channel, 0);
            ByteBuffer words = ByteBuffer.wrap(head);
            if (words.getInt(0) == QCOW_MAGIC) {
                return QCOW2;
            } else if (words.getInt(0) == VMDK_SPARSE || words.getInt(0) == VMDK_COW || begins(head, VMDK_TEXT)) {
                return VMDK;
            } else if (words.getInt(VDI_MAGIC_AT) == VDI_MAGIC) {
                return VDI;
            } else if (begins(head, VHDX_COOKIE)) {
                return VHDX;
            }
            long footer = channel.size() - HEAD_BYTES;
            boolean isVhd = begins(head, VHD_COOKIE) || footer > 0 && begins(bytes(channel, footer), VHD_COOKIE);
            return isVhd ? VHD : RAW;
        }
    }

    private static byte[] bytes(FileChannel channel, long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = channel.read(bytes, at + bytes.position());
        }
        return bytes.array();
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }
}
