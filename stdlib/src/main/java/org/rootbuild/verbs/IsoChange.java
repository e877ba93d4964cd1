package org.rootbuild.verbs;

import java.io.IOException;
import org.rootbuild.filesystem.EditedTree;
import org.rootbuild.iso.IsoFilesystem;
import org.rootbuild.iso.IsoMaker;
import org.rootbuild.iso.IsoOptions;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.volume.FileVolume;

/** Makes a changed copy of an ISO as a recipe says. */
final class IsoChange {
    private final ArtifactContext context;

    IsoChange(ArtifactContext context) {
        this.context = context;
    }

    void make() throws IOException, InterruptedException {
        Fields said = context.arguments();
        Value.Ref old = said.ref(ImageMaking.IMAGE);
        boolean made = old.kind() == Value.RefKind.ARTIFACT;
        try (FileVolume volume = FileVolume.forReading(made ? context.artifact(old) : context.source(old))) {
            IsoFilesystem before = IsoFilesystem.open(volume).orElseThrow(() -> new Failure("'" + old.name()
                + "' is no ISO 9660 image", "Name an ISO; another image is changed by image(…) { … }."));
            EditedTree tree = new EditedTree(before.tree(), context.epochSeconds());
            new ImageFiles(context, tree).carryOut(said.list(Iso.STEPS));
            IsoMaking.write(context, new IsoMaker(IsoFields.apply(said, free(before.options())), before.boot()), tree);
        }
    }

    /** Level 3 changes no name that the old level allowed, and what is added may be longer or larger. */
    private static IsoOptions free(IsoOptions old) {
        return new IsoOptions(old.volumeId(), old.names(), old.times(), old.rockRidge(), old.joliet(), 3,
            old.deepFolders(), old.order(), old.paddingBytes());
    }
}
