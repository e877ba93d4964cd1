package org.rootbuild.verbs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.rootbuild.disk.Allowance;
import org.rootbuild.disk.DiskBuilder;
import org.rootbuild.disk.DiskDescription;
import org.rootbuild.disk.Formatting;
import org.rootbuild.disk.PartitionDescription;
import org.rootbuild.disk.PreparedDisk;
import org.rootbuild.disk.RaidMember;
import org.rootbuild.loader.Loader;
import org.rootbuild.mkfs.Surroundings;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.StepContext;

/** From the arguments of a {@link Disk} to a disk that is ready to be written. */
final class DiskMaking {
    private final StepContext context;
    private final DiskMaterials materials;
    private final DiskRequests requests;

    DiskMaking(StepContext context, DiskMaterials materials) {
        this.context = context;
        this.materials = materials;
        this.requests = new DiskRequests(context.arguments());
    }

    PreparedDisk prepare() throws IOException, InterruptedException {
        List<PartitionDescription> partitions = new ArrayList<>();
        for (Fields one : requests.partitions()) {
            partitions.add(partition(one));
        }
        LayoutRequest layout = requests.layout();
        return new DiskBuilder(new DiskDescription(layout, partitions, requests.isDivided(),
            context.arguments().texts(DiskTable.HYBRID), loaders())).prepare();
    }

    private PartitionDescription partition(Fields said) throws IOException, InterruptedException {
        Fields format = said.group(DiskTable.FORMAT);
        boolean raid = format.findText(DiskFormat.KIND).equals(Optional.of(DiskFormats.RAID));
        Fields filesystem = raid ? format.group(DiskFormat.INSIDE) : format;
        Optional<Formatting> formatting = filesystem.isEmpty() ? Optional.empty() : Optional.of(formatting(said,
            filesystem));
        Optional<RaidMember> member = raid
            ? Optional.of(DiskRaid.of(format, said.text(DiskTable.NAME), requests.ids(), requests.raidMembers(),
                context.epochSeconds())) : Optional.empty();
        boolean ignoresCase = formatting.filter(Formatting::isFat).isPresent();
        Optional<Allowance> allowance = requests.isDivided() ? DiskRequests.allowance(said)
            : DiskRequests.allowance(context.arguments());
        PartitionRequest request = requests.isDivided() ? requests.partition(said)
            : PartitionRequest.named(said.text(DiskTable.NAME));
        return new PartitionDescription(said.text(DiskTable.NAME), request, allowance, formatting, member,
            materials.holding(said, ignoresCase));
    }

    private Formatting formatting(Fields said, Fields filesystem) throws IOException {
        DiskFormatOptions options = new DiskFormatOptions(filesystem, said.text(DiskTable.NAME), requests.ids(),
            context.epochSeconds());
        Runners runners = context.equipment(Runners.class, Runners::on);
        return new DiskFormatting(options, requests.sectorSize(), Optional.of(new Surroundings(runners.tools(),
            runners.processes(), context.scratch(), context.host().processors())));
    }

    private List<Loader> loaders() throws IOException, InterruptedException {
        List<Loader> loaders = new ArrayList<>();
        for (Value one : context.arguments().list(Disk.LOADERS)) {
            Fields said = ((Value.Group) one).fields();
            loaders.add(named(said.text(DiskFormat.KIND)).make(said.group(DiskSpec.TOLD), context));
        }
        return loaders;
    }

    private static DiskLoader named(String kind) throws Failure {
        for (DiskLoader loader : ServiceLoader.load(DiskLoader.class, DiskLoader.class.getClassLoader())) {
            if (loader.kind().equals(kind)) {
                return loader;
            }
        }
        throw new Failure("there is no boot loader '" + kind + "'", "Report this to whoever made its word.");
    }
}
