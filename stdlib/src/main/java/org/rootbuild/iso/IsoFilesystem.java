package org.rootbuild.iso;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * An ISO 9660 filesystem that is there already (ECMA-119, with SUSP and Rock Ridge 1.12, Joliet, multi-extent files and
 * zisofs). Of its name spaces the one that tells most is read: Rock Ridge, else Joliet, else the plain names without
 * their versions. Limits: {@value IsoScan#MOST_ENTRIES} names, paths of 4,096 characters. Safe for use by several
 * threads.
 */
public final class IsoFilesystem implements Filesystem {
    private final Volume volume;
    private final IsoHeads heads;
    private final IsoScan.NameSpace space;
    private final int skippedBytes;

    private IsoFilesystem(Volume volume, IsoHeads heads, IsoScan.NameSpace space, int skippedBytes) {
        this.volume = volume;
        this.heads = heads;
        this.space = space;
        this.skippedBytes = skippedBytes;
    }

    /**
     * The filesystem on the volume; empty when it is no ISO 9660.
     *
     * @throws Failure when it is, but damaged or cut off
     */
    public static Optional<IsoFilesystem> open(Volume volume) throws IOException {
        Optional<IsoHeads> heads = IsoHeads.read(volume);
        return heads.isEmpty() ? Optional.empty() : Optional.of(open(volume, heads.get()));
    }

    private static IsoFilesystem open(Volume volume, IsoHeads heads) throws IOException {
        OptionalInt skipped = rockRidge(volume, heads.primary());
        IsoScan.NameSpace space = skipped.isPresent() ? IsoScan.NameSpace.ROCK_RIDGE
            : heads.joliet().isPresent() ? IsoScan.NameSpace.JOLIET : IsoScan.NameSpace.PLAIN;
        return new IsoFilesystem(volume, heads, space, skipped.orElse(0));
    }

    /** What its field SP says, where there is Rock Ridge. */
    private static OptionalInt rockRidge(Volume volume, IsoVolume head) throws IOException {
        IsoRecord self = new IsoFolders(volume, head.blockBytes()).self(head.root().dataBlock());
        RockRidge ridge = new RockRidge();
        new SystemUse(volume, head.blockBytes(), 0).read(self, ridge);
        // SP alone says that there are fields; those of an entry's owner and mode say that they are Rock Ridge's.
        return ridge.posix().isPresent() ? ridge.skippedBytes() : OptionalInt.empty();
    }

    @Override
    public Facts facts() {
        IsoVolume head = heads.primary();
        String label = head.label().replaceAll("\\p{Cntrl}", "?");
        return new Facts("iso9660", Optional.of(label).filter(text -> !text.isEmpty()), head.id(), head.sizeBytes(), 0);
    }

    /** What is to be known of it besides, one sentence each, without full stops. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (heads.primary().sizeBytes() > volume.sizeBytes()) {
            notes.add("the ISO 9660 filesystem says that it has " + heads.primary().sizeBytes() + " bytes, and "
                + volume.sizeBytes() + " are there");
        }
        if (heads.hasUdf()) {
            notes.add("a UDF filesystem is there beside ISO 9660, which may hold other files; it is not read");
        }
        return notes;
    }

    @Override
    public FileTree tree() throws IOException {
        IsoVolume head = space == IsoScan.NameSpace.JOLIET ? heads.joliet().orElseThrow() : heads.primary();
        return new IsoScan(volume, head, space, skippedBytes).read();
    }

    /**
     * What makes it bootable, with the images that no file shows. What they hold is read when it is opened.
     *
     * @throws Failure when the boot catalogue is damaged
     */
    public BootSetup boot() throws IOException {
        return new SetupReader(volume, heads, tree()).read();
    }

    /** What makes another ISO like this one. */
    public IsoOptions options() throws IOException {
        return new OptionsReader(volume, heads, space == IsoScan.NameSpace.ROCK_RIDGE).read(tree());
    }

    @Override
    public Edit edit() throws IOException {
        throw new Failure("an ISO 9660 filesystem is not changed where it is", "Make a changed copy of it in a recipe:"
            + " artifact('new.iso') { iso(old) { copy …; write …; remove … } }.");
    }

    /** All of it: no room is free. */
    @Override
    public List<Range> inUse() {
        return List.of(new Range(0, Math.min(volume.sizeBytes(), heads.primary().sizeBytes())));
    }
}
