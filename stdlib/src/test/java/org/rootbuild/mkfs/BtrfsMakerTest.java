package org.rootbuild.mkfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Tools;

/** Runs as root: only root may make the folder that mkfs.btrfs takes owners from. */
class BtrfsMakerTest {
    private static final UUID ID = UUID.fromString("12345678-9abc-4def-8123-456789abcdef");

    @TempDir
    Path folder;

    private Yard yard;

    @BeforeEach
    void begin() {
        yard = new Yard(folder);
    }

    @AfterEach
    void end() {
        yard.close();
    }

    private BtrfsMaker usual() throws IOException {
        return new BtrfsMaker(BtrfsOptions.of("root of it", ID), yard.surroundings());
    }

    @Test
    void btrfsChecksAndRestoresWhatWasGiven() throws Exception {
        Grove tree = Grove.usual().xattr("etc/passwd", "user.x", Grove.bytes("y")).file("etc/a b", "c", 0644, 7, 8);
        Path image = yard.make("a", usual(), tree, usual().neededBytes(tree));
        yard.run("btrfs", "check", "--readonly", image.toString());
        String facts = yard.run("blkid", "-p", "-o", "export", image.toString());
        assertTrue(facts.contains("LABEL=root\\ of\\ it\n") && facts.contains("UUID=" + ID + "\n"), facts);
        Path out = Files.createDirectory(folder.resolve("out"));
        yard.run("btrfs", "restore", "-m", "-S", "-x", image.toString(), out.toString());
        assertEquals("root:x:0:0\n", Files.readString(out.resolve("etc/passwd")));
        assertEquals(7, Files.getAttribute(out.resolve("etc/a b"), "unix:uid"));
        assertEquals(320_000, Files.size(out.resolve("etc/large")));
        assertTrue(yard.run("getfattr", "-n", "user.x", out.resolve("etc/passwd").toString()).contains("=\"y\""));
        String items = yard.run("btrfs", "inspect-internal", "dump-tree", "-t", "5", image.toString());
        boolean numbers = !items.matches("(?s).* mode 20666 [^\\n]* rdev 0\\n.*");
        assertTrue(items.matches("(?s).* mode 20666 .*") && numbers == yard.notes.isEmpty(), yard.notes + items);
        assertEquals(List.of(), yard.left());
        Yard.damage(image, 65536, 4096);
        assertThrows(CommandFailed.class, () -> yard.run("btrfs", "check", "--readonly", image.toString()),
            "the oracle sees damage");
    }

    @Test
    void whatIsTooSmallIsRefused() {
        Grove tree = Grove.usual();
        Failure tiny = assertThrows(Failure.class, () -> yard.make("a", usual(), tree, 100_000));
        assertTrue(tiny.getMessage().contains("and there are 100000"), tiny.getMessage());
        assertThrows(Failure.class, () -> yard.make("b", usual(), tree, 20 << 20));
    }

    @Test
    void withoutTheToolOrThePowerAPersonIsToldWhatToDo() throws Exception {
        HostLacks lacks = assertThrows(HostLacks.class, () -> yard.make("a", new BtrfsMaker(BtrfsOptions.of("", ID),
            yard.surroundings(new Tools(folder.toString()))), Grove.usual(), 200 << 20));
        assertTrue(lacks.remedy().contains("apt-get install btrfs-progs"), lacks.remedy());
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String name : List.of("mkfs.btrfs", "rm")) {
            Files.createSymbolicLink(tools.resolve(name), Yard.TOOLS.find(name));
        }
        // A tar that may give nothing away.
        Files.writeString(tools.resolve("tar"), "#!/bin/sh\nexec setpriv --bounding-set=-chown,-mknod --inh-caps=-all "
            + "--reuid=65534 --clear-groups /usr/bin/tar \"$@\"\n");
        assertTrue(tools.resolve("tar").toFile().setExecutable(true));
        HostLacks powerless = assertThrows(HostLacks.class, () -> yard.make("b", new BtrfsMaker(BtrfsOptions.of("", ID),
            yard.surroundings(new Tools(tools.toString()))), Grove.usual(), 200 << 20));
        assertTrue(powerless.remedy().contains("Build as root"), powerless.remedy());
        assertEquals(List.of(), yard.left());
    }

    @Test
    void subvolumesNeedAToolThatMakesThem() throws Exception {
        BtrfsMaker maker = new BtrfsMaker(new BtrfsOptions("", ID, List.of("etc")), yard.surroundings());
        boolean able = yard.run("mkfs.btrfs", "--help").contains("--subvol");
        if (able) {
            Path image = yard.make("a", maker, Grove.usual(), 200 << 20);
            assertTrue(yard.run("btrfs", "inspect-internal", "dump-tree", "-t", "1", image.toString())
                .contains("name: etc"));
        } else {
            HostLacks lacks = assertThrows(HostLacks.class, () -> yard.make("a", maker, Grove.usual(), 200 << 20));
            assertTrue(lacks.remedy().contains("6.12"), lacks.remedy());
        }
    }
}
