package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;

/** Solves one request. */
final class LayoutSolver {
    /** Larger than any disk; numbers beyond it would not be counted right. */
    private static final long MOST_BYTES = 1L << 50;
    private static final long LEAST_BYTES = 128 << 10;
    private static final int MOST_PARTITIONS = 1024;

    private final LayoutRequest request;
    private final List<LayoutProblem> problems = new ArrayList<>();

    LayoutSolver(LayoutRequest request) {
        this.request = request;
    }

    Layout solve() {
        checkNumbers();
        if (!problems.isEmpty()) {
            return new Layout(problems, Optional.empty(), List.of(), List.of(), 0);
        }
        checkDisk();
        List<Wish> wishes = IntStream.range(0, request.partitions().size())
            .mapToObj(i -> new Wish(i, request.partitions().get(i), request.kind())).toList();
        LayoutForms forms = new LayoutForms(request, problems);
        UUID diskId = forms.diskId();
        forms.read(wishes, diskId);
        OptionalInt extended = new LayoutNumbers(request, problems).number(wishes);
        return places(wishes, diskId, extended);
    }

    private Layout places(List<Wish> wishes, UUID diskId, OptionalInt extended) {
        boolean gpt = request.kind() == TableKind.GPT;
        int entries = GptHeader.USUAL_ENTRIES;
        long reserved = gpt ? Gpt.reservedSectors(request.sectorSize(), entries) : 0;
        OptionalLong sectors = request.diskBytes().isPresent()
            ? OptionalLong.of(request.diskBytes().getAsLong() / request.sectorSize()) : OptionalLong.empty();
        OptionalLong end = sectors.isPresent() ? OptionalLong.of(sectors.getAsLong() - reserved) : OptionalLong.empty();
        new LayoutPlaces(request, wishes, 1 + reserved, end, problems).place();
        long total = sectors.orElseGet(() -> least(wishes, 1 + reserved, reserved));
        new LayoutChecks(request, wishes, problems).check(1 + reserved, total - reserved,
            reserved * request.sectorSize());
        long bytes = sectors.isPresent() ? request.diskBytes().getAsLong() : total * request.sectorSize();
        return problems.isEmpty() ? table(wishes, diskId, extended, total, bytes)
            : new Layout(problems, Optional.empty(), List.of(), List.of(), bytes);
    }

    private long least(List<Wish> wishes, long firstUsable, long reserved) {
        long step = Math.max(1, LayoutRequest.USUAL_ALIGNMENT_BYTES / request.sectorSize());
        long end = wishes.stream().mapToLong(Wish::end).max().orElse(firstUsable + 1);
        return LayoutPlaces.up(end + reserved, step);
    }

    private Layout table(List<Wish> wishes, UUID diskId, OptionalInt extended, long sectors, long bytes) {
        List<Partition> partitions = wishes.stream().filter(wish -> !wish.isOutside())
            .map(wish -> wish.partition(request.kind())).toList();
        try {
            PartitionTable table = request.kind() == TableKind.GPT
                ? Gpt.create(sectors, request.sectorSize(), diskId)
                : Mbr.create(sectors, request.sectorSize(), (int) (diskId.getMostSignificantBits() >>> 32));
            if (extended.isPresent()) {
                table = table.add(extended(wishes, extended.getAsInt()));
            }
            for (Partition one : partitions.stream().sorted(Comparator.comparingInt(Partition::number)).toList()) {
                table = table.add(one);
            }
            List<Range> places = wishes.stream().map(wish -> new Range(wish.first * request.sectorSize(),
                wish.count * request.sectorSize())).toList();
            return new Layout(List.of(), Optional.of(table), partitions, places, bytes);
        } catch (Failure refused) {
            return new Layout(List.of(new LayoutProblem(LayoutProblem.DISK, refused.getMessage(), refused.remedy())),
                Optional.empty(), List.of(), List.of(), bytes);
        }
    }

    /** As small as it can be, but for the step before the first logical partition. */
    private Partition extended(List<Wish> wishes, int number) {
        List<Wish> logical = wishes.stream().filter(Wish::isLogical).toList();
        long first = logical.stream().mapToLong(wish -> wish.first).min().orElseThrow();
        long end = logical.stream().mapToLong(Wish::end).max().orElseThrow();
        long step = Math.max(1, request.alignmentBytes() / request.sectorSize());
        long before = wishes.stream().filter(wish -> !wish.isLogical() && wish.end() <= first).mapToLong(Wish::end)
            .max().orElse(1);
        long start = Math.max(before, first - step);
        return new Partition(number, "", start, end - start, PartitionType.EXTENDED, Optional.empty(),
            PartitionFlags.NONE);
    }

    /** Those that nothing can be counted with. */
    private void checkNumbers() {
        if (!PartitionTable.SECTOR_SIZES.contains(request.sectorSize())) {
            add("sectors of " + request.sectorSize() + " bytes are not made", "Take 512 or 4096.");
        } else if (request.alignmentBytes() < request.sectorSize()
            || request.alignmentBytes() % request.sectorSize() != 0 || request.alignmentBytes() > MOST_BYTES) {
            add("an alignment of " + request.alignmentBytes() + " bytes is not a whole number of sectors",
                "Take a multiple of " + request.sectorSize() + "; usual is 1 MiB.");
        }
        if (request.diskBytes().orElse(LEAST_BYTES) < LEAST_BYTES || request.diskBytes().orElse(0) > MOST_BYTES) {
            add("a disk of " + request.diskBytes().getAsLong() + " bytes cannot be partitioned",
                "Take 128 KiB to 1 PiB.");
        }
        if (request.partitions().size() > MOST_PARTITIONS) {
            add("there are " + request.partitions().size() + " partitions", "No more than " + MOST_PARTITIONS
                + " are understood.");
        } else if (request.partitions().stream().anyMatch(this::isBeyondCounting)) {
            add("a partition's start or size is negative or larger than any disk", "Mend that number.");
        }
    }

    private void checkDisk() {
        long disk = request.diskBytes().orElse(0);
        if (disk % request.sectorSize() != 0) {
            add("a disk of " + disk + " bytes is not a whole number of sectors",
                "Take " + LayoutPlaces.up(disk, request.sectorSize()) + ".");
        }
    }

    private void add(String sentence, String remedy) {
        problems.add(new LayoutProblem(LayoutProblem.DISK, sentence, remedy));
    }

    private boolean isBeyondCounting(PartitionRequest one) {
        return isBeyond(one.neededBytes()) || isBeyond(bytes(one.start())) || isBeyond(bytes(one.extent()));
    }

    private static boolean isBeyond(long bytes) {
        return bytes < 0 || bytes > MOST_BYTES;
    }

    private long bytes(Start start) {
        return start instanceof Start.AtSector exact ? inBytes(exact.sector())
            : start instanceof Start.AtByte exact ? exact.at() : 0;
    }

    private long bytes(Extent extent) {
        return extent instanceof Extent.Sectors exact ? inBytes(exact.count())
            : extent instanceof Extent.ToSector exact ? inBytes(exact.last())
            : extent instanceof Extent.Bytes exact ? exact.count()
            : extent instanceof Extent.ToByte exact ? exact.end() : 0;
    }

    private long inBytes(long sectors) {
        int size = Math.max(1, request.sectorSize());
        return sectors > MOST_BYTES / size ? Long.MAX_VALUE : sectors * size;
    }
}
