package org.rootbuild.verbs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rootbuild.disk.RaidMember;
import org.rootbuild.disk.StableIds;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.raid.MdArray;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.raid.MdUuid;
import org.rootbuild.raid.MdVersion;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** A member of an array that a recipe asks for. */
final class DiskRaid implements RaidMember {
    /** Members are made in steps of this many bytes: version 0.90 looks for its superblock at such places. */
    private static final long STEP_BYTES = 64 << 10;
    /** Of what is not a mirror, as mdadm takes it. */
    private static final int CHUNK_BYTES = 512 << 10;
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final Map<String, Integer> LEVELS = Map.ofEntries(Map.entry("linear", MdArray.LINEAR),
        Map.entry("0", 0), Map.entry("raid0", 0), Map.entry("stripe", 0), Map.entry("1", 1), Map.entry("raid1", 1),
        Map.entry("mirror", 1), Map.entry("4", 4), Map.entry("raid4", 4), Map.entry("5", 5), Map.entry("raid5", 5),
        Map.entry("6", 6), Map.entry("raid6", 6), Map.entry("10", 10), Map.entry("raid10", 10));

    private final MdArray array;
    private final int slot;

    private DiskRaid(MdArray array, int slot) {
        this.array = Objects.requireNonNull(array);
        this.slot = slot;
    }

    /**
     * Reads what was said.
     *
     * @param partition its name
     * @param onDisk    the formats of all members of arrays on the disk, this one among them
     * @throws IllegalArgumentException with a sentence for what cannot be
     */
    static DiskRaid of(Fields said, String partition, StableIds ids, List<Fields> onDisk, long epochSeconds) {
        int level = level(said);
        String metadata = said.findText("metadata").orElse("1.2");
        MdVersion version = MdVersion.named(metadata).orElseThrow(() -> new DiskMistake("there is no RAID metadata '"
            + metadata + "'", "It is 0.90, 1.0, 1.1 or 1.2." + Suggestion.sentence(metadata, List.of("0.90", "1.2"))));
        MdUuid uuid = uuid(said, partition, ids);
        int slot = slot(said);
        int devices = Math.toIntExact(said.findWhole("devices").orElse(1L));
        String name = said.findText("name").orElse("");
        if (version == MdVersion.V0_90 && !name.isEmpty()) {
            throw new DiskMistake("a RAID with metadata 0.90 has no name", "Leave name: out, or take metadata: '1.2'.");
        }
        if (slot < 0 || slot >= devices) {
            throw new DiskMistake("a RAID with devices: " + devices + " has no slot " + slot,
                "Slots are counted from 0; say how many devices: there are.");
        }
        requireKnownLevel(level, devices);
        MdArray array = MdArray.mirror(version, uuid, devices, epochSeconds).withName(name)
            .withLevel(level, 0, level == 1 ? 0 : CHUNK_BYTES)
            .withMissing(missing(said, uuid, devices, onDisk))
            .withPreferredMinor(Math.toIntExact(said.findWhole("number").orElse(0L)));
        if (array.missing().contains(slot)) {
            throw new DiskMistake("the slot " + slot + " of the RAID is this partition, and is to be missing as well",
                "Name other slots with missing:.");
        }
        return new DiskRaid(array, slot);
    }

    private static int level(Fields said) {
        return said.find("level").map(value -> value instanceof Value.Whole number ? (int) number.number()
            : value instanceof Value.Text text ? LEVELS.getOrDefault(text.text(), UNKNOWN) : UNKNOWN).orElse(1);
    }

    /** In a mirror each member holds everything, and the one member of a linear or striped array does too. */
    private static void requireKnownLevel(int level, int devices) {
        boolean isAlone = devices == 1 && (level == 0 || level == MdArray.LINEAR);
        if (level == 1 || isAlone) {
            return;
        }
        if (!LEVELS.containsValue(level)) {
            throw new DiskMistake("there is no such level of a RAID", "It is 1, 'linear' or 0.");
        }
        throw new DiskMistake("a member of a RAID of level " + (level == MdArray.LINEAR ? "linear" : level) + " holds"
            + " only a part of what the array shows and cannot be made alone",
            level <= 0 ? "Take devices: 1, or make a mirror: level: 1." : "Make a mirror, level: 1, and let"
                + " mdadm --grow"
            + " --level=" + level + " change it when all disks are there.");
    }

    private static MdUuid uuid(Fields said, String partition, StableIds ids) {
        String text = said.findText(DiskFormats.UUID).orElseGet(() -> ids.uuid("raid " + partition).toString());
        return MdUuid.parse(text).orElseThrow(() -> new DiskMistake("'" + text + "' is no UUID of a RAID",
            "Write it as mdadm prints it: 57d437b5:798159fc:3017a5a8:c86610be."));
    }

    private static int slot(Fields said) {
        return Math.toIntExact(said.findWhole("slot").orElse(0L));
    }

    /** Those that the recipe names, or those of which no partition of the disk is. */
    private static Set<Integer> missing(Fields said, MdUuid uuid, int devices, List<Fields> onDisk) {
        if (said.find("missing").isPresent()) {
            return said.list("missing").stream().map(one -> one instanceof Value.Whole number ? (int) number.number()
                : noSlot(one)).collect(Collectors.toSet());
        }
        Set<Integer> present = onDisk.stream().filter(one -> one.findText(DiskFormats.UUID).flatMap(MdUuid::parse)
            .filter(uuid::equals).isPresent()).map(DiskRaid::slot).collect(Collectors.toSet());
        present.add(slot(said));
        return IntStream.range(0, devices).boxed().filter(each -> !present.contains(each))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int noSlot(Value value) {
        throw new DiskMistake("'missing:' holds something else than slots", "Write numbers: missing: [0].");
    }

    @Override
    public long memberBytes(long dataBytes) throws Failure {
        long member = dataBytes / STEP_BYTES * STEP_BYTES + 3 * STEP_BYTES;
        while (true) {
            long room = member < 4 << 20 && array.version() != MdVersion.V0_90 ? -1 : data(member).lengthBytes();
            if (room >= dataBytes) {
                return member;
            }
            member += Math.max(STEP_BYTES, (dataBytes - room) / STEP_BYTES * STEP_BYTES);
        }
    }

    @Override
    public Range data(long memberBytes) throws Failure {
        return MdSuperblock.of(array, slot, memberBytes).data();
    }

    @Override
    public void write(Volume partition) throws IOException {
        MdSuperblock.of(array, slot, partition.sizeBytes()).write(partition);
    }
}
