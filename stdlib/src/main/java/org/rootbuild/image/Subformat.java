package org.rootbuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image is besides its format, as options of {@code qemu-img}: who takes only fixed VHDs or packed VMDKs does
 * so after a change, too. Places of the fields: docs/interop/qcow2.rst of QEMU, "Header"; Virtual Hard Disk Image
 * Format Specification 1.0, "Hard Disk Footer Format"; block/vdi.c and block/vmdk.c of QEMU.
 */
final class Subformat {
    private static final int HEAD_BYTES = 512 + 20 * 512;
    private static final int QCOW_CLUSTER_BITS = 20;
    private static final int QCOW_INCOMPATIBLE = 72;
    private static final int QCOW_COMPATIBLE = 80;
    private static final long QCOW_EXTENDED_L2 = 1L << 4;
    private static final int VHD_FOOTER_BYTES = 512;
    private static final int VHD_TYPE = 60;
    private static final int VHD_FIXED = 2;
    private static final int VDI_TYPE = 76;
    private static final int VDI_STATIC = 2;

    private Subformat() {
    }

    /** Empty where it is the usual one. */
    static List<String> options(Path image, ImageFormat format) throws IOException {
        try (FileChannel file = FileChannel.open(image)) {
            ByteBuffer head = bytes(file, 0, HEAD_BYTES);
            return switch (format) {
                case QCOW2 -> qcow2(head);
                case VHD -> bytes(file, Math.max(0, file.size() - VHD_FOOTER_BYTES), VHD_FOOTER_BYTES)
                    .getInt(VHD_TYPE) == VHD_FIXED ? List.of("subformat=fixed") : List.of();
                case VDI -> head.order(ByteOrder.LITTLE_ENDIAN).getInt(VDI_TYPE) == VDI_STATIC
                    ? List.of("static=on") : List.of();
                case VMDK -> new String(head.array(), StandardCharsets.ISO_8859_1)
                    .contains("createType=\"streamOptimized\"") ? List.of("subformat=streamOptimized") : List.of();
                case RAW, VHDX -> List.of();
            };
        }
    }

    private static List<String> qcow2(ByteBuffer head) {
        List<String> options = new ArrayList<>();
        options.add("cluster_size=" + (1 << head.getInt(QCOW_CLUSTER_BITS)));
        if (head.getInt(4) < 3) {
            options.add("compat=0.10");
            return options;
        }
        if ((head.getLong(QCOW_INCOMPATIBLE) & QCOW_EXTENDED_L2) != 0) {
            options.add("extended_l2=on");
        }
        if ((head.getLong(QCOW_COMPATIBLE) & 1) != 0) {
            options.add("lazy_refcounts=on");
        }
        return options;
    }

    private static ByteBuffer bytes(FileChannel file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
            got = file.read(bytes, at + bytes.position());
        }
        return bytes.clear();
    }
}
