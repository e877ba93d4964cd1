package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;

/** Images that standard tools made, changed by commands and by recipes, and looked at by standard tools. */
class ImageCommandTest {
    @TempDir
    Path folder;
    private Desk desk;

    /** A FAT partition called boot and one of ext4 called root. */
    @BeforeEach
    void makeDisk() throws Exception {
        desk = Desk.at(folder).write("content/etc/hostname", "old\n").write("content/etc/a/b", "b").write("new",
            "new\n");
        run("truncate", "-s", "64M", "disk.img");
        run("sgdisk", "-n", "1:2048:+20M", "-c", "1:boot", "-n", "2:0:+30M", "-c", "2:root", "disk.img");
        run("mkfs.vfat", "-F", "16", "--offset", "2048", "-h", "2048", "disk.img", "20480");
        run("mke2fs", "-q", "-t", "ext4", "-E", "offset=" + 43008 * 512, "-d", "content", "disk.img", "30M");
    }

    private String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), String.join(" ", words) + "\n" + said);
        return said;
    }

    private String image(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "image";
        System.arraycopy(words, 0, all, 1, words.length);
        Said said = desk.call(all);
        assertEquals(0, said.status(), said.errors());
        return said.out();
    }

    private void refused(int status, String sentence, String... words) throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("disk.img"));
        Said said = desk.call(words);
        assertEquals(status, said.status(), said.errors());
        assertTrue(said.errors().contains(sentence), said.errors());
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("disk.img")));
    }

    private void isSound() throws Exception {
        image("extract", "disk.img", "boot", "boot.fat");
        image("extract", "disk.img", "2", "root.ext4");
        run("fsck.fat", "-n", "boot.fat");
        run("e2fsck", "-fn", "root.ext4");
        assertTrue(run("sgdisk", "-v", "disk.img").contains("No problems found"));
    }

    @Test
    void filesAreListedReadPutAndRemoved() throws Exception {
        image("put", "disk.img", "boot", "new", "/EFI/BOOT/");
        image("put", "disk.img", "2", "new", "/etc/hostname", "--mode", "0600");
        image("mkdir", "disk.img", "2", "/srv/www");
        image("rm", "disk.img", "2", "/etc/a", "--recursive");
        isSound();
        assertEquals("new\n", image("cat", "disk.img", "1", "/EFI/BOOT/new"));
        assertEquals("new\n", run("mtype", "-i", "boot.fat", "::EFI/BOOT/new"));
        assertEquals("new\n", image("cat", "disk.img", "root", "/etc/hostname"));
        assertTrue(run("debugfs", "-R", "stat /etc/hostname", "root.ext4").contains("Mode:  0600"));
        String listed = image("ls", "disk.img", "root", "--recursive");
        assertTrue(listed.contains("/srv/www\n") && !listed.contains("/etc/a"), listed);
    }

    @Test
    void anImageIsNotReplacedByWhatIsMadeOfIt() throws Exception {
        run("ln", "disk.img", "again.img");
        for (String name : new String[] {"disk.img", "again.img"}) {
            refused(1, "is the image that it would be made from", "image", "extract", "disk.img", "2", name);
            refused(1, "is the image that it would be made from", "image", "convert", "disk.img", name, "--to", "raw");
        }
    }

    @Test
    void aFolderIsPutWithAllThatItHolds() throws Exception {
        image("put", "disk.img", "2", "content", "/copy", "--owner", "7:8");
        isSound();
        assertEquals("b", image("cat", "disk.img", "2", "/copy/etc/a/b"));
        assertTrue(run("debugfs", "-R", "stat /copy/etc/a/b", "root.ext4").matches("(?s).*User: +7 +Group: +8.*"));
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsChanged() throws Exception {
        refused(1, "there is no /nothing", "image", "rm", "disk.img", "2", "/etc/hostname", "/nothing");
        refused(1, "/etc is a folder", "image", "rm", "disk.img", "2", "/etc");
        refused(1, "there is no partition '9'", "image", "ls", "disk.img", "9");
        refused(1, "there is no image", "image", "cat", "other.img", "1", "/x");
        refused(2, "is no mode", "image", "put", "disk.img", "2", "new", "/x", "--mode", "9");
        refused(2, "is no size", "image", "grow", "disk.img", "large");
        refused(1, "bytes already", "image", "grow", "disk.img", "1MiB");
        refused(2, "says no format", "image", "convert", "disk.img", "disk.txt");
        refused(2, "how to compress", "image", "compress", "disk.img", "disk.rar");
        refused(2, "needs to know what to do", "image");
        refused(1, "has room for", "image", "put", "disk.img", "1", "disk.img", "/");
    }

    @Test
    void aDiskGrowsAndPartitionsMove() throws Exception {
        refused(1, "overlap", "image", "move", "disk.img", "1", "--start", "2049s");
        image("move", "disk.img", "2", "--start", "22MiB");
        image("move", "disk.img", "1", "--start", "2049s");
        isSound();
        image("grow", "disk.img", "200MiB");
        isSound();
        assertEquals("old\n", image("cat", "disk.img", "2", "/etc/hostname"));
    }

    @Test
    void imagesAreConvertedAndCompressed() throws Exception {
        image("convert", "disk.img", "disk.qcow2");
        run("qemu-img", "compare", "disk.img", "disk.qcow2");
        image("put", "disk.qcow2", "root", "new", "/etc/hostname");
        run("qemu-img", "check", "disk.qcow2");
        assertEquals("new\n", image("cat", "disk.qcow2", "root", "/etc/hostname"));
        image("copy-partition", "disk.qcow2", "2", "disk.img", "root");
        isSound();
        assertEquals("new\n", image("cat", "disk.img", "2", "/etc/hostname"));
        image("compress", "disk.img", "disk.img.gz");
        run("sha256sum", "-c", "disk.img.gz.sha256");
        run("bmaptool", "copy", "disk.img.gz", "copied.img");
        run("cmp", "disk.img", "copied.img");
    }

    @Test
    void recipesChangeCopiesOfImages() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            def old = local('disk.img')
            root('more') { pass('p') { write '/a/b', 'c', mode: 0755 } }
            artifact('new.img') {
                image(old) {
                    partition('root') { write '/etc/hostname', 'box'; remove '/etc/a'; copy root('more'), '/opt'
                        substitute '/opt/a/b', 'c', 'changed', times: 1 }
                    partition(1) { copy local('new'), '/EFI/'; mkdir '/loader' }
                    grow to: 100.MiB
                }
            }
            artifact('new.vdi') { convert artifact('new.img') }
            artifact('new.img.zst') { compress artifact('new.img') }
            artifact('new.img.bmap') { blockMap artifact('new.img') }
            artifact('new.img.zst.sha256') { checksum artifact('new.img.zst') }
            artifact('root.ext4') { extract artifact('new.vdi'), 2 }
            artifact('b') { extract artifact('new.vdi'), 2, '/opt/*/b' }
            """);
        byte[] before = Files.readAllBytes(folder.resolve("disk.img"));
        Said said = desk.call("run", "r");
        assertEquals(0, said.status(), said.errors());
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("disk.img")));
        run("e2fsck", "-fn", "out/root.ext4");
        run("qemu-img", "compare", "out/new.img", "out/new.vdi");
        run("bash", "-c", "cd out && sha256sum -c *.sha256 && bmaptool copy new.img.zst copied && cmp copied new.img");
        assertEquals("box", image("cat", "out/new.img", "2", "/etc/hostname"));
        assertEquals("changed", Files.readString(folder.resolve("out/b")));
        assertEquals("new\n", image("cat", "out/new.img", "1", "/EFI/new"));
        assertTrue(run("debugfs", "-R", "stat /opt/a/b", "out/root.ext4").contains("Mode:  0755"));
        byte[] first = Files.readAllBytes(folder.resolve("out/new.vdi"));
        run("rm", "-r", ".cache", ".rootbuild", "out");
        assertEquals(0, desk.call("run", "r").status());
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("out/new.vdi")));
    }

    @Test
    void whatCannotBeSubstitutedOrTakenOutIsSaid() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            def old = local('disk.img')
            artifact('a.img') { image(old) { partition('root') { substitute '/etc/hostname', 'nothing', 'x' } } }
            artifact('b') { extract old, 2, '/etc' }
            artifact('c') { extract old, 2, '/etc/nothing' }
            artifact('d') { extract old, 9, '/etc/hostname' }
            """);
        refused(1, "'nothing' was not found in /etc/hostname", "run", "r", "a.img");
        refused(1, "/etc is no plain file", "run", "r", "b");
        refused(1, "there is no /etc/nothing", "run", "r", "c");
        refused(1, "there is no partition '9'", "run", "r", "d");
    }

    @Test
    void partitionsGetOtherSizesAndTheDiskAnotherLayout() throws Exception {
        refused(2, "nothing is said to change", "image", "resize", "disk.img", "2");
        refused(2, "is no place or size", "image", "resize", "disk.img", "2", "--size", "all");
        refused(1, "anew did not work", "image", "resize", "disk.img", "2", "--size", "8s");
        assertTrue(image("resize", "disk.img", "root", "--size", "12MiB").contains("partition 2 has 12 MiB now"));
        isSound();
        image("resize", "disk.img", "boot", "--size", "12MiB");
        isSound();
        refused(2, "nothing says what is made", "image", "relayout", "disk.img");
        refused(2, "does not say what becomes", "image", "relayout", "disk.img", "-o", "new.img",
            "--partition", "1:x=1");
        refused(1, "overlap", "image", "relayout", "disk.img", "-o", "new.img", "--partition", "2:start=2048s");
        String shown = image("relayout", "disk.img", "-o", "new.qcow2", "--size", "40MiB", "--partition",
            "root:start=1MiB,size=16MiB", "--partition", "boot:start=next,size=rest");
        assertTrue(shown.contains("disk of 40 MiB"), shown);
        run("qemu-img", "convert", "-O", "raw", "new.qcow2", "disk.img");
        isSound();
        assertEquals("old\n", image("cat", "disk.img", "root", "/etc/hostname"));
        run("bash", "-c", "sfdisk -d disk.img | sed 's/size= *32768/size=20480/' > wanted");
        image("relayout", "disk.img", "--output", "disk.img", "--layout", "wanted", "--partition",
            "1:start=12MiB,size=16MiB");
        isSound();
        assertEquals("old\n", image("cat", "disk.img", "root", "/etc/hostname"));
    }

    @Test
    void aRecipeLaysOutACompressedDiskAnewAndInspectShowsIt() throws Exception {
        run("zstd", "-q", "disk.img", "-o", "old.img.zst");
        desk.write("r.groovy", """
            recipe 'r'
            artifact('new.img.gz') {
                disk { gpt {
                    partition('files', size: 16.MiB, ext4(label: 'f')) { copy filesOf(local('old.img.zst'), 2) }
                    partition('bytes', size: contents()) { raw partitionOf(local('old.img.zst'), 1) }
                } }
            }
            artifact('new.img.gz.bmap') { blockMap artifact('new.img.gz') }
            artifact('laid.img') {
                image(local('old.img.zst')) {
                    relayout(size: 40.MiB) {
                        partition 2, start: 1.MiB, size: 16.MiB
                        partition 'boot', start: next(), size: rest()
                    }
                    partition('root') { write '/etc/hostname', 'laid\\n' }
                    resize 'root', size: 24576.sectors
                }
            }
            """);
        assertEquals(0, desk.call("run", "r").status(), desk.call("run", "r").errors());
        assertEquals("laid\n", image("cat", "out/laid.img", "root", "/etc/hostname"));
        run("cp", "out/laid.img", "disk.img");
        isSound();
        assertEquals("old\n", image("cat", "out/new.img.gz", "files", "/etc/hostname"));
        run("bash", "-c", "cd out && bmaptool copy --bmap new.img.gz.bmap new.img.gz copied && gunzip -c"
            + " new.img.gz | cmp - copied");
        String shown = desk.call("inspect", "r", "laid.img").out();
        assertTrue(shown.contains("layout\n") && shown.contains("disk of 40 MiB") && shown.contains("root"), shown);
    }

    @Test
    void membersOfArraysOfOneDiskAreMadeAtEachLevelThatShowsAllOfThem() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            artifact('d.img') { disk(size: 100.MiB) { gpt {
                partition('a', size: 30.MiB, raid(level: 'linear', metadata: '1.2', ext4(label: 'lin')))
                partition('b', size: 30.MiB, raid(level: 0, metadata: '1.2', ext4(label: 'zero')))
                partition('c', size: 30.MiB, raid(devices: 3, slot: 1, missing: [0], ext2(label: 'mirror')))
            } } }
            """);
        assertEquals(0, desk.call("run", "r").status());
        for (int number = 1; number <= 3; number++) {
            image("extract", "out/d.img", Integer.toString(number), "part");
            String said = run("mdadm", "-E", "part");
            assertTrue(said.contains("Raid Level : " + new String[] {"linear", "raid0", "raid1"}[number - 1])
                && said.contains("- correct") && said.contains("Raid Devices : " + (number == 3 ? 3 : 1)), said);
            assertTrue(number < 3 || said.contains(".AA"), said);
        }
        assertTrue(image("inspect", "out/d.img").contains("ext4 'zero'"));
    }

    @Test
    void whatIsKnownOfADiskBeforeItIsMadeIsShown() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            artifact('d.img') { disk(size: 64.MiB) { gpt {
                partition('esp', size: 8.MiB, fat12(label: 'ESP'))
                partition('root', size: rest(), ext4(label: 'top'))
            } } }
            """);
        String shown = desk.call("inspect", "r", "d.img").out();
        assertTrue(shown.matches("(?s).*layout, as the recipe says\n.*esp +2048 +8 MiB +fat12 +ESP\n"
            + ".*root +18432 +[\\d.]+ MiB +ext4 +top\n"), shown);
    }

    @Test
    void whatARecipeSaysWronglyIsSaidBeforeItRuns() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            def old = local('disk.img')
            artifact('a.img') { image(old) { } }
            artifact('b.img') { image(old) { grow to: 5.B } }
            artifact('c.txt') { convert artifact('a.img') }
            artifact('d.rar') { compress artifact('a.img') }
            artifact('e.img.gz') { compress artifact('a.img'), level: 10 }
            artifact('f') { extract artifact('a.img'), 0 }
            artifact('h.img') { image(old) { resize 1, size: contents()
                relayout { partition 1, start: rest()
                    partition 1, size: 1.MiB } } }
            artifact('g.img') { image(old) { partition(1) { write '', 'x'; copy old, '/../x'; write '/x', 'y',
                mode: 010000 } } }
            """);
        Said said = desk.call("check", "r");
        assertEquals(2, said.status());
        for (String sentence : new String[] {"nothing of the image is changed", "end inside a sector",
            "says no format of disk images", "does not say how to compress", "there is no level 10",
                "there is no partition 0",
            "is no size that a partition of an image can get", "is no place where a partition can begin",
            "is given a place twice",
            "a path is empty", "leaves the root", "is not between 0 and 07777"}) {
            assertTrue(said.errors().contains(sentence), sentence + "\n" + said.errors());
        }
    }

    @Test
    void aPartitionIsCopiedOverAnotherOneOfTheSameImage() throws Exception {
        image("extract", "disk.img", "boot", "before.fat");
        image("copy-partition", "disk.img", "boot", "disk.img", "root");
        image("extract", "disk.img", "root", "after.fat");
        byte[] before = Files.readAllBytes(folder.resolve("before.fat"));
        byte[] after = Files.readAllBytes(folder.resolve("after.fat"));
        // What differs is where the partition begins, which a FAT knows.
        assertEquals(-1, Arrays.mismatch(before, 512, before.length, after, 512, before.length));
        run("fsck.fat", "-n", "before.fat");
    }
}
