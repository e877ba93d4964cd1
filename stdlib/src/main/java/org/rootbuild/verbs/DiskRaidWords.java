package org.rootbuild.verbs;

import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.Verb;

/** The word for members of a software RAID. */
public final class DiskRaidWords implements Verb.Word {
    @Override
    public String name() {
        return "diskRaidWords";
    }

    @Doc(value = "A member of a Linux software RAID, as what a partition is formatted as. What lies in the array is"
        + " given"
        + " in it, or put there raw.",
        examples = "partition('md1', size: 2.GiB, raid(level: 1, metadata: '0.90', devices: 2))")
    public static DiskFormat raid(ArtifactSpec self, @OptionsOf(DiskRaidOptions.class) Map<String, Object> options) {
        return DiskFormats.raid(self, Options.of(options), Optional.empty());
    }

    @Doc(value = "A member of a Linux software RAID with a filesystem in it.",
        examples = {"partition('md2', size: rest(), raid(name: 'box:2', ext4(label: 'data'))) {", "    copy"
            + " root('data')",
            "}"})
    public static DiskFormat raid(ArtifactSpec self, @OptionsOf(DiskRaidOptions.class) Map<String, Object> options,
        DiskFormat inside) {
        return DiskFormats.raid(self, Options.of(options), Optional.of(inside));
    }
}
