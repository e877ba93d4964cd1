package org.rootbuild.loader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * GRUB's {@code core.img} for i386-pc, as {@code grub-mkimage} makes it: one sector that loads the rest, a
 * decompressor, and an LZMA stream of the kernel, modules, a configuration and the prefix. Its block list is filled in when it is
 * known where it goes ({@link GrubBoot}).
 *
 * <p>The format is that of GRUB 2.06: {@code include/grub/kernel.h} (objects behind the kernel),
 * {@code include/grub/offsets.h} (fields of the decompressor), {@code include/grub/i386/pc/boot.h}.
 */
public final class CoreImage {
    static final int SECTOR_BYTES = 512;
    /** Where the decompressor and all behind it are loaded to. */
    private static final int LOAD_ADDRESS = 0x8200;
    /** Below it lies what the BIOS and GRUB need in the first megabyte. */
    private static final int LOAD_LIMIT = 0x78000;

    private static final int MODULES_MAGIC = 0x676d696d;
    private static final int MODULE = 0;
    private static final int CONFIGURATION = 2;
    private static final int PREFIX = 3;
    private static final int COMPRESSED_SIZE_AT = 0x08;
    private static final int UNCOMPRESSED_SIZE_AT = 0x0c;
    private static final int MOST_DECOMPRESSOR_BYTES = KernelImage.LINK_ADDRESS - LOAD_ADDRESS;
    /**
     * GRUB's decoder has these built in; a bigger dictionary it would not mind, but {@code grub-mkimage} takes this.
     */
    private static final int DICTIONARY_BYTES = 1 << 16;

    private final byte[] bytes;

    private CoreImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param modules       names of modules; those that they need come along
     * @param prefix        the folder of the modules and of grub.cfg as GRUB writes it: {@code (,gpt2)/boot/grub}
     * @param configuration commands that run before grub.cfg is looked for
     * @throws Failure when a module is missing, or all of it is too big for where a BIOS loads it to
     */
    public static CoreImage of(GrubFiles files, List<String> modules, String prefix, Optional<String> configuration)
            throws IOException {
        byte[] plain = plain(files, modules, prefix, configuration);
        byte[] decompressor = files.read("lzma_decompress.img");
        byte[] loader = files.read("diskboot.img");
        if (loader.length != SECTOR_BYTES || decompressor.length < SECTOR_BYTES
                || decompressor.length > MOST_DECOMPRESSOR_BYTES) {
            throw new Failure("diskboot.img or lzma_decompress.img of " + files.source() + " has the wrong size",
                "Get the package again.");
        }
        byte[] packed = compressed(plain);
        if (LOAD_ADDRESS + decompressor.length + packed.length > LOAD_LIMIT) {
            throw new Failure("core.img with " + modules.size() + " modules would take " + (decompressor.length
                + packed.length) + " bytes, and a BIOS can load " + (LOAD_LIMIT - LOAD_ADDRESS),
                "Name fewer modules; GRUB loads others from " + prefix + " when they are needed.");
        }
        Bytes.of(decompressor).putInt(COMPRESSED_SIZE_AT, packed.length).putInt(UNCOMPRESSED_SIZE_AT, plain.length);
        int sizeBytes = SECTOR_BYTES + decompressor.length + packed.length;
        ByteBuffer image = Bytes.ofSize(Bytes.roundUp(sizeBytes, SECTOR_BYTES));
        return new CoreImage(image.put(loader).put(decompressor).put(packed).array());
    }

    /** What the decompressor leaves in memory. */
    private static byte[] plain(GrubFiles files, List<String> modules, String prefix, Optional<String> configuration)
            throws IOException {
        List<byte[]> objects = new ArrayList<>();
        for (String module : files.withDependencies(modules)) {
            objects.add(object(MODULE, files.read(module + ".mod"), 0));
        }
        if (configuration.isPresent()) {
            objects.add(object(CONFIGURATION, configuration.get().getBytes(StandardCharsets.UTF_8), 1));
        }
        objects.add(object(PREFIX, prefix.getBytes(StandardCharsets.UTF_8), 1));
        int sizeBytes = 12 + objects.stream().mapToInt(one -> one.length).sum();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.write(KernelImage.flat(files.read("kernel.img"), files.source()));
        plain.write(Bytes.ofSize(12).putInt(MODULES_MAGIC).putInt(12).putInt(sizeBytes).array());
        for (byte[] one : objects) {
            plain.write(one);
        }
        return plain.toByteArray();
    }

    /** A header (type, size with the header) and the bytes, filled with zeros to a multiple of four. */
    private static byte[] object(int type, byte[] held, int endingZeros) {
        int sizeBytes = 8 + Bytes.roundUp(held.length + endingZeros, 4);
        return Bytes.ofSize(sizeBytes).putInt(type).putInt(sizeBytes).put(held).array();
    }

    private static byte[] compressed(byte[] plain) throws IOException {
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(DICTIONARY_BYTES);
        options.setLcLp(3, 0);
        options.setPb(2);
        options.setMode(LZMA2Options.MODE_NORMAL);
        options.setMatchFinder(LZMA2Options.MF_BT4);
        options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (LZMAOutputStream out = new LZMAOutputStream(packed, options, false)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    /** How many sectors of 512 bytes it takes. */
    public int sectors() {
        return bytes.length / SECTOR_BYTES;
    }

    /** The bytes, filled up to a whole sector; the block list says nothing yet. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}
