package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.image.DiskEditor;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.DiskRelayout;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.PartitionResize;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** {@code image}: an image that is there already, changed. */
public final class ImageEdit implements Verb.OnArtifact {
    private static final String CHANGES = "changes";

    @Doc(value = "Takes a disk image (raw, qcow2, vmdk, vdi, vhd or vhdx) and changes a copy of it, without mounting"
        + " anything: files in its partitions, their places and sizes. The artifact's name says the format of"
        + " the result"
        + " (.img, .raw, .qcow2, .vmdk, .vdi, .vhd, .vhdx); another name keeps that of the image.",
        examples = {"artifact('box.qcow2') {", "    image(source('debian.qcow2')) {",
            "        partition(1) { write '/etc/hostname', 'box\\n'; remove '/etc/machine-id' }",
                "        grow to: 8.GiB",
            "    }", "}"})
    public static void image(ArtifactSpec self, SourceRef image,
        @DelegatesTo(value = ImageSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        record(self, image.value(), body);
    }

    @Doc(value = "Takes a disk image that is an artifact and changes a copy of it.",
        examples = "artifact('large.img') { image(artifact('disk.img')) { grow to: 20.GiB } }")
    public static void image(ArtifactSpec self, ArtifactRef image,
        @DelegatesTo(value = ImageSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        record(self, image.value(), body);
    }

    private static void record(ArtifactSpec self, Value.Ref image, Closure<?> body) {
        ImageSpec spec = new ImageSpec(self);
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        if (spec.changes().isEmpty()) {
            self.problem("nothing of the image is changed", "Say what: partition(1) { … }, grow to: …, resize"
                + " …, relayout { … }; or to put it"
                + " out in another format: convert " + "…" + ".");
            return;
        }
        self.make(ImageEdit.class, ImageMaking.named(self, Fields.builder().put(ImageMaking.IMAGE, image)
            .put(CHANGES, new Value.ListOf(spec.changes()))));
    }

    @Override
    public String name() {
        return "image";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        Path raw = context.scratch().resolve("edited.raw");
        ImageFormat format;
        List<Value> changes = context.arguments().list(CHANGES);
        Fields first = ((Value.Group) changes.get(0)).fields();
        boolean isLaidOut = first.text(ImageSpec.WHAT).equals(ImageSpec.RELAYOUT);
        try (OpenImage image = making.open()) {
            if (isLaidOut) {
                relayout(first, image.volume(), raw, context, making);
            } else {
                making.output().raw(image.volume(), raw);
            }
            format = making.format().orElse(image.format());
        }
        for (Value one : changes.subList(isLaidOut ? 1 : 0, changes.size())) {
            change(((Value.Group) one).fields(), raw, context, making);
        }
        making.put(raw, format);
    }

    /** Writes another file; the next change is made to that. */
    private static void relayout(Fields change, Volume from, Path raw, ArtifactContext context, ImageMaking making)
        throws IOException, InterruptedException {
        making.output().laidOut(DiskRelayout.of(from, ImagePlaces.relayout(change)), raw, ImageFormat.RAW,
            context.scratch(), context.activity());
    }

    private static void change(Fields change, Path raw, ArtifactContext context, ImageMaking making)
        throws IOException, InterruptedException {
        boolean grows = change.text(ImageSpec.WHAT).equals(ImageSpec.GROW);
        if (grows) {
            enlarge(raw, change.whole(ImageSpec.SIZE));
        }
        try (FileVolume disk = FileVolume.forWriting(raw)) {
            DiskEditor editor = new DiskEditor(disk, context.activity());
            switch (change.text(ImageSpec.WHAT)) {
                case ImageSpec.GROW -> editor.grow();
                case ImageSpec.RELAYOUT -> relayout(change, disk, raw, context, making);
                case ImageSpec.RESIZE -> new PartitionResize(disk, context.scratch(), context.activity())
                    .resize(change.text(ImageSpec.PARTITION), ImagePlaces.extent(change).orElseThrow(),
                        change.flag(ImageSpec.RAW));
                case ImageSpec.MOVE -> move(change, editor, new DiskParts(disk));
                case ImageSpec.PUT -> {
                    try (OpenImage other = making.open(change.ref(ImageSpec.OF))) {
                        editor.put(new DiskParts(other.volume()).volume(change.text(ImageSpec.FROM)),
                            change.text(ImageSpec.PARTITION));
                    }
                }
                default -> editor.files(change.text(ImageSpec.PARTITION), tree ->
                    new ImageFiles(context, tree).carryOut(change.list(ImageSpec.STEPS)));
            }
        }
    }

    private static void enlarge(Path raw, long sizeBytes) throws IOException {
        if (Files.size(raw) > sizeBytes) {
            throw new Failure("the image has " + Files.size(raw) + " bytes already, more than " + sizeBytes,
                "Grow it to a larger size; a smaller disk is made by relayout(size: …) { … }.");
        }
        try (RandomAccessFile sized = new RandomAccessFile(raw.toFile(), "rw")) {
            sized.setLength(sizeBytes);
        }
    }

    private static void move(Fields change, DiskEditor editor, DiskParts parts) throws IOException,
        InterruptedException {
        String called = change.text(ImageSpec.PARTITION);
        PartitionTable table = parts.table();
        Partition old = parts.partition(called);
        Optional<Long> start = change.findWhole(ImageSpec.START).map(bytes -> sectors(bytes, table));
        Optional<Long> size = change.findWhole(ImageSpec.SIZE).map(bytes -> sectors(bytes, table));
        editor.move(called, start.or(() -> change.findWhole(ImageSpec.START_SECTOR)).orElse(old.firstSector()),
            size.or(() -> change.findWhole(ImageSpec.SECTORS)).orElse(old.sectorCount()));
    }

    /** Whole sectors; what is over is left out, for no partition can begin or end there. */
    private static long sectors(long bytes, PartitionTable table) {
        return bytes / table.sectorSize();
    }
}
