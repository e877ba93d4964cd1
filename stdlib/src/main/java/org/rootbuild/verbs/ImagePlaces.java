package org.rootbuild.verbs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.image.Relayout;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Start;

/** Places and sizes of partitions of an image, from the recipe into fields and back. */
final class ImagePlaces {
    private static final String REST = "rest";
    private static final String NEXT = "next";

    private ImagePlaces() {
    }

    /** Nothing where nothing was said. */
    static void start(ArtifactSpec artifact, Object said, Fields.Builder fields) {
        if (said instanceof DiskExtent.Next) {
            fields.flag(NEXT, true);
        } else if (said instanceof DiskExtent.Sectors exact) {
            fields.whole(ImageSpec.START_SECTOR, exact.count());
        } else if (said instanceof Size exact) {
            fields.whole(ImageSpec.START, exact.bytes());
        } else if (said != null) {
            artifact.problem("'" + said + "' is no place where a partition can begin",
                "Write it like 1.MiB, 2048.sectors or next().");
        }
    }

    static void extent(ArtifactSpec artifact, Object said, Fields.Builder fields) {
        if (said instanceof DiskExtent.Rest) {
            fields.flag(REST, true);
        } else if (said instanceof DiskExtent.Sectors exact) {
            fields.whole(ImageSpec.SECTORS, exact.count());
        } else if (said instanceof Size exact) {
            fields.whole(ImageSpec.SIZE, exact.bytes());
        } else if (said != null) {
            artifact.problem("'" + said + "' is no size that a partition of an image can get",
                "Write it like 4.GiB, 2048.sectors or rest().");
        }
    }

    static Optional<Start> start(Fields fields) {
        if (fields.flag(NEXT)) {
            return Optional.of(new Start.Next());
        }
        Optional<Start> sector = fields.findWhole(ImageSpec.START_SECTOR).map(Start.AtSector::new);
        return sector.or(() -> fields.findWhole(ImageSpec.START).map(Start.AtByte::new));
    }

    static Optional<Extent> extent(Fields fields) {
        if (fields.flag(REST)) {
            return Optional.of(new Extent.Rest());
        }
        Optional<Extent> sectors = fields.findWhole(ImageSpec.SECTORS).map(Extent.Sectors::new);
        return sectors.or(() -> fields.findWhole(ImageSpec.SIZE).map(Extent.Bytes::new));
    }

    static Relayout relayout(Fields change) {
        List<Relayout.Change> changes = change.list(ImageSpec.PLACES).stream().map(one -> ((Value.Group) one).fields())
            .map(one -> new Relayout.Change(one.text(ImageSpec.PARTITION), start(one), extent(one))).toList();
        Optional<Long> size = change.findWhole(ImageSpec.SIZE);
        return new Relayout(size.isPresent() ? OptionalLong.of(size.get()) : OptionalLong.empty(), changes,
            change.flag(ImageSpec.RAW));
    }
}
