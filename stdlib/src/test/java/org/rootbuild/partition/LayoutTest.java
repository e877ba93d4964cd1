package org.rootbuild.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.compress.HostTool;
import org.rootbuild.partition.PartitionRequest.Role;
import org.rootbuild.problem.Failure;

class LayoutTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private static PartitionRequest sized(String name, long mib) {
        return PartitionRequest.named(name).withExtent(new Extent.Bytes(mib * MIB));
    }

    private static LayoutRequest on(TableKind kind, long mib, PartitionRequest... partitions) {
        return LayoutRequest.of(kind, mib == 0 ? OptionalLong.empty() : OptionalLong.of(mib * MIB),
            List.of(partitions));
    }

    /** Number, first and last sector, in the order of the request. */
    private static List<String> places(LayoutRequest request) {
        Layout layout = request.solve();
        assertEquals(List.of(), layout.problems());
        return layout.partitions().stream()
            .map(one -> one.number() + ": " + one.firstSector() + "-" + one.lastSector()).toList();
    }

    private static List<String> problems(LayoutRequest request) {
        Layout layout = request.solve();
        assertTrue(layout.solved().isEmpty());
        assertThrows(Failure.class, layout::table);
        return layout.problems().stream().map(LayoutProblem::sentence).toList();
    }

    @Test
    void theLayoutOfDsmIsMadeToTheSector() throws IOException {
        LayoutRequest dsm = on(TableKind.MBR, 20480,
            PartitionRequest.named("boot").withType("fat16").withFlags(List.of("active"))
                .withStart(new Start.AtSector(2048)).withExtent(new Extent.ToSector(2099199)),
            PartitionRequest.named("system").withType("raid").withStart(new Start.AtSector(2101248))
                .withExtent(new Extent.ToSector(7081727)),
            PartitionRequest.named("swap").withType("raid").withStart(new Start.AtSector(7081728))
                .withExtent(new Extent.Sectors(4194304)),
            PartitionRequest.named("data").withType("raid").withStart(new Start.AtSector(11536384)));
        assertEquals(List.of("1: 2048-2099199", "2: 2101248-7081727", "3: 7081728-11276031", "4: 11536384-41943039"),
            places(dsm));
        Disk ours = Disk.of(folder, "ours.img", 20480 * MIB);
        ours.write(dsm.solve().table());
        Disk theirs = Disk.of(folder, "theirs.img", 20480 * MIB);
        HostTool.sh(folder, "parted -s theirs.img mktable msdos mkpart primary fat16 2048s 2099199s set 1 boot on"
            + " mkpart primary 2101248s 7081727s set 2 raid on mkpart primary 7081728s 11276031s set 3 raid on"
            + " mkpart primary 11536384s 100% set 4 raid on");
        assertEquals(Reader.partitions(theirs.file()), Reader.partitions(ours.file()));
    }

    @Test
    void restIsWhatIsLeftAndWhatFollowsItStandsAtTheEnd() {
        assertEquals(List.of("1: 2048-22527", "2: 22528-165887", "3: 165888-176127", "4: 176128-202751"),
            places(on(TableKind.GPT, 100, sized("a", 10), PartitionRequest.named("rest"), sized("c", 5),
                sized("d", 13))));
        assertEquals(List.of("1: 2048-204759"), places(on(TableKind.GPT, 100, PartitionRequest.named("all"))));
        assertEquals(List.of("1: 2048-204799"), places(on(TableKind.MBR, 100, PartitionRequest.named("all"))));
    }

    @Test
    void restEndsBeforeWhatHasAPlaceOfItsOwn() {
        assertEquals(List.of("1: 2048-99999", "2: 100000-100009", "3: 100352-204759"),
            places(on(TableKind.GPT, 100, PartitionRequest.named("rest"),
                sized("fixed", 0).withStart(new Start.AtSector(100000)).withExtent(new Extent.Sectors(10)),
                PartitionRequest.named("another rest"))));
    }

    @Test
    void numbersCanBeOutOfOrder() {
        assertEquals(List.of("3: 2048-4095", "1: 4096-6143", "2: 6144-8191"), places(on(TableKind.GPT, 100,
            sized("a", 1).withNumber(3), sized("b", 1), sized("c", 1))));
    }

    @Test
    void moreThanFourOnAnMbrBecomeLogicalOnes() throws IOException {
        LayoutRequest request = on(TableKind.MBR, 100, sized("a", 1), sized("b", 1), sized("c", 1), sized("d", 1),
            sized("e", 1), PartitionRequest.named("f"));
        assertEquals(List.of("1: 2048-4095", "2: 4096-6143", "3: 6144-8191", "5: 10240-12287", "6: 14336-16383",
            "7: 18432-204799"), places(request));
        assertEquals("4: 8192-204799", ((Mbr) request.solve().table()).extended()
            .map(one -> one.number() + ": " + one.firstSector() + "-" + one.lastSector()).orElseThrow());
        Disk disk = Disk.of(folder, "d.img", 100 * MIB);
        disk.write(request.solve().table());
        assertTrue(HostTool.sh(folder, "sfdisk --verify d.img 2>&1").contains("No errors detected"));
        assertEquals(Reader.partitions(request.solve().table()), Reader.partitions(disk.file()));
        assertEquals(List.of("1: 2048-4095", "5: 6144-8191", "3: 8192-10239"), places(on(TableKind.MBR, 100,
            sized("a", 1), sized("b", 1).withRole(Role.LOGICAL), sized("c", 1))));
    }

    @Test
    void withoutASizeTheContentsDecide() throws IOException {
        LayoutRequest request = on(TableKind.GPT, 0, sized("esp", 64), PartitionRequest.named("root")
            .withNeededBytes(123 * MIB + 5));
        Layout layout = request.solve();
        assertEquals(190 * MIB, layout.diskBytes());
        assertEquals(List.of("1: 2048-133119", "2: 133120-387071"), places(request));
        Disk disk = Disk.of(folder, "d.img", layout.diskBytes());
        disk.write(layout.table());
        assertTrue(HostTool.sh(folder, "sgdisk -v d.img").contains("No problems found"));
    }

    @Test
    void everyProblemIsToldAtOnce() {
        List<String> told = problems(on(TableKind.GPT, 100,
            sized("a", 10).withStart(new Start.AtSector(2048)).withNeededBytes(11 * MIB),
            sized("b", 10).withStart(new Start.AtSector(4096)).withNumber(1),
            sized("c", 1).withNumber(1).withUuid("c-1"), sized("d", 200).withType("linucks"),
            sized("e", 1).withStart(new Start.AtSector(3)).withFlags(List.of("active", "raid")),
            sized("x".repeat(37), 1).withStart(new Start.AtByte(1000)).withNumber(129),
            sized("g", 1).withStart(new Start.AtSector(190000)).withExtent(new Extent.ToSector(180000))));
        for (String words : List.of("'a' is of 10 MiB (10485760 bytes), but its contents need 11 MiB",
            "'a' (sectors 2048 to 22527) and the partition 'b' (4096 to 24575) overlap",
            "'c' is to have the number 1, which the partition 'b' has", "'c' has a UUID of a wrong form",
            "'d' is of a type that nobody knows: 'linucks'", "'d' ends at sector", "'e' begins at sector 3",
            "'e' has the flag 'active', which a GPT has not", "'e' has a flag that there is not: 'raid'",
            "name of 37 UTF-16 units", "is to begin at byte 1000, which is not a whole number of sectors",
            "is to have the number 129", "'g' would have -9999 sectors")) {
            assertEquals(1, told.stream().filter(one -> one.contains(words)).count(), words + " in " + told);
        }
    }

    @Test
    void whatAnMbrCannotIsTold() {
        List<String> told = problems(on(TableKind.MBR, 3 << 20, sized("a", 100).withUuid("x").withType("bios-boot"),
            PartitionRequest.named("rest").withFlags(List.of("active", "read-only")),
            sized("late", 5).withFlags(List.of("active"))));
        for (String words : List.of("'a' has a UUID, but an MBR stores none", "'bios-boot', which an MBR cannot say",
            "'rest' ends at sector", "'late' ends at sector", "are both active", "the flag 'read-only'")) {
            assertEquals(1, told.stream().filter(one -> one.contains(words)).count(), words + " in " + told);
        }
        assertTrue(told.get(told.size() - 1).contains("both active"));
        assertEquals(1, problems(on(TableKind.MBR, 100, sized("a", 1).withNumber(1), sized("b", 1).withNumber(2),
            sized("c", 1).withNumber(3), sized("d", 1).withNumber(4), sized("e", 1))).size());
        assertTrue(problems(on(TableKind.MBR, 100, sized("a", 1).withRole(Role.LOGICAL),
            sized("b", 1).withRole(Role.PRIMARY), sized("c", 1).withNumber(7))).toString()
            .contains("stands between logical ones"));
        assertTrue(problems(on(TableKind.MBR, 100, sized("a", 1), sized("b", 1).withRole(Role.LOGICAL)
            .withStart(new Start.AtSector(4096)))).toString().contains("needs one free sector there"));
    }

    @Test
    void disksThatCannotBeAreTold() {
        PartitionRequest rest = PartitionRequest.named("r");
        assertTrue(problems(on(TableKind.GPT, 100, rest).withSectorSize(520)).get(0).contains("520"));
        assertTrue(problems(on(TableKind.GPT, 100, rest).withAlignment(1000)).get(0).contains("alignment"));
        assertTrue(problems(on(TableKind.GPT, 0, rest)).get(0).contains("a disk that has no size"));
        assertTrue(problems(on(TableKind.GPT, 100, rest, rest)).get(0).contains("both take the rest"));
        assertTrue(problems(on(TableKind.GPT, 100, rest).withDiskId("1a2b3c4d")).get(0).contains("form of a UUID"));
        assertTrue(problems(on(TableKind.MBR, 100, rest).withDiskId("zz")).get(0).contains("an MBR's signature"));
        assertTrue(problems(on(TableKind.GPT, 100, sized("x", Long.MAX_VALUE / MIB))).get(0).contains("larger than"));
        assertEquals(1, problems(LayoutRequest.of(TableKind.GPT, OptionalLong.of(MIB + 1), List.of())).size());
    }

    @Test
    void theSameRequestGivesTheSameIds() throws IOException {
        LayoutRequest request = on(TableKind.GPT, 100, sized("a", 1), sized("b", 1));
        assertEquals(request.solve().table().partitions(), request.solve().table().partitions());
        assertEquals(request.solve().table().diskId(), request.solve().table().diskId());
    }
}
