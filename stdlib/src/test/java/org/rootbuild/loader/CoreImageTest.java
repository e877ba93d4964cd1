package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FolderTree;
import org.tukaani.xz.LZMAInputStream;

/** core.img beside the one that grub-mkimage makes of the same modules. */
class CoreImageTest {
    private static final List<String> USUAL = List.of("biosdisk", "part_gpt", "part_msdos", "ext2", "fat", "normal",
        "linux", "search", "serial", "configfile");

    @TempDir
    Path folder;

    @Test
    void itUnpacksToTheSameBytesAsTheOneOfGrubMkimage() throws Exception {
        byte[] theirs = mkimage(USUAL, "(,gpt2)/boot/grub", Optional.of("set a=b\n"));
        byte[] ours = CoreImage.of(host(), USUAL, "(,gpt2)/boot/grub", Optional.of("set a=b\n")).bytes();
        assertSameModules(unpacked(theirs), unpacked(ours));
        assertArrayEquals(Arrays.copyOf(theirs, 500), Arrays.copyOf(ours, 500), "diskboot.img");
        assertTrue(ours.length < theirs.length * 1.01, ours.length + " beside " + theirs.length + " bytes");
    }

    @Test
    void withOneModuleAndNoConfigurationTheyAreTheSameToo() throws Exception {
        byte[] theirs = mkimage(List.of("fat"), "/boot/grub", Optional.empty());
        byte[] ours = CoreImage.of(host(), List.of("fat"), "/boot/grub", Optional.empty()).bytes();
        assertSameModules(unpacked(theirs), unpacked(ours));
        assertEquals(0, ours.length % 512);
    }

    /** The order of modules is free as long as each comes after what it needs; theirs is another one than ours. */
    private static void assertSameModules(byte[] theirs, byte[] ours) {
        int kernel = find(theirs);
        assertEquals(kernel, find(ours));
        assertArrayEquals(Arrays.copyOf(theirs, kernel), Arrays.copyOf(ours, kernel), "the kernel");
        List<String> expected = objects(theirs, kernel);
        List<String> found = objects(ours, kernel);
        assertEquals(expected.get(expected.size() - 1), found.get(found.size() - 1), "the prefix");
        assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
    }

    private static int find(byte[] plain) {
        ByteBuffer in = Bytes.of(plain);
        for (int at = 0; at < plain.length - 12; at += 4) {
            if (in.getInt(at) == 0x676d696d && in.getInt(at + 4) == 12) {
                return at;
            }
        }
        throw new AssertionError("no modules");
    }

    private static List<String> objects(byte[] plain, int kernel) {
        ByteBuffer in = Bytes.of(plain);
        assertEquals(plain.length - kernel, in.getInt(kernel + 8), "the size of all");
        List<String> objects = new ArrayList<>();
        for (int at = kernel + 12; at < plain.length; at += in.getInt(at + 4)) {
            objects.add(in.getInt(at) + " " + new String(plain, at, in.getInt(at + 4), StandardCharsets.ISO_8859_1));
        }
        return objects;
    }

    @Test
    void aModuleThatIsNotThereIsNamed() throws Exception {
        GrubFiles files = host();
        Failure failure = assertThrows(Failure.class,
            () -> CoreImage.of(files, List.of("fat", "ext5", "reiser6"), "/", Optional.empty()));
        assertTrue(failure.getMessage().endsWith("has no module ext5, reiser6"), failure.getMessage());
    }

    @Test
    void tooManyModulesAreRefusedWithTheSizes() throws Exception {
        GrubFiles files = host();
        List<String> all = files.loadable().keySet().stream().filter(name -> name.endsWith(".mod"))
            .map(name -> name.replace(".mod", "")).toList();
        Failure failure = assertThrows(Failure.class,
            () -> CoreImage.of(files, all, "/boot/grub", Optional.empty()));
        assertTrue(failure.getMessage().contains("and a BIOS can load 458240"), failure.getMessage());
    }

    @Test
    void aDamagedKernelIsRefused() throws Exception {
        byte[] kernel = host().read("kernel.img");
        for (int cut : new int[] {0, 10, 60, kernel.length / 2}) {
            assertThrows(Failure.class, () -> KernelImage.flat(Arrays.copyOf(kernel, cut), "a test"), "cut at " + cut);
        }
        byte[] wild = kernel.clone();
        Bytes.of(wild).putInt(52 + 8, 0x7fffffff);
        assertThrows(Failure.class, () -> KernelImage.flat(wild, "a test"));
    }

    @Test
    void modulesThatNeedEachOtherInACircleAreRefused() throws Exception {
        var tree = AddedFiles.at(0).file("usr/lib/grub/i386-pc/moddep.lst", Content.of("a: b\nb: c\nc: a\n")).build();
        GrubFiles files = new GrubFiles(tree, GrubFiles.BIOS, "a test");
        Failure failure = assertThrows(Failure.class, () -> files.withDependencies(List.of("a")));
        assertTrue(failure.getMessage().contains("a → b → c"), failure.getMessage());
    }

    @Test
    void aPackageWithoutGrubIsNamedWithTheOneToTake() {
        Failure failure = assertThrows(Failure.class,
            () -> new GrubFiles(AddedFiles.at(0).build(), GrubFiles.BIOS, "busybox.deb"));
        assertEquals("busybox.deb has no /usr/lib/grub/i386-pc", failure.getMessage());
        assertTrue(failure.remedy().contains("grub-pc-bin"), failure.remedy());
    }

    static GrubFiles host() throws IOException {
        return new GrubFiles(new FolderTree(Path.of("/")), GrubFiles.BIOS, "this host");
    }

    private byte[] mkimage(List<String> modules, String prefix, Optional<String> configuration) throws Exception {
        Path image = folder.resolve("theirs.img");
        List<String> line = new ArrayList<>(List.of("grub-mkimage", "-O", "i386-pc", "-p", prefix, "-o",
            image.toString()));
        if (configuration.isPresent()) {
            Path file = Files.writeString(folder.resolve("early.cfg"), configuration.get());
            line.addAll(List.of("-c", file.toString()));
        }
        line.addAll(modules);
        assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor());
        return Files.readAllBytes(image);
    }

    private static byte[] unpacked(byte[] image) throws IOException {
        ByteBuffer in = Bytes.of(image);
        int packed = in.getInt(512 + 8);
        int plain = in.getInt(512 + 12);
        int start = 512 + 2848;
        var stream = new ByteArrayInputStream(image, start, packed);
        byte[] bytes = new LZMAInputStream(stream, plain, (byte) ((2 * 5 + 0) * 9 + 3), 1 << 16).readAllBytes();
        assertEquals(plain, bytes.length);
        return bytes;
    }
}
