package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;

/** ISOs and squashfs that standard tools made, looked at by commands, and used in recipes. */
class PackedFilesTest {
    private static final List<String> IMAGES = List.of("s.iso", "s.squashfs");
    private static final String LISTING = "find . -type d -printf '%P %y %m %U %G\\n' -o -printf '%P %y %m %U %G %n %l\\n'"
        + " | sort; find . -type f -exec sha256sum {} + | sort";

    @TempDir
    Path folder;
    private Desk desk;

    @BeforeEach
    void makeImages() throws Exception {
        desk = Desk.at(folder);
        bash("mkdir -p s/etc s/boot; echo box > s/etc/hostname; head -c 700000 /dev/urandom > s/boot/kernel;"
            + " ln -s hostname s/etc/name; ln s/etc/hostname s/boot/same; mknod s/null c 1 3; chmod 4755 s/boot/kernel;"
            + " chown 12:34 s/etc; xorriso -hardlinks on -outdev s.iso -volid LABEL -map s / -commit;"
            + " mksquashfs s s.squashfs -noappend -no-progress -quiet");
    }

    private String bash(String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-ec", "export LC_ALL=C.UTF-8; " + script)
            .directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), script + "\n" + said);
        return said;
    }

    private String call(String... words) {
        Said said = desk.call(words);
        assertEquals(0, said.status(), said.errors());
        return said.out();
    }

    @Test
    void commandsShowAndExtractWhatIsInThem() throws Exception {
        String theirs = bash("cd s; " + LISTING);
        for (String image : IMAGES) {
            String known = call("image", "inspect", image);
            assertTrue(known.contains(image.equals("s.iso") ? "iso9660" : "squashfs"), known);
            assertEquals(image.equals("s.iso"), known.contains("LABEL"), known);
            String listed = call("image", "ls", image, "0", "--recursive");
            for (String path : List.of("/etc/hostname", "/boot/kernel", "/etc/name", "/null")) {
                assertTrue(listed.contains(path), listed);
            }
            assertEquals("box\n", call("image", "cat", image, "0", "/etc/hostname"));
            call("image", "extract", image, "0", "out-" + image, "--files");
            assertEquals(theirs, bash("cd out-" + image + "; " + LISTING));
            bash("echo other > out-" + image + "/etc/hostname");
            assertNotEquals(theirs, bash("cd out-" + image + "; " + LISTING));
        }
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsLeft() throws Exception {
        for (String image : IMAGES) {
            assertTrue(desk.call("image", "cat", image, "0", "/none").errors().contains("none"));
            bash("mkdir full; echo kept > full/mine");
            Said full = desk.call("image", "extract", image, "0", "full", "--files");
            assertTrue(full.status() != 0 && full.errors().contains("not empty"), full.errors());
            assertEquals("kept\n", bash("cat full/mine; rm -r full"));
            bash("truncate -s 300000 " + image);
            Said cut = desk.call("image", "extract", image, "0", "gone", "--files");
            assertNotEquals(0, cut.status());
            assertFalse(cut.errors().contains("Exception"), cut.errors());
            assertFalse(Files.exists(folder.resolve("gone")));
        }
    }

    @Test
    void recipesUnpackThemAndCopyTheirFiles() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            root('iso') { pass('p') { unpack local('s.iso') } }
            root('squashfs') { pass('q') { unpack local('s.squashfs') } }
            artifact('iso.tar') { tar root('iso') }
            artifact('squashfs.tar') { tar root('squashfs') }
            artifact('disk.img') {
                disk { gpt {
                    partition('iso', size: 24.MiB, ext4(label: 'i')) { copy filesOf(local('s.iso')) }
                    partition('etc', size: 24.MiB, ext4(label: 's')) {
                        copy filesOf(local('s.squashfs')), from: '/etc', into: '/old'
                    }
                } }
            }
            """);
        call("run", "r");
        String theirs = bash("cd s; " + LISTING);
        for (String made : List.of("iso", "squashfs")) {
            bash("mkdir " + made + "; tar -C " + made + " -xpf out/" + made + ".tar");
            assertEquals(theirs, bash("cd " + made + "; " + LISTING));
            bash("chmod 0755 " + made + "/boot/kernel");
            assertNotEquals(theirs, bash("cd " + made + "; " + LISTING));
        }
        for (String partition : List.of("1", "2")) {
            call("image", "extract", "out/disk.img", partition, partition + ".ext4");
            bash("e2fsck -fn " + partition + ".ext4; mkdir copied" + partition + "; debugfs -R 'rdump / copied" + partition
                + "' " + partition + ".ext4; rm -rf copied" + partition + "/lost+found");
        }
        // debugfs gives a file away after it has set its mode, which takes the setuid bit.
        assertTrue(bash("debugfs -R 'stat /boot/kernel' 1.ext4").contains("Mode:  04755"));
        bash("chmod u+s copied1/boot/kernel");
        String files = "find . -type f -printf '%P %m %U %G\\n' -o -type l -printf '%P %l\\n' | sort;"
            + " find . -type f -exec sha256sum {} + | sort";
        assertEquals(bash("cd s; " + files), bash("cd copied1; " + files));
        assertEquals(bash("cd s/etc; " + files), bash("cd copied2/old; " + files));
        assertEquals("old\n", bash("ls copied2"));
    }
}
