package org.rootbuild.mkfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Tools;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

class SquashfsMakerTest {
    private static final long SIZE = 1 << 20;

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

    private SquashfsMaker usual() throws IOException {
        return new SquashfsMaker(SquashfsOptions.usual(Grove.TIME), yard.surroundings());
    }

    @Test
    void anImageWhoseFilesAreOthersOrCannotBeReadIsRefused() throws Exception {
        Path image = yard.make("a", usual(), Grove.usual(), SIZE);
        new SquashfsCheck(Grove.usual()).check(image);
        Failure other = assertThrows(Failure.class, () -> new SquashfsCheck(Grove.usual()
            .file("etc/second", "hullo!", 0640, 1000, 42)).check(image));
        assertTrue(other.getMessage().contains("/etc/second is damaged"), other.getMessage());
        byte[] bytes = Files.readAllBytes(image);
        // The contents come behind the superblock of 96 bytes.
        java.util.Arrays.fill(bytes, 96, 110, (byte) 0xff);
        Failure damaged = assertThrows(Failure.class,
            () -> new SquashfsCheck(Grove.usual()).check(Files.write(folder.resolve("b"), bytes)));
        assertTrue(damaged.remedy().contains("fragments: false"), damaged.remedy());
    }

    @Test
    void unsquashfsFindsOwnersDevicesLinksAndTimes() throws Exception {
        Path image = yard.make("a", usual(), Grove.usual().file("etc/a b", "blank", 0644, 0, 0), SIZE);
        String listing = yard.run("unsquashfs", "-lln", "-UTC", image.toString());
        assertTrue(listing.matches("(?s).*drwxrwxrwt 0/0 .*2020-09-13 12:26 squashfs-root/tmp\\n.*"), listing);
        assertTrue(listing.matches("(?s).*crw-rw-rw- 0/0 +1, *3 .* squashfs-root/dev/null\\n.*"), listing);
        assertTrue(listing.matches("(?s).*brw-rw---- 0/6 +254, *0 .* squashfs-root/dev/vda\\n.*"), listing);
        assertTrue(listing.matches("(?s).*prw------- 0/0 .* squashfs-root/dev/pipe\\n.*"), listing);
        assertTrue(listing.matches("(?s).*-rwsr-xr-x 0/0 +2 .* squashfs-root/etc/su\\n.*"), listing);
        assertTrue(listing.matches("(?s).*-rw-r----- 1000/42 +6 .* squashfs-root/etc/second\\n.*"), listing);
        assertTrue(listing.contains("squashfs-root/etc/a b\n") && listing.contains("squashfs-root/etc/ünïcode\n"));
        yard.run("unsquashfs", "-d", folder.resolve("out").toString(), image.toString());
        assertEquals(Files.getAttribute(folder.resolve("out/etc/first"), "unix:ino"),
            Files.getAttribute(folder.resolve("out/etc/second"), "unix:ino"));
        assertEquals(320_000, Files.size(folder.resolve("out/etc/large")));
        assertEquals(List.of(), yard.left());
        Yard.damage(image, 0, 64);
        assertThrows(CommandFailed.class, () -> yard.run("unsquashfs", "-lln", image.toString()), "the oracle");
    }

    @Test
    void attributesOfUsersAndOfSecurityAreKeptAndAccessListsAreNot() throws Exception {
        byte[] capability = {1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        Grove tree = Grove.usual().xattr("etc/su", "security.capability", capability)
            .xattr("etc/passwd", "user.text", Grove.bytes("value"))
            .xattr("etc/empty", "system.posix_acl_access", new byte[] {2, 0, 0, 0});
        Path image = yard.make("a", usual(), tree, SIZE);
        yard.run("unsquashfs", "-d", folder.resolve("out").toString(), image.toString());
        assertTrue(yard.run("getfattr", "-n", "user.text", folder.resolve("out/etc/passwd").toString())
            .contains("user.text=\"value\""));
        assertTrue(yard.run("getcap", folder.resolve("out/etc/su").toString()).contains("cap_net_bind_service=ep"));
        assertEquals(List.of("A squashfs holds no access lists, so those of /etc/empty are lost."), yard.notes);
    }

    @ParameterizedTest
    @CsvSource({"gzip, 9", "xz,", "zstd, 22", "lz4,", "lzo, 1"})
    void twoRunsGiveTheSameBytesInEveryCompression(String compression, Integer level) throws Exception {
        SquashfsOptions options = new SquashfsOptions(compression,
            level == null ? OptionalInt.empty() : OptionalInt.of(level), 65536, false, 7);
        Path one = yard.make("one", new SquashfsMaker(options, yard.surroundings()), Grove.usual(), SIZE);
        Path two = yard.make("two", new SquashfsMaker(options, yard.surroundings()), Grove.usual(), SIZE);
        assertEquals(-1, Files.mismatch(one, two));
        String facts = yard.run("unsquashfs", "-s", one.toString());
        assertTrue(facts.contains("Compression " + compression + "\n") && facts.contains("Block size 65536\n"), facts);
        assertTrue(facts.contains("1970"), facts);
    }

    @Test
    void theSizeItNeedsIsExact() throws Exception {
        Grove tree = Grove.usual();
        SquashfsMaker maker = usual();
        long needed = maker.neededBytes(tree);
        Failure tooSmall = assertThrows(Failure.class, () -> yard.make("small", maker, tree, needed - 1));
        assertTrue(tooSmall.getMessage().contains(needed + " bytes, and there are " + (needed - 1)),
            tooSmall.getMessage());
        yard.run("unsquashfs", "-lln", yard.make("a", maker, tree, needed).toString());
        assertEquals(List.of(), yard.left());
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndNothingIsLeft() throws Exception {
        Content broken = new Content() {
            @Override
            public long sizeBytes() {
                return 100_000;
            }

            @Override
            public InputStream open() throws IOException {
                throw new Failure("etc/broken may not be read", "Allow it.");
            }
        };
        Grove tree = Grove.usual().with(new Entry.PlainFile("etc/broken", Attributes.ofRoot(0644, 0), broken));
        Failure told = assertThrows(Failure.class, () -> yard.make("a", usual(), tree, SIZE));
        assertEquals("etc/broken may not be read", told.getMessage());
        assertEquals(List.of(), yard.left());
    }

    @Test
    void aHostWithoutTheToolIsToldItsPackage() {
        HostLacks lacks = assertThrows(HostLacks.class, () -> yard.make("a", new SquashfsMaker(
            SquashfsOptions.usual(0), yard.surroundings(new Tools(folder.toString()))), Grove.usual(), SIZE));
        assertTrue(lacks.remedy().contains("apt-get install squashfs-tools"), lacks.remedy());
    }

    @Test
    void ownersTimesAttributesAndFragmentsAreLeftOutWhereThatIsWanted() throws Exception {
        Grove tree = Grove.usual().xattr("etc/passwd", "user.text", Grove.bytes("value"));
        SquashfsOptions all = SquashfsOptions.usual(77);
        SquashfsKept little = new SquashfsKept(false, false, SquashfsKept.Times.OF_MAKING, false, List.of());
        Path image = yard.make("a", new SquashfsMaker(all.keeping(little), yard.surroundings()), tree, SIZE);
        String facts = yard.run("unsquashfs", "-s", image.toString());
        assertTrue(facts.contains("Xattrs are not stored") && facts.contains("Fragments are not stored"), facts);
        String listing = yard.run("unsquashfs", "-lln", "-UTC", image.toString());
        assertTrue(listing.lines().filter(line -> line.contains("squashfs-root"))
            .allMatch(line -> line.contains(" 0/0 ") && line.contains(" 1970-01-01 00:01 ")), listing);
        SquashfsKept exact = new SquashfsKept(true, true, SquashfsKept.Times.EXACT, true, List.of("x86", "arm"));
        SquashfsOptions early = new SquashfsOptions("xz", OptionalInt.empty(), 1 << 20, false, 77, exact);
        String later = yard.run("unsquashfs", "-lln", "-UTC",
            yard.make("b", new SquashfsMaker(early, yard.surroundings()), tree, SIZE).toString());
        assertTrue(later.matches("(?s).*drwxrwxrwt 0/0 .*2020-09-13 12:26 squashfs-root/tmp\\n.*"), later);
        assertTrue(later.contains("1000/42"), later);
        assertThrows(IllegalArgumentException.class, () -> all.keeping(exact));
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        OptionalInt none = OptionalInt.empty();
        assertThrows(IllegalArgumentException.class, () -> new SquashfsOptions("rar", none, 4096, false, 0));
        OptionalInt one = OptionalInt.of(1);
        assertThrows(IllegalArgumentException.class, () -> new SquashfsOptions("xz", one, 4096, false, 0));
        assertThrows(IllegalArgumentException.class, () -> new SquashfsOptions("zstd", none, 5000, false, 0));
        assertThrows(IllegalArgumentException.class, () -> new SquashfsOptions("zstd", none, 4096, false, -1));
    }
}
