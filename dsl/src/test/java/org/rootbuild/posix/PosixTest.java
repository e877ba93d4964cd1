package org.rootbuild.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call, against what coreutils say of its work. */
class PosixTest {
    @TempDir
    private Path folder;
    private Posix posix;
    private Path file;

    @BeforeEach
    void aFile() throws Exception {
        posix = Posix.load();
        file = Files.writeString(folder.resolve("fil\u00e9"), "text");
    }

    private String stat(Path of, String format) throws Exception {
        Process stat = new ProcessBuilder("stat", "--printf", format, of.toString()).start();
        return new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void ownerModeAndTimeAreSet() throws Exception {
        posix.setOwner(file, 70_000, 4_294_967_294L);
        posix.setMode(file, 06751);
        posix.setTime(file, -5, 123_456_789);
        assertEquals("70000 4294967294 6751 1969-12-31 23:59:55.123456789 +0000",
            stat(file, "%u %g %a ") + new String(new ProcessBuilder("date", "-u", "-r", file.toString(), "+%F %T.%N %z").start()
                .getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        FileStatus status = posix.status(file);
        assertEquals("70000 4294967294 6751 -5 123456789 4", status.owner() + " " + status.group() + " "
            + Integer.toOctalString(status.mode()) + " " + status.mtimeSeconds() + " " + status.mtimeNanos() + " "
            + status.sizeBytes());
    }

    @Test
    void javaAndTheKernelSayTheSameOfEveryKindOfFile() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path node = folder.resolve("node");
        posix.makeNode(node, FileStatus.BLOCKS, 4095, 1_048_575);
        Files.createLink(folder.resolve("second"), file);
        for (Path one : List.of(file, folder, link, node, Path.of("/dev/null"), Path.of("/proc/self/stat"))) {
            assertEquals(FileStatus.of(one).toString(), posix.status(one).toString());
        }
        assertThrows(NoSuchFileException.class, () -> posix.status(folder.resolve("none")));
    }

    @Test
    void onlyAFileOfJustThatLengthIsReadWhole() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(20).position(3);
        assertTrue(posix.readWhole(file, 4, buffer));
        assertEquals(7, buffer.position());
        assertEquals("text", StandardCharsets.UTF_8.decode(buffer.duplicate().flip().position(3)).toString());
        assertFalse(posix.readWhole(file, 3, buffer));
        assertFalse(posix.readWhole(file, 5, buffer));
        assertEquals(7, buffer.position());
        assertThrows(IllegalArgumentException.class, () -> posix.readWhole(file, 13, buffer));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThrows(PosixError.class, () -> posix.readWhole(link, 4, buffer));
    }

    @Test
    void linksThemselvesGetOwnersAndTimes() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        posix.setOwner(link, 3, 4);
        posix.setTime(link, 77, 0);
        assertEquals("3 4 77", stat(link, "%u %g %Y"));
        assertEquals("0", stat(file, "%u"));
    }

    @Test
    void nodesOfEveryKindAreMade() throws Exception {
        Path node = folder.resolve("node");
        for (int kind : new int[] {FileStatus.CHARACTERS, FileStatus.BLOCKS}) {
            posix.makeNode(node, kind, 0xabc, 0xfedcb);
            assertEquals((kind == FileStatus.BLOCKS ? "block" : "character") + " special file abc fedcb 600",
                stat(node, "%F %t %T %a"));
            assertEquals(0xabc, posix.status(node).major());
            assertEquals(0xfedcb, posix.status(node).minor());
            Files.delete(node);
        }
        posix.makeNode(node, FileStatus.PIPE, 0, 0);
        assertEquals("fifo", stat(node, "%F"));
        Files.delete(node);
        posix.makeNode(node, FileStatus.SOCKET, 0, 0);
        assertEquals("socket", stat(node, "%F"));
        Files.delete(node);
        posix.makeWhiteout(node);
        assertEquals("character special file 0 0", stat(node, "%F %t %T"));
    }

    @Test
    void extendedAttributesOfEverySpaceAreSetAndRead() throws Exception {
        byte[] large = new byte[3000];
        large[2999] = 9;
        posix.setXattr(file, "user.large", large);
        posix.setXattr(file, "trusted.none", new byte[0]);
        assertEquals(List.of("trusted.none", "user.large"), posix.xattrNames(file).stream().sorted().toList());
        assertArrayEquals(large, posix.xattr(file, "user.large").orElseThrow());
        assertArrayEquals(new byte[0], posix.xattr(file, "trusted.none").orElseThrow());
        posix.removeXattr(file, "user.large");
        assertEquals(Optional.empty(), posix.xattr(file, "user.large"));
    }

    @Test
    void anErrorSaysWhatWasDoneToWhatAndWhy() {
        PosixError error = assertThrows(PosixError.class, () -> posix.setMode(folder.resolve("none"), 0));
        assertEquals(PosixError.ENOENT, error.number());
        assertEquals(folder.resolve("none") + ": setting its permissions failed: No such file or directory",
            error.getMessage());
    }

    @Test
    void aFilesystemIsSynced() throws Exception {
        posix.syncFilesystem(file);
        assertThrows(PosixError.class, () -> posix.syncFilesystem(folder.resolve("none")));
    }
}
