package org.rootbuild.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.partition.Gpt;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Volume;

/**
 * Looks at a disk and says what is on it. Nothing of it is trusted: what is damaged is told as such, and the rest is
 * still looked at.
 */
public final class Surveyor {
    private static final String EMPTY = "empty";

    private final List<SurveyOpener> openers;

    public Surveyor(List<SurveyOpener> openers) {
        this.openers = List.copyOf(openers);
    }

    /** A place with what was found there. */
    record Found(int partition, Volume volume, SurveyContents contents, Optional<FileTree> tree) {
    }

    /** @throws IOException when the image itself cannot be read */
    public Survey survey(Volume disk) throws IOException {
        List<String> notes = new ArrayList<>();
        Optional<PartitionTable> table = table(disk, notes);
        if (table.isEmpty()) {
            Found whole = found(0, disk, notes);
            List<SurveyBoot> boots = new SurveyBoots(disk, table, List.of(whole), notes).found();
            return new Survey(disk.sizeBytes(), Optional.empty(), List.of(), List.of(),
                Optional.of(whole.contents()), boots, notes);
        }
        List<SurveyPart> parts = new ArrayList<>();
        List<Found> all = new ArrayList<>();
        // An ISO that boots as a disk too is a filesystem from its first byte on, whatever the table says.
        Optional<Found> iso = SurveyIso.is(disk) ? Optional.of(filesystem(0, disk, notes)) : Optional.empty();
        iso.ifPresent(all::add);
        for (Partition one : table.get().partitions()) {
            Optional<SurveyContents> contents = Optional.empty();
            if (table.get().contentPartitions().contains(one)) {
                Found found = found(one.number(), table.get().open(disk, one), notes);
                if (iso.isEmpty() || !SurveyIso.is(found.volume())) {
                    all.add(found);
                }
                contents = Optional.of(found.contents());
            }
            parts.add(new SurveyPart(one, one.sectorCount() * table.get().sectorSize(), table.get().partUuid(one),
                contents));
        }
        List<SurveyBoot> boots = new SurveyBoots(disk, table, all, notes).found();
        return new Survey(disk.sizeBytes(), table.map(Surveyor::described), parts, table.get().gaps(),
            iso.map(Found::contents), boots, notes);
    }

    private static Optional<PartitionTable> table(Volume disk, List<String> notes) throws IOException {
        try {
            Optional<PartitionTable> table = PartitionTable.find(disk);
            table.ifPresent(one -> notes.addAll(one.notes()));
            return table;
        } catch (Failure damaged) {
            notes.add("the partition table cannot be read: " + damaged.getMessage());
            return Optional.empty();
        }
    }

    static String where(int partition) {
        return partition == 0 ? "the disk" : "partition " + partition;
    }

    private static Survey.Table described(PartitionTable table) {
        List<Integer> hybrid = table instanceof Gpt gpt ? gpt.hybrid().stream().map(Partition::number).toList()
            : List.of();
        return new Survey.Table(table.kind(), table.diskId(), table.sectorSize(), hybrid);
    }

    private Found found(int number, Volume place, List<String> notes) throws IOException {
        try {
            Optional<MdSuperblock> member = MdSuperblock.read(place);
            if (member.isPresent()) {
                return member(number, place, member.get(), notes);
            }
        } catch (Failure damaged) {
            notes.add(where(number) + ": " + damaged.getMessage());
        }
        return filesystem(number, place, notes);
    }

    private Found member(int number, Volume place, MdSuperblock member, List<String> notes) throws IOException {
        SurveyContents md = SurveyContents.of("md").withUuid(member.array().uuid().text())
            .withLabel(member.array().name()).withSize(member.data().lengthBytes());
        boolean holdsAll = member.array().level() == 1 || member.array().raidDisks() == 1;
        if (!holdsAll) {
            return new Found(number, place, md.withRaid(member, SurveyContents.of("unknown")), Optional.empty());
        }
        Found inside = filesystem(number, member.data(place), notes);
        return new Found(number, place, md.withRaid(member, inside.contents()), inside.tree());
    }

    private Found filesystem(int number, Volume place, List<String> notes) throws IOException {
        Optional<String> fault = Optional.empty();
        for (SurveyOpener opener : openers) {
            try {
                Optional<? extends Filesystem> opened = opener.open(place);
                if (opened.isPresent()) {
                    return new Found(number, place, facts(opened.get().facts()), Optional.of(opened.get().tree()));
                }
            } catch (Failure damaged) {
                fault = Optional.of(damaged.getMessage());
            }
        }
        SurveySignature head = new SurveySignature(place);
        SurveyContents contents = head.contents().orElseGet(() -> SurveyContents.of(head.isZero() ? EMPTY : "unknown"));
        if (fault.isPresent()) {
            notes.add(where(number) + ": " + fault.get());
            contents = contents.withFault(fault.get());
        }
        return new Found(number, place, contents, Optional.empty());
    }

    private static SurveyContents facts(Filesystem.Facts facts) {
        return new SurveyContents(facts.kind(), facts.label(), facts.uuid(), OptionalLong.of(facts.sizeBytes()),
            OptionalLong.of(facts.usedBytes()), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
