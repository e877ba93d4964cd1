package org.rootbuild.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.event.Activity;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/**
 * Puts images out. Everything has its final name only when it is whole and on the disk; what was there before stays
 * until then. The same image gives the same bytes.
 */
public final class ImageOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Compressor compressor;
    private final QemuImg qemu;

    public ImageOutput(Compressor compressor, QemuImg qemu) {
        this.compressor = compressor;
        this.qemu = qemu;
    }

    /** Raw, with holes wherever the image is zero, in whole blocks of 4096 bytes. */
    public void raw(Volume image, Path target) throws IOException {
        try (NewFile file = NewFile.at(target)) {
            copy(image, file.path());
            file.finish();
        } catch (IOException trouble) {
            throw NewFile.told(target, trouble);
        }
    }

    /**
     * In another format.
     *
     * @param image  an open image, for what its disk is
     * @param source the file that holds it
     * @param called the name that people will see; some formats have it inside
     */
    public void convert(OpenImage image, Path source, Path target, ImageFormat format, String called)
        throws IOException, InterruptedException {
        if (format == ImageFormat.RAW) {
            raw(image.volume(), target);
            return;
        }
        try (NewFile file = NewFile.at(target); NewFile plain = NewFile.at(target.resolveSibling(
            target.getFileName() + ".plain"))) {
            // The tool reads files; one that is compressed it would take for a disk.
            boolean isPacked = PackedImage.codec(source).isPresent();
            if (isPacked) {
                copy(image.volume(), plain.path());
            }
            qemu.convert(isPacked ? plain.path() : source, isPacked ? ImageFormat.RAW : image.format(), file.path(),
                format);
            StableIds.set(file.path(), format, image.volume(), called);
            file.finish();
        } catch (IOException trouble) {
            throw NewFile.told(target, trouble);
        }
    }

    private static void copy(Volume image, Path raw) throws IOException {
        try (FileVolume volume = FileVolume.create(raw, image.sizeBytes())) {
            new ZeroFinder().copy(image, volume);
        }
    }

    /**
     * A disk that is laid out anew, in any format.
     *
     * @param scratch an existing folder for what is not raw yet
     */
    public void laidOut(DiskRelayout relayout, Path target, ImageFormat format, Path scratch, Activity activity)
        throws IOException, InterruptedException {
        try (NewFile file = NewFile.at(target)) {
            Path raw = format == ImageFormat.RAW ? file.path() : Files.createTempDirectory(scratch, "laid")
                .resolve("disk.raw");
            try (FileVolume volume = FileVolume.create(raw, relayout.diskBytes())) {
                relayout.write(volume, activity);
                if (format != ImageFormat.RAW) {
                    qemu.convert(raw, ImageFormat.RAW, file.path(), format);
                    StableIds.set(file.path(), format, volume, target.getFileName().toString());
                }
            } finally {
                if (format != ImageFormat.RAW) {
                    Files.deleteIfExists(raw);
                    Files.deleteIfExists(raw.getParent());
                }
            }
            file.finish();
        }
    }

    /**
     * Compressed, on all processors. The bytes are gone through once, and holes are not read.
     *
     * @param blockMap  where a block map of bmaptool's format goes, if anywhere; it has what the image has no holes at, and
     *                  the holes that a filesystem counts on to be zeros
     * @param checksums where the SHA-256 of the compressed file goes, if anywhere, as {@code sha256sum -c} takes it
     */
    public void compressed(Volume image, Path target, Compression compression, Optional<Path> blockMap,
                           Optional<Path> checksums, Activity activity) throws IOException {
        Optional<BlockMap> map = blockMap.map(wanted -> new BlockMap(image.sizeBytes()));
        DataRuns runs = new DataRuns(image, map.isEmpty() ? List.of() : new DiskInUse(image).ranges(activity));
        MessageDigest sha256 = BlockMap.sha256();
        try (NewFile file = NewFile.at(target)) {
            try (OutputStream stored = new EarlySync(file.path());
                 OutputStream digested = checksums.isEmpty() ? stored : new DigestOutputStream(stored, sha256);
                 OutputStream packed = compressor.open(new java.io.BufferedOutputStream(digested, BUFFER_BYTES),
                     compression);
                 ImagePass pass = new ImagePass(image, runs, packed, map, activity)) {
                pass.run();
            }
            if (blockMap.isPresent()) {
                put(blockMap.get(), map.orElseThrow().xml());
            }
            if (checksums.isPresent()) {
                String line = HexFormat.of().formatHex(sha256.digest()) + "  " + target.getFileName() + "\n";
                put(checksums.get(), line.getBytes(StandardCharsets.UTF_8));
            }
            file.finish();
        } catch (IOException trouble) {
            throw NewFile.told(target, trouble);
        }
    }

    /** The block map alone. */
    public void blockMap(Volume image, Path target, Activity activity) throws IOException {
        BlockMap map = new BlockMap(image.sizeBytes());
        DataRuns runs = new DataRuns(image, new DiskInUse(image).ranges(activity));
        try (ImagePass pass = new ImagePass(image, runs, OutputStream.nullOutputStream(), Optional.of(map),
            activity)) {
            pass.run();
        }
        put(target, map.xml());
    }

    private static void put(Path target, byte[] bytes) throws IOException {
        try (NewFile file = NewFile.at(target)) {
            Files.write(file.path(), bytes);
            file.finish();
        } catch (IOException trouble) {
            throw NewFile.told(target, trouble);
        }
    }
}
