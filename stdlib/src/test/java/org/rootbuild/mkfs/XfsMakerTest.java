package org.rootbuild.mkfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

class XfsMakerTest {
    private static final UUID ID = UUID.fromString("12345678-9abc-4def-8123-456789abcdef");
    private static final long SIZE = 300L << 20;

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

    private XfsMaker usual() throws IOException {
        return new XfsMaker(new XfsOptions("root", ID, Grove.TIME), yard.surroundings());
    }

    private String inode(Path image, String path) throws Exception {
        return yard.run("xfs_db", "-r", "-c", "path " + path, "-c", "print core", image.toString());
    }

    @Test
    void xfsRepairIsContentAndXfsDbFindsWhatWasGiven() throws Exception {
        Grove tree = Grove.usual().xattr("etc/passwd", "user.x", Grove.bytes("y"));
        Path image = yard.make("a", usual(), tree, SIZE);
        yard.run("xfs_repair", "-n", "-f", image.toString());
        String facts = yard.run("blkid", "-p", "-o", "export", image.toString());
        assertTrue(facts.contains("LABEL=root\n") && facts.contains("UUID=" + ID + "\n"), facts);
        String second = inode(image, "/etc/second");
        assertTrue(second.contains("core.mode = 0100640\n") && second.contains("core.uid = 1000\n")
            && second.contains("core.gid = 42\n") && second.contains("core.size = 6\n"), second);
        assertTrue(inode(image, "/etc/su").contains("core.mode = 0104755\n"));
        assertTrue(inode(image, "/tmp").contains("core.mode = 041777\n"));
        assertTrue(inode(image, "/dev/null").contains("core.mode = 020666\n"));
        assertTrue(inode(image, "/etc/long").contains("core.size = 201\n"));
        assertEquals(List.of("mkfs.xfs gives all files the time of the making.",
            "mkfs.xfs takes no extended attributes, so those of /etc/passwd are lost.",
            "mkfs.xfs makes no hard links, so each of these is a file of its own: /etc/first, /etc/second."),
            yard.notes);
        assertEquals(List.of(), yard.left());
        Yard.damage(image, 0, 512);
        assertThrows(CommandFailed.class, () -> yard.run("xfs_repair", "-n", "-f", image.toString()), "the oracle");
    }

    @Test
    void namesThatNoPrototypeHoldsAreAllNamed() {
        Grove tree = Grove.usual().file("etc/a b", "", 0644, 0, 0).file("etc/$", "", 0644, 0, 0)
            .link("etc/link", "to here").file("etc/:colon", "", 0644, 0, 0);
        Failure refused = assertThrows(Failure.class, () -> yard.make("a", usual(), tree, SIZE));
        assertTrue(refused.getMessage().endsWith("/etc/$, /etc/:colon, /etc/a b, /etc/link"), refused.getMessage());
    }

    @Test
    void whatIsTooSmallIsRefusedWithBothSizes() throws Exception {
        assertEquals(SIZE, usual().neededBytes(Grove.usual()));
        Failure small = assertThrows(Failure.class, () -> yard.make("a", usual(), Grove.usual(), SIZE - 1));
        assertTrue(small.getMessage().contains("314572800 bytes, and there are 314572799"), small.getMessage());
        assertTrue(small.remedy().contains("300 MiB"), small.remedy());
    }

    @Test
    void aHostWithoutTheToolIsToldItsPackage() {
        HostLacks lacks = assertThrows(HostLacks.class, () -> yard.make("a", new XfsMaker(new XfsOptions("", ID, 0),
            yard.surroundings(new Tools(folder.toString()))), Grove.usual(), SIZE));
        assertTrue(lacks.remedy().contains("apt-get install xfsprogs"), lacks.remedy());
    }

    @Test
    void labelsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new XfsOptions("thirteen-char", ID, 0));
        assertThrows(IllegalArgumentException.class, () -> new XfsOptions("a b", ID, 0));
    }
}
