package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.model.Extent;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code disk}: an image of a disk with partitions, filesystems and boot loaders. */
public final class Disk implements Verb.OnArtifact {
    static final String SECTOR_SIZE = "sectorSize";
    static final String SEED = "seed";
    static final String LOADERS = "loaders";
    /** The artifact's name, where it says the form. */
    static final String CALLED = "called";

    @Doc(value = "Makes a disk image as large as its partitions need. The artifact's name says its format: .img or"
        + " .raw,"
        + " .qcow2, .vmdk, .vdi, .vhd, .vhdx, or .img.gz, .img.xz and .img.zst.",
        examples = {"artifact('disk.img') {", "    disk {",
            "        mbr { partition('root', size: contents() + 10.percent, ext4()) { copy root('system') } }", "    }",
            "}"})
    public static void disk(ArtifactSpec self,
        @DelegatesTo(value = DiskSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        disk(self, Map.of(), body);
    }

    @Doc(value = "Makes a disk image of a given size. Nothing is mounted and no privilege is needed; the same roots and"
        + " the same layout give the same bytes.",
        examples = {"artifact('disk.img') {", "    disk(size: 2.GiB) {", "        gpt {",
            "            partition('esp', size: 64.MiB, type: 'esp', fat32(label: 'ESP')) { copy root('esp') }",
            "            partition('root', size: rest(), ext4(label: 'root')) { copy root('system') }", "        }",
            "    }", "}"})
    public static void disk(ArtifactSpec self,
        @Option(name = "size", type = Extent.class, about = "2.GiB or a number of sectors; as large as its"
            + " partitions need"
            + " where it is not given")
        @Option(name = SECTOR_SIZE, type = Integer.class, about = "512 or 4096; 512 where it is not given")
        Map<String, Object> options,
        @DelegatesTo(value = DiskSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        long sectorSize = given.whole(SECTOR_SIZE).orElse((long) DiskTable.USUAL_SECTOR);
        if (sectorSize != 512 && sectorSize != 4096) {
            self.problem("no disk has sectors of " + sectorSize + " bytes", "Say sectorSize: 512 or sectorSize: 4096.");
            return;
        }
        DiskSpec spec = new DiskSpec(self, (int) sectorSize);
        DiskBlocks.run(body, spec);
        if (spec.table().isEmpty()) {
            self.problem("the disk has no layout", "Write gpt { … }, mbr { … } or filesystem(…) { … } in it.");
            return;
        }
        try {
            DiskImages.of(self.name());
        } catch (DiskMistake wrong) {
            self.problem(wrong.getMessage(), wrong.hint());
        }
        given.find("size", Extent.class).ifPresent(size -> spec.table().get().disk(size));
        declare(self, spec.table().get(), Fields.builder().text(CALLED, self.name()), spec.finishedLoaders());
    }

    /** @param loaders what boot loaders were told */
    static void declare(ArtifactSpec artifact, DiskTable table, Fields.Builder fields, List<Value> loaders) {
        table.finish(fields);
        if (!loaders.isEmpty()) {
            fields.put(LOADERS, new Value.ListOf(loaders));
        }
        Fields disk = fields.text(SEED, artifact.recipe() + "/" + artifact.name()).build();
        new DiskCheck(artifact, table.where(), table.said()).check(disk);
        artifact.make(Disk.class, disk);
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        try (DiskMaterials materials = new DiskMaterials(context)) {
            // A filesystem that is an artifact of its own is raw, whatever it is called.
            DiskImages form = context.arguments().findText(CALLED).map(DiskImages::of).orElse(DiskImages.PLAIN);
            form.put(new DiskMaking(context, materials).prepare(), context);
        }
    }
}
