package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Reads all that makes an ISO bootable, and tells places by what lies there. */
final class SetupReader {
    private static final String APPLE_HFS_TYPE = "48465300-0000-11aa-aa11-00306543ecac";

    private final Volume volume;
    private final IsoHeads heads;
    private final IsoPlaces places;
    private final IsoTables tables;
    private final List<Range> appendedAt = new ArrayList<>();
    private final List<BootImage.Appended> appended = new ArrayList<>();
    private final List<String> notKept = new ArrayList<>();
    private List<Long> imagesAt = List.of();

    SetupReader(Volume volume, IsoHeads heads, FileTree tree) throws IOException {
        this.volume = volume;
        this.heads = heads;
        this.places = new IsoPlaces(tree);
        this.tables = IsoTables.read(volume);
    }

    BootSetup read() throws IOException {
        findAppended();
        Optional<BootCatalogue> catalogue = Optional.empty();
        OptionalLong block = heads.catalogueBlock();
        if (block.isPresent()) {
            BootReader reader = new BootReader(volume, places, appended, appendedAt);
            catalogue = Optional.of(reader.read(block.getAsLong()));
            imagesAt = reader.imagesAt();
            notKept.addAll(reader.notKept());
        }
        SystemArea area = systemArea(catalogue);
        lost();
        return new BootSetup(catalogue, area, appended, notKept);
    }

    /** Partitions behind all files. */
    private void findAppended() {
        Stream.concat(tables.mbr().stream(), tables.gpt().stream())
            .filter(slot -> slot.at() >= places.endBytes() && slot.at() % Blocks.BYTES == 0
                && !slot.isFiller())
            .sorted(Comparator.comparingLong(IsoTables.Slot::at)).forEach(slot -> {
                boolean isNew = appendedAt.stream().noneMatch(one -> one.at() == slot.at());
                if (isNew) {
                    Range range = new Range(slot.at(), Math.min(slot.end(), volume.sizeBytes()) - slot.at());
                    appendedAt.add(range);
                    appended.add(new BootImage.Appended(appendedAt.size(),
                        new IsoContent(volume, List.of(range))));
                }
            });
    }

    private SystemArea systemArea(Optional<BootCatalogue> catalogue) throws IOException {
        int used = tables.system().length;
        while (used > 0 && tables.system()[used - 1] == 0) {
            used--;
        }
        if (used == 0) {
            return SystemArea.EMPTY;
        }
        List<SystemArea.MbrSlot> mbr = kept(tables.mbr(), slot -> covers(slot).map(covers ->
            new SystemArea.MbrSlot(slot.number(), slot.kind(), slot.active(), covers)));
        List<SystemArea.GptSlot> gpt = kept(tables.gpt(), slot -> covers(slot).map(covers ->
            new SystemArea.GptSlot(slot.number(), slot.type().orElseThrow(), slot.id(), slot.name(), slot.flags(),
                covers)));
        boolean isDisk = !mbr.isEmpty() || !gpt.isEmpty();
        int alignment = isDisk && volume.sizeBytes() % SystemArea.CYLINDER_BYTES == 0 ? SystemArea.CYLINDER_BYTES
            : Blocks.BYTES;
        return new SystemArea(java.util.Arrays.copyOf(tables.system(), used), patch(catalogue), mbr, gpt,
            gpt.isEmpty() ? Optional.empty() : tables.diskId(), alignment, innerBlock());
    }

    private <T> List<T> kept(List<IsoTables.Slot> slots, Function<IsoTables.Slot, Optional<T>> keep) {
        List<T> kept = new ArrayList<>();
        for (IsoTables.Slot slot : slots) {
            Optional<T> one = slot.isFiller() ? Optional.empty() : keep.apply(slot);
            one.ifPresent(kept::add);
            if (one.isEmpty() && !slot.isFiller()) {
                boolean isHfs = slot.type().filter(type -> type.toString().equals(APPLE_HFS_TYPE)).isPresent();
                notKept.add("its partition " + slot.number() + (isHfs ? ", which shows the files to a Mac, is lost"
                    : " is lost, for it covers neither a file nor all of the ISO"));
            }
        }
        return kept;
    }

    private Optional<SystemArea.Covers> covers(IsoTables.Slot slot) {
        if (slot.first() == 0 && slot.count() == 1) {
            return Optional.of(new SystemArea.Covers.Nothing());
        }
        for (int i = 0; i < appendedAt.size(); i++) {
            if (appendedAt.get(i).at() == slot.at()) {
                return Optional.of(new SystemArea.Covers.Appended(appended.get(i).number()));
            }
        }
        int entry = imagesAt.indexOf(slot.at());
        if (entry >= 0) {
            return Optional.of(new SystemArea.Covers.Entry(entry));
        }
        if (slot.at() < places.beginBytes() && slot.end() >= places.endBytes()) {
            long lastAppended = appendedAt.stream().mapToLong(Range::end).max().orElse(0);
            return Optional.of(slot.end() < lastAppended || lastAppended == 0 && !reachesEnd(slot)
                ? new SystemArea.Covers.Iso(slot.first()) : new SystemArea.Covers.Whole(slot.first()));
        }
        return places.at(slot.at()).filter(file -> file.content().sizeBytes() <= slot.end() - slot.at())
            .map(file -> new SystemArea.Covers.File(file.path()));
    }

    /** Nothing of a filesystem is behind it; a GPT's copy may be. */
    private boolean reachesEnd(IsoTables.Slot slot) {
        return slot.end() >= Math.min(volume.sizeBytes(), heads.primary().sizeBytes()) - (64 << 10);
    }

    private SystemArea.Patch patch(Optional<BootCatalogue> catalogue) {
        List<BootEntry> entries = catalogue.map(BootCatalogue::entries).orElse(List.of());
        long told = ByteBuffer.wrap(tables.system()).order(ByteOrder.LITTLE_ENDIAN).getLong(SystemArea.PATCH_AT);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).platform() == BootEntry.Platform.X86) {
                long sector = imagesAt.get(i) / 512;
                return told == sector ? SystemArea.Patch.ISOLINUX
                    : told == sector + Blocks.SECTORS ? SystemArea.Patch.GRUB : SystemArea.Patch.NONE;
            }
        }
        return SystemArea.Patch.NONE;
    }

    /** A partition that can be mounted as the same ISO has descriptors of its own. */
    private int innerBlock() throws IOException {
        for (IsoTables.Slot slot : Stream.concat(tables.mbr().stream(), tables.gpt().stream()).toList()) {
            long head = slot.at() + SystemArea.BYTES;
            boolean isInner = slot.first() >= Blocks.SYSTEM_AREA * Blocks.SECTORS && slot.at() < places.beginBytes()
                && slot.first() % Blocks.SECTORS == 0 && head <= volume.sizeBytes() - Blocks.BYTES
                && new String(volume.read(head, 6).array(), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .equals("\u0001CD001");
            if (isInner) {
                return (int) (slot.first() / Blocks.SECTORS);
            }
        }
        return 0;
    }

    private void lost() {
        if (heads.hasUdf()) {
            notKept.add("its UDF filesystem is lost");
        }
        byte[] system = tables.system();
        for (int at : new int[] {512, Blocks.BYTES}) {
            if (system[at] == 'P' && system[at + 1] == 'M' && system[at + 2] == 0 && system[at + 3] == 0) {
                notKept.add("its Apple partition map is lost");
                return;
            }
        }
    }
}
