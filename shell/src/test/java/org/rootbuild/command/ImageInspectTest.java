package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.TableKind;
import org.rootbuild.raid.MdArray;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.raid.MdUuid;
import org.rootbuild.raid.MdVersion;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;
import tools.jackson.jr.ob.JSON;

class ImageInspectTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void makeDisk() throws IOException {
        desk = Desk.at(folder);
        PartitionTable table = LayoutRequest.of(TableKind.GPT, OptionalLong.of(64 * MIB), List.of(
            PartitionRequest.named("first").withExtent(new Extent.Bytes(8 * MIB)),
            PartitionRequest.named("data").withType("raid"))).solve().table();
        try (FileVolume disk = FileVolume.create(folder.resolve("d.img"), 64 * MIB)) {
            table.replace(table.partition(1).orElseThrow().withName("bad\u001b[31mname")).write(disk);
            Volume member = table.open(disk, table.partition(2).orElseThrow());
            MdSuperblock.of(MdArray.mirror(MdVersion.V1_2, MdUuid.parse("0123456789abcdef0123456789abcdef")
                .orElseThrow(), 1, 0).withName("box:2"), 0, member.sizeBytes()).write(member);
        }
    }

    @Test
    void showsPartitionsForPeopleWithoutWhatATerminalWouldActOn() {
        Desk.Said said = desk.call("image", "inspect", "d.img");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().startsWith("d.img (raw):\ndisk of 64 MiB (67108864 bytes), gpt "), said.out());
        assertTrue(said.out().contains("md 1.2 raid1 member 0 of 1 'box:2' 01234567:89abcdef"), said.out());
        assertTrue(said.out().indexOf('\u001b') < 0, said.out());
    }

    @Test
    void showsThemForProgramsInAnyFormat() throws Exception {
        Process convert = new ProcessBuilder("qemu-img", "convert", "-O", "qcow2", "d.img", "d.qcow2")
            .directory(folder.toFile()).inheritIO().start();
        assertEquals(0, convert.waitFor());
        for (String file : List.of("d.img", "d.qcow2")) {
            Desk.Said said = desk.call("image", "inspect", file, "--json");
            assertEquals(0, said.status(), said.errors());
            Map<String, Object> form = JSON.std.mapFrom(said.out());
            assertEquals(1, form.get("v"));
            assertEquals(file.equals("d.img") ? "raw" : "qcow2", form.get("format"));
            Map<?, ?> second = (Map<?, ?>) ((List<?>) form.get("partitions")).get(1);
            assertEquals("raid", second.get("type"));
            assertEquals("a19d880f-05fc-4d3b-a006-743f0f84911e", second.get("typeId"));
            assertEquals("box:2", ((Map<?, ?>) second.get("contents")).get("label"));
        }
    }

    @Test
    void whatCannotBeReadIsToldInASentence() throws IOException {
        assertEquals(1, desk.call("image", "inspect", "none.img").status());
        Files.createFile(folder.resolve("empty.img"));
        for (String file : List.of("none.img", ".")) {
            Desk.Said said = desk.call("image", "inspect", file);
            assertEquals(1, said.status(), said.out());
            assertTrue(said.errors().startsWith("rootbuild: ") && !said.errors().contains("bug"), said.errors());
        }
        assertTrue(desk.call("image", "inspect", "empty.img").out().contains("holds empty"));
        assertEquals(2, desk.call("image").status());
        assertEquals(2, desk.call("image", "inspect").status());
        Files.writeString(folder.resolve("half.qcow2"), "QFI\u00fb and no more");
        Desk.Said half = desk.call("image", "inspect", "half.qcow2");
        assertTrue(!half.errors().contains("bug"), half.errors());
    }
}
