package org.rootbuild.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.problem.Reason;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;
import org.rootbuild.volume.VolumeEdit;

/** Changes an unpacked copy of an image, and puts a new image of the same format in its place. */
final class UnpackedEdit implements OpenImage {
    private final VolumeEdit held;
    private final QemuImg qemu;
    private final Path image;
    private final ImageFormat format;
    private final Path raw;
    private final FileVolume volume;

    /**
     * @param held keeps others away from the image; closed with this
     * @param raw  the unpacked copy; removed with this
     */
    UnpackedEdit(VolumeEdit held, QemuImg qemu, Path image, ImageFormat format, Path raw, long leastSizeBytes)
        throws IOException {
        this.held = held;
        this.qemu = qemu;
        this.image = image;
        this.format = format;
        this.raw = raw;
        if (Files.size(raw) < leastSizeBytes) {
            try (RandomAccessFile sized = new RandomAccessFile(raw.toFile(), "rw")) {
                sized.setLength(leastSizeBytes);
            }
        }
        this.volume = FileVolume.forWriting(raw);
    }

    @Override
    public Volume volume() {
        return volume;
    }

    @Override
    public ImageFormat format() {
        return format;
    }

    @Override
    public void commit() throws IOException, InterruptedException {
        try (NewFile changed = NewFile.at(image)) {
            qemu.convert(raw, ImageFormat.RAW, changed.path(), format, Subformat.options(image, format));
            StableIds.set(changed.path(), format, volume, image.getFileName().toString());
            changed.becomeOf(image);
            changed.finish();
        } catch (HostLacks lacks) {
            throw lacks;
        } catch (IOException trouble) {
            String remedy = trouble instanceof Failure failure ? failure.remedy() : "Mend the cause, then try again.";
            throw new Failure("changing " + image + " did not work: " + Reason.of(trouble) + "; it is as it was",
                remedy,
                trouble);
        }
    }

    @Override
    public void close() throws IOException {
        try (held; volume) {
            Files.deleteIfExists(raw);
        }
    }
}
