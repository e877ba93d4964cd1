package org.rootbuild.verbs;

import java.math.BigDecimal;
import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** The words for sizes and places on a disk: {@code rest()}, {@code contents() + 10.percent}, {@code 2048.sectors}. */
public final class DiskExtents implements Verb.Word {
    @Override
    public String name() {
        return "diskExtents";
    }

    @Doc(value = "A number of the disk's sectors, for exact places.",
        examples = "partition('boot', start: 2048.sectors, end: 2099199.sectors, fat16())")
    public static DiskExtent.Sectors getSectors(Number self) {
        return new DiskExtent.Sectors(whole(self, "sectors"));
    }

    @Doc(value = "Hundredths, on top of what a content needs.", examples = "contents() + 10.percent")
    public static DiskExtent.Percent getPercent(Number self) {
        return new DiskExtent.Percent(Math.toIntExact(whole(self, "percent")));
    }

    @Doc(value = "All the room that the other partitions leave; one partition of a disk may have it.",
        examples = "partition('root', size: rest(), ext4()) { copy root('system') }")
    public static DiskExtent.Rest rest(ArtifactSpec self) {
        return new DiskExtent.Rest();
    }

    @Doc(value = "As much room as the content needs; more of it is added with +.",
        examples = "partition('root', size: contents() + 10.percent, ext4()) { copy root('system') }")
    public static DiskExtent.Contents contents(ArtifactSpec self) {
        return new DiskExtent.Contents(0, 0, 0);
    }

    @Doc(value = "As much room as the content needs, but at least this much.",
        examples = "partition('root', size: contents(atLeast: 1.GiB) + 64.MiB, ext4()) { copy root('system') }")
    public static DiskExtent.Contents contents(ArtifactSpec self,
        @Option(name = "atLeast", type = Size.class, about = "the smallest size, all additions included",
            required = true)
        Map<String, Object> options) {
        return new DiskExtent.Contents(0, 0, Options.of(options).size("atLeast").map(Size::bytes).orElse(0L));
    }

    private static long whole(Number number, String unit) {
        try {
            return new BigDecimal(number.toString()).longValueExact();
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException(number + " " + unit + " is no whole number", fraction);
        }
    }
}
