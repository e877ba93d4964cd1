package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.disk.PreparedDisk;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.ImageOutput;
import org.rootbuild.image.Images;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.QemuImg;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.StepContext;
import org.rootbuild.volume.FileVolume;

/** In which form a disk becomes a file, by the artifact's name: raw, in a format of QEMU's, or compressed. */
record DiskImages(ImageFormat format, Optional<Compression> compression) {
    private static final Map<String, Compression> COMPRESSED = Map.of(".gz", Compression.gzip(6), ".xz",
        Compression.xz(6), ".zst", Compression.zstd(12));
    private static final List<String> ENDINGS = List.of(".img", ".raw", ".qcow2", ".vmdk", ".vdi", ".vhd", ".vhdx",
        ".gz",
        ".xz", ".zst");

    /** Raw, and nothing else. */
    static final DiskImages PLAIN = new DiskImages(ImageFormat.RAW, Optional.empty());

    /**
     * What the name says; a name without an ending, or with one that is none of these, is raw.
     *
     * @throws DiskMistake when the ending looks like a misspelt one, or is compressed and not raw
     */
    static DiskImages of(String name) {
        Optional<String> packed = COMPRESSED.keySet().stream().filter(name::endsWith).findFirst();
        String bare = packed.map(ending -> name.substring(0, name.length() - ending.length())).orElse(name);
        ImageFormat format = ImageFormat.ofName(bare).orElse(ImageFormat.RAW);
        if (packed.isPresent() && format != ImageFormat.RAW) {
            throw new DiskMistake("an image of the format " + format.word() + " is not compressed as a whole",
                "Call it " + bare + ", or take raw: " + bare.replaceFirst("\\.[^.]*$", ".img") + packed.get() + ".");
        }
        int dot = bare.lastIndexOf('.');
        String ending = dot < 0 ? "" : bare.substring(dot);
        Optional<String> near = dot < 0 || ENDINGS.contains(ending) ? Optional.empty()
            : Suggestion.nearest(ending, ENDINGS).filter(known -> Math.abs(known.length() - ending.length()) < 2);
        if (near.isPresent()) {
            throw new DiskMistake("no form of a disk image ends in '" + ending + "'", "Did you mean '" + near.get()
                + "'?");
        }
        return new DiskImages(format, packed.map(COMPRESSED::get));
    }

    boolean isPlain() {
        return format == ImageFormat.RAW && compression.isEmpty();
    }

    /** What opens images of any format, for a step. */
    static Images opening(StepContext context) throws IOException {
        return new Images(qemu(context), context.scratch(), "the step " + context.place());
    }

    private static QemuImg qemu(StepContext context) {
        Runners runners = context.equipment(Runners.class, Runners::on);
        return new QemuImg(runners.tools(), runners.processes());
    }

    /** Writes the disk and puts it out. */
    void put(PreparedDisk disk, ArtifactContext context) throws IOException, InterruptedException {
        Path raw = isPlain() ? context.output() : context.scratch().resolve("disk.raw");
        try (FileVolume volume = FileVolume.create(raw, disk.sizeBytes())) {
            disk.write(volume, context.activity());
            volume.sync();
        }
        if (isPlain()) {
            return;
        }
        ImageOutput output = new ImageOutput(new Compressor(context.host().processors(), Compressor.usualMemoryBytes()),
            qemu(context));
        try (OpenImage image = opening(context).read(raw)) {
            if (compression.isPresent()) {
                output.compressed(image.volume(), context.output(), compression.get(), Optional.empty(),
                    Optional.empty(),
                    context.activity());
            } else {
                output.convert(image, raw, context.output(), format, context.arguments().text(Disk.CALLED));
            }
        } finally {
            Files.deleteIfExists(raw);
        }
    }
}
