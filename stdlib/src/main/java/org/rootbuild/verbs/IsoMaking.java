package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.rootbuild.disk.Holding;
import org.rootbuild.disk.TreeUnion;
import org.rootbuild.iso.BootSetup;
import org.rootbuild.iso.IsoMaker;
import org.rootbuild.iso.IsoOptions;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.ArtifactContext;

/** Makes a new ISO as a recipe says. */
final class IsoMaking {
    private final ArtifactContext context;

    IsoMaking(ArtifactContext context) {
        this.context = context;
    }

    void make() throws IOException, InterruptedException {
        Fields said = context.arguments();
        try (DiskMaterials materials = new DiskMaterials(context)) {
            TreeUnion union = ((Holding.Files) materials.holding(said, false)).union();
            BootSetup boot = new IsoBooting(context, union).setUp();
            IsoOptions usual = IsoOptions.of(said.text(IsoNewOptions.LABEL), context.epochSeconds());
            IsoOptions options = IsoFields.apply(said, new IsoOptions(usual.volumeId(), usual.names(), usual.times(),
                said.flag(IsoNewOptions.ROCK_RIDGE), said.flag(IsoNewOptions.JOLIET),
                (int) said.whole(IsoNewOptions.LEVEL), true, List.of(), usual.paddingBytes()));
            write(context, new IsoMaker(options, boot), union.tree());
        }
    }

    static void write(ArtifactContext context, IsoMaker maker, FileTree tree) throws IOException,
        InterruptedException {
        try (FileChannel out = FileChannel.open(context.output(), StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
            maker.make(tree, out, context.activity());
        }
    }
}
