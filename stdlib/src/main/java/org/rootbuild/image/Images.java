package org.rootbuild.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.compress.Codec;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;
import org.rootbuild.volume.VolumeEdit;

/** Opens image files. What is not raw is unpacked to a sparse file in a scratch folder while it is open. */
public final class Images {
    private final QemuImg qemu;
    private final Path scratch;
    private final String owner;

    /**
     * @param scratch an existing folder on a disk with room for what images hold
     * @param owner   who opens, for others who want to meanwhile: {@code process 123, 'rootbuild image put …'}
     */
    public Images(QemuImg qemu, Path scratch, String owner) {
        this.qemu = qemu;
        this.scratch = scratch;
        this.owner = owner;
    }

    /**
     * For reading, also compressed as a whole. An edit of it that was interrupted is finished or discarded first.
     *
     * @throws Failure when it is damaged or in use, or stands on other files
     */
    public OpenImage read(Path file) throws IOException, InterruptedException {
        if (Files.isRegularFile(file) && Files.isReadable(file) && PackedImage.codec(file).isPresent()) {
            return readPacked(file);
        }
        ImageFormat format = format(file);
        Volume volume = VolumeEdit.reading(file);
        if (format == ImageFormat.RAW) {
            return new Reading(volume, format);
        }
        try (volume) {
            return readOnce(unpacked(file, format), format);
        }
    }

    /** A file that is gone when it is closed. */
    private static OpenImage readOnce(Path raw, ImageFormat format) throws IOException {
        try {
            Volume unpacked = FileVolume.forReading(raw);
            // A volume asks for the holes of its file by name, once; then the file needs none any more.
            unpacked.nextData(0);
            return new Reading(unpacked, format);
        } finally {
            Files.deleteIfExists(raw);
        }
    }

    private OpenImage readPacked(Path file) throws IOException, InterruptedException {
        Path plain = Files.createTempFile(scratch, "image", ".unpacked");
        try {
            PackedImage.unpack(file, plain);
            ImageFormat format = format(plain);
            return readOnce(format == ImageFormat.RAW ? plain : unpacked(plain, format), format);
        } catch (HostLacks lacks) {
            throw lacks;
        } catch (Failure failure) {
            throw new Failure("unpacking " + file + " did not work: " + failure.getMessage(), failure.remedy(),
                failure);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    /** For editing; others cannot open it meanwhile. */
    public OpenImage edit(Path file) throws IOException, InterruptedException {
        return edit(file, 0);
    }

    /** For editing a disk that becomes at least so large; what is new reads as zeros. */
    public OpenImage edit(Path file, long leastSizeBytes) throws IOException, InterruptedException {
        ImageFormat format = format(file);
        if (format == ImageFormat.RAW) {
            return new RawEdit(VolumeEdit.begin(file, leastSizeBytes, owner));
        }
        if (ForeignParts.hasSnapshots(file, format)) {
            throw new Failure(file + " holds snapshots, which changing it would lose",
                "Remove them first: qemu-img snapshot -l " + file + ", then -d NAME.");
        }
        // Nothing is changed through this edit: it keeps others away.
        VolumeEdit held = VolumeEdit.begin(file, owner);
        try {
            Path raw = unpacked(file, format);
            return new UnpackedEdit(held, qemu, file.toRealPath(), format, raw, leastSizeBytes);
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            held.close();
            throw trouble;
        }
    }

    /** What the file holds. */
    public ImageFormat format(Path file) throws IOException {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new Failure(file + " is no plain file", "Name the file of an image.");
            }
            ImageFormat format = ImageFormat.of(file);
            if (format == ImageFormat.RAW) {
                refuseCompressed(file);
            }
            ForeignParts.refuse(file, format);
            return format;
        } catch (NoSuchFileException absent) {
            throw new Failure("there is no image " + file, "Check the path.", absent);
        } catch (java.nio.file.AccessDeniedException denied) {
            throw new Failure(file + " may not be read", "Allow this user to read it.", denied);
        }
    }

    private static void refuseCompressed(Path file) throws IOException {
        Optional<Codec> codec = PackedImage.codec(file);
        if (codec.isPresent()) {
            throw new Failure(file + " is compressed with " + codec.get().shown() + ", and cannot be changed so",
                "Unpack it first: " + codec.get().shown() + " -dk " + file);
        }
    }

    private Path unpacked(Path file, ImageFormat format) throws IOException, InterruptedException {
        Path raw = Files.createTempFile(scratch, "image", ".raw");
        try {
            qemu.convert(file, format, raw, ImageFormat.RAW);
            return raw;
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            Files.deleteIfExists(raw);
            throw trouble;
        }
    }

    /** An image that is only read. */
    private record Reading(Volume volume, ImageFormat format) implements OpenImage {
        @Override
        public void commit() {
            throw new IllegalStateException("the image was opened for reading");
        }

        @Override
        public void close() throws IOException {
            volume.close();
        }
    }

    /** A raw image, changed in place by way of a log. */
    private record RawEdit(VolumeEdit edit) implements OpenImage {
        @Override
        public Volume volume() {
            return edit.volume();
        }

        @Override
        public ImageFormat format() {
            return ImageFormat.RAW;
        }

        @Override
        public void commit() throws IOException {
            edit.commit();
        }

        @Override
        public void close() throws IOException {
            edit.close();
        }
    }
}
