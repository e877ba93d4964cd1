package org.rootbuild.iso;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Makes entries of a tree out of records and what Rock Ridge says of them. */
final class IsoEntries {
    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;
    private static final int CHARACTERS = 0020000;
    private static final int FOLDER = 0040000;
    private static final int BLOCKS = 0060000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int SOCKET = 0140000;
    private static final int MODE = 07777;
    private static final long HIGHEST_ID = 4294967294L;

    private final Volume volume;
    private final int blockBytes;
    private final Map<Same, Long> linkGroups = new HashMap<>();

    /** What two names of one file have in common. */
    private record Same(long at, long sizeBytes, RockRidge.Posix posix) {
    }

    IsoEntries(Volume volume, int blockBytes) {
        this.volume = volume;
        this.blockBytes = blockBytes;
    }

    Entry.Folder folder(String path, IsoRecord record, RockRidge ridge) throws IOException {
        return new Entry.Folder(path, attributes(path, record, ridge, Attributes.FOLDER_MODE));
    }

    /** @param extents the records of its parts, of which the first tells all else */
    Entry entry(String path, List<IsoRecord> extents, RockRidge ridge) throws IOException {
        IsoRecord record = extents.get(0);
        int kind = kind(record, ridge);
        if (kind == FOLDER != record.isFolder()) {
            throw IsoDamage.found(IsoDamage.shown(path) + " is a folder for ISO 9660 and none for Rock Ridge, or the"
                + " other way");
        }
        Attributes attributes = attributes(path, record, ridge, Attributes.FILE_MODE);
        return switch (kind) {
            case FOLDER -> folder(path, record, ridge);
            case FILE -> file(path, attributes, extents, ridge);
            case LINK -> new Entry.Symlink(path, attributes, ridge.target().filter(text -> text.indexOf('\0') < 0)
                .orElseThrow(() -> IsoDamage.found("the symbolic link " + IsoDamage.shown(path) + " leads nowhere")));
            case BLOCKS, CHARACTERS -> device(path, attributes, kind == BLOCKS, ridge);
            case PIPE, SOCKET -> new Entry.Pipe(path, attributes, kind == SOCKET);
            default -> throw IsoDamage.found(IsoDamage.shown(path) + " is of the unknown kind 0"
                + Integer.toOctalString(kind));
        };
    }

    private static int kind(IsoRecord record, RockRidge ridge) {
        int told = ridge.posix().map(posix -> posix.mode() & KIND).orElse(0);
        return told != 0 ? told : record.isFolder() ? FOLDER : ridge.target().isPresent() ? LINK : FILE;
    }

    private static Attributes attributes(String path, IsoRecord record, RockRidge ridge, int usualMode)
        throws IOException {
        long mtimeSeconds = ridge.mtimeSeconds().orElse(record.mtimeSeconds());
        if (ridge.posix().isEmpty()) {
            return Attributes.ofRoot(usualMode, mtimeSeconds);
        }
        RockRidge.Posix posix = ridge.posix().get();
        if (posix.owner() > HIGHEST_ID || posix.group() > HIGHEST_ID) {
            throw IsoDamage.found(IsoDamage.shown(path) + " is of owner " + posix.owner() + ":" + posix.group()
                + ", beyond what a filesystem holds");
        }
        return Attributes.of(posix.mode() & MODE, posix.owner(), posix.group(), mtimeSeconds);
    }

    private static Entry device(String path, Attributes attributes, boolean block, RockRidge ridge) throws IOException {
        RockRidge.DeviceNumber number = ridge.device().orElseThrow(() -> IsoDamage.found("the device "
            + IsoDamage.shown(path) + " has no number"));
        return new Entry.Device(path, attributes, block, number.major(), number.minor());
    }

    private Entry file(String path, Attributes attributes, List<IsoRecord> extents, RockRidge ridge)
        throws IOException {
        if (ridge.isSparse()) {
            throw IsoDamage.tooMuch("the file " + IsoDamage.shown(path) + " in the sparse form of Rock Ridge (SF),"
                + " which is not read here");
        }
        List<Range> parts = parts(path, extents);
        Content content = new IsoContent(volume, parts);
        if (ridge.zisofs().isPresent()) {
            return new Entry.PlainFile(path, attributes,
                ZisofsContent.of(content, ridge.zisofs().get(), IsoDamage.shown(path)));
        }
        boolean linked = ridge.posix().filter(posix -> posix.links() > 1).isPresent() && !parts.isEmpty();
        long group = linked ? linkGroups.computeIfAbsent(new Same(parts.get(0).at(), content.sizeBytes(),
            ridge.posix().orElseThrow()), same -> linkGroups.size() + 1L) : 0;
        return new Entry.PlainFile(path, attributes, content, group);
    }

    /** Where the bytes are; parts that follow each other are one. */
    private List<Range> parts(String path, List<IsoRecord> extents) throws IOException {
        List<Range> parts = new ArrayList<>();
        for (IsoRecord extent : extents) {
            long at = extent.dataBlock() * blockBytes;
            if (extent.interleaved()) {
                throw IsoDamage.tooMuch("the file " + IsoDamage.shown(path) + ", whose blocks are mixed with those of"
                    + " others, which is not read here");
            }
            if (extent.sizeBytes() == 0) {
                continue;
            }
            if (at + extent.sizeBytes() > volume.sizeBytes()) {
                throw IsoDamage.cutOff(IsoDamage.shown(path), at + extent.sizeBytes(), volume.sizeBytes());
            }
            Range last = parts.isEmpty() ? new Range(0, 0) : parts.get(parts.size() - 1);
            if (!parts.isEmpty() && last.end() == at) {
                parts.set(parts.size() - 1, new Range(last.at(), last.lengthBytes() + extent.sizeBytes()));
            } else {
                parts.add(new Range(at, extent.sizeBytes()));
            }
        }
        return List.copyOf(parts);
    }
}
