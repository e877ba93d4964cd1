package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * Makes an ISO 9660 image (ECMA-119) out of a file tree, with Rock Ridge and Joliet where the options want them, and
 * with all that makes it bootable. It is written once, from front to back; the same tree, options and set-up give the
 * same bytes.
 *
 * <p>Extended attributes are dropped, for an ISO has no place for them; a note says so. Times outside of 1900 to 2155
 * become the nearest that there is. Without Rock Ridge modes, owners, links and devices are lost, and names become what
 * the level allows.
 */
public final class IsoMaker {
    private final IsoOptions options;
    private final BootSetup boot;

    public IsoMaker(IsoOptions options, BootSetup boot) {
        this.options = Objects.requireNonNull(options);
        this.boot = Objects.requireNonNull(boot);
    }

    /**
     * How many bytes the ISO of this tree has. No content is read for it.
     *
     * @throws Failure when a boot image is not in the tree, or the tree does not fit into an ISO of these options
     */
    public long sizeBytes(FileTree tree) throws Failure {
        return IsoLayout.of(IsoPlan.of(tree, options, boot)).end() * Blocks.BYTES;
    }

    /**
     * Writes the ISO, from where the channel stands.
     *
     * @throws Failure when a boot image is not in the tree, the tree does not fit into an ISO of these options, or a
     *                 file has not the size any more that it had
     */
    public void make(FileTree tree, WritableByteChannel out, Activity activity) throws IOException,
        InterruptedException {
        IsoPlan plan = IsoPlan.of(tree, options, boot);
        notes(plan, activity);
        IsoLayout layout = IsoLayout.of(plan);
        IsoSink sink = new IsoSink(out, activity, layout.end() * Blocks.BYTES);
        HybridTables tables = new HybridTables(layout);
        sink.put(tables.systemArea());
        for (IsoLayout.View view : layout.views()) {
            layout.place(view);
            sink.zerosTo(view.from() + Blocks.SYSTEM_AREA);
            for (byte[] descriptor : new VolumeDescriptors(layout, view).all()) {
                sink.put(descriptor);
            }
        }
        for (IsoLayout.View view : layout.views()) {
            layout.place(view);
            folders(layout, view, sink);
        }
        files(layout, sink);
        for (BootImage.Appended image : boot.appended()) {
            sink.zerosTo(layout.appended().get(image.number()).block());
            sink.content(new FileData("", image.content()), "the appended image " + image.number());
        }
        Optional<byte[]> backup = tables.backup();
        if (backup.isPresent()) {
            sink.zerosTo(layout.end() - HybridTables.BACKUP_BLOCKS);
            sink.put(new byte[HybridTables.BACKUP_BLOCKS * Blocks.BYTES - backup.get().length]);
            sink.put(backup.get());
        }
        sink.zerosTo(layout.end());
        sink.flush();
    }

    private void notes(IsoPlan plan, Activity activity) {
        boot.notKept().forEach(activity::note);
        if (plan.withXattrs() > 0) {
            activity.note("an ISO has no place for extended attributes, which " + plan.withXattrs()
                + (plan.withXattrs() == 1 ? " file has" : " files have"));
        }
        if (!options.rockRidge()) {
            activity.note("without Rock Ridge the ISO does not tell of modes, owners, links and devices");
        }
    }

    private static void folders(IsoLayout layout, IsoLayout.View view, IsoSink sink) throws IOException {
        for (int i = 0; i < layout.spaces().size(); i++) {
            sink.zerosTo(view.tables().get(i));
            sink.put(layout.spaces().get(i).pathTable(ByteOrder.LITTLE_ENDIAN, view.from()));
            sink.put(layout.spaces().get(i).pathTable(ByteOrder.BIG_ENDIAN, view.from()));
        }
        for (NameSpace space : layout.spaces()) {
            for (PlacedFolder folder : space.folders()) {
                sink.zerosTo(folder.block);
                sink.put(FolderRecords.encode(folder, space.hasRockRidge(), view.from()));
            }
        }
    }

    private static void files(IsoLayout layout, IsoSink sink) throws IOException, InterruptedException {
        BootRecords records = new BootRecords(layout);
        Optional<FileData> catalogue = layout.plan().catalogue();
        for (FileData file : layout.data()) {
            if (file.sizeBytes == 0) {
                continue;
            }
            sink.zerosTo(file.block);
            if (catalogue.filter(one -> one == file).isPresent()) {
                sink.put(records.catalogue(layout.plan().boot().catalogue().orElseThrow()));
            } else if (records.tells(file)) {
                sink.put(records.told(file));
            } else {
                sink.content(file, TreePath.shown(file.path));
            }
        }
    }
}
