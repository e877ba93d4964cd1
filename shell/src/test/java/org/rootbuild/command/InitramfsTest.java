package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.command.Desk.Said;

/** Initial ramdisks that standard tools made, looked at and changed by commands and by recipes. */
@Timeout(300)
class InitramfsTest {
    private static final Path INSTALLER =
        Path.of("/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64");
    /** Microcode in front, as firmware has it first of all; then what people append. */
    private static final String SIX_SHAPES = """
        (cd early && find . | cpio -o -H newc --quiet) > ucode
        (cd over && find . | cpio -o -H newc --quiet) > over.cpio
        cp plain.cpio shape1
        gzip -9n < plain.cpio > shape2
        xz --check=crc32 < plain.cpio > shape3
        lzma -9 < plain.cpio > shape4
        (cat ucode; zstd -q -19 < plain.cpio) > shape5
        (gzip -6n < plain.cpio; truncate -s 512 pad; cat pad; lzma < over.cpio; lz4 -9 -l -q < over.cpio) > shape6
        """;

    @TempDir
    Path folder;
    private Desk desk;

    @BeforeEach
    void makeFiles() throws Exception {
        desk = Desk.at(folder);
        run("""
            mkdir -p in/etc in/bin in/dev early/kernel/x86/microcode over/etc
            for i in $(seq 40); do seq $i 9000 > in/etc/f$i; done
            printf '#!/bin/sh\\necho old\\n' > in/init; chmod 755 in/init; ln -s init in/link
            mknod in/dev/console c 5 1; chown 7:8 in/etc/f1; chmod 640 in/etc/f1
            echo later > over/etc/f2; head -c 5000 /dev/urandom > early/kernel/x86/microcode/GenuineIntel.bin
            (cd in && find . | cpio -o -H newc --quiet) > plain.cpio
            """);
    }

    private String run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(folder.toFile())
            .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), script + "\n" + said);
        return said;
    }

    private String call(String... words) {
        Said said = desk.call(words);
        assertEquals(0, said.status(), said.errors());
        return said.out() + said.errors();
    }

    @Test
    void commandsLookAtAnInitramfsAndChangeItWhereItLies() throws Exception {
        run("(cd early && find . | cpio -o -H newc --quiet) > initrd; gzip -9n < plain.cpio >> initrd; echo new > f3;"
            + " cp initrd before");
        String seen = call("image", "inspect", "initrd");
        assertTrue(seen.contains("segment 1 at byte 0: not compressed") && seen.contains("for early use"), seen);
        assertTrue(seen.contains("gzip -9 in"), seen);
        assertTrue(call("image", "ls", "initrd", "/etc").contains("/etc/f40"), "all segments together");
        assertEquals(run("cat in/etc/f7"), call("image", "cat", "initrd", "/etc/f7"));
        call("image", "extract", "initrd", "2", "main.cpio");
        assertEquals("", run("cmp main.cpio plain.cpio"));
        call("image", "extract", "initrd", "0", "tree", "--files");
        assertEquals("", run("diff -r in/etc tree/etc"));

        call("image", "put", "initrd", "0", "f3", "/etc/");
        call("image", "mkdir", "initrd", "0", "/opt/tools");
        call("image", "rm", "initrd", "0", "/etc/f4");
        run("unmkinitramfs initrd out; cmp early/kernel/x86/microcode/GenuineIntel.bin"
            + " out/early/kernel/x86/microcode/GenuineIntel.bin; grep -qx new out/main/etc/f3;"
            + " test -d out/main/opt/tools; test ! -e out/main/etc/f4; cmp in/etc/f5 out/main/etc/f5");
        assertEquals("7:8 640\n", run("stat -c '%u:%g %a' out/main/etc/f1"));

        run("cp initrd kept; head -c 20000 initrd > cut; ! unmkinitramfs cut out2 2> /dev/null");
        for (String[] wrong : new String[][] {{"rm", "initrd", "0", "/nothing"}, {"cat", "initrd", "/nothing"},
            {"ls", "initrd", "3", "/"}, {"inspect", "cut"}, {"put", "cut", "0", "f3", "/"}}) {
            String[] words = new String[wrong.length + 1];
            words[0] = "image";
            System.arraycopy(wrong, 0, words, 1, wrong.length);
            Said said = desk.call(words);
            assertEquals(1, said.status(), String.join(" ", words) + ": " + said.out() + said.errors());
        }
        assertEquals("", run("cmp initrd kept"), "a command that was refused changed nothing");
    }

    /** A root that holds what an initramfs held is packed like it: the very same bytes. */
    @ParameterizedTest(name = "shape {0}: {1}")
    @CsvSource({"1,plain,cpio -idm --quiet <", "2,gzip,unmk", "3,xz,unmk", "4,lzma,unmk", "5,microcode and zstd,unmk",
        "6,three segments,first"})
    void everyShapeComesBackByteForByte(int number, String called, String unpack) throws Exception {
        run(SIX_SHAPES + "mv shape" + number + " old");
        desk.write("r.groovy", """
            recipe 'r'
            def old = local('old')
            root('system') { pass('apart') { unpack old } }
            artifact('same') { initramfs root('system'), like: old }
            artifact('changed') { initramfs(old) { substitute '/init', 'old', 'new' } }
            """);
        call("run", "r");
        assertEquals("", run("cmp old out/same"), called);
        String functions = "unmk() { unmkinitramfs $1 .; }; first() { { gzip -dcq $1 || true; } | cpio -idm --quiet;"
            + " tail -c 200 $1 > last; }; ";
        run(functions + "mkdir was is; cd is; " + unpack + " ../out/changed; cd ../was; " + unpack + " ../old; cd ..;"
            + " ! diff -rq --no-dereference is was; find is -name init -exec sed -i s/new/old/ {} +;"
            + " diff -r --no-dereference -x console is was;"
            + " find is -name console | xargs stat -c %t:%T | grep -qx 5:1");
        assertNotEquals(0, desk.call("image", "inspect", "in").status());
    }

    @Test
    void advdefMakesAGzipSmallerAndIsRefusedWhereThereIsNone() throws Exception {
        desk.write("r.groovy", """
            recipe 'r'
            def old = local('plain.cpio')
            root('system') { pass('apart') { unpack old } }
            artifact('best.gz') { initramfs root('system'), compress: 'gzip', level: 9, advdef: 3 }
            artifact('usual.gz') { initramfs root('system'), compress: 'gzip', level: 9 }
            artifact('edited.gz') { initramfs(artifact('best.gz')) { write '/new', 'x' } }
            artifact('plain') { initramfs(old, advdef: 4) { write '/new', 'x' } }
            """);
        call("run", "r", "best.gz", "usual.gz", "edited.gz");
        assertEquals("", run("cmp <(zcat out/best.gz) <(zcat out/usual.gz)"));
        long best = Files.size(folder.resolve("out/best.gz"));
        long usual = Files.size(folder.resolve("out/usual.gz"));
        assertTrue(best < usual, best + " is not less than " + usual);
        assertTrue(Files.size(folder.resolve("out/edited.gz")) < usual, "what advdef won is kept by an edit");
        Said refused = desk.call("run", "r", "plain");
        assertEquals(1, refused.status());
        assertTrue(refused.errors().contains("advdef encodes files that are nothing but gzip anew"), refused.errors());
    }

    @Test
    void anInitramfsOfInitramfsToolsWithMicrocodeIsChangedAndReadByItsTools() throws Exception {
        run("""
            mkdir -p conf/hooks conf/scripts conf/conf.d; : > conf/modules; : > conf/update-initramfs.conf
            printf 'MODULES=list\\nBUSYBOX=n\\nCOMPRESS=zstd\\nRUNSIZE=10%%\\n' > conf/initramfs.conf
            (cd early && find . | cpio -o -H newc --quiet) > ucode
            cat > conf/hooks/ucode <<HOOK
            #!/bin/sh
            [ "\\$1" != prereqs ] || exit 0
            . /usr/share/initramfs-tools/hook-functions
            prepend_earlyinitramfs $PWD/ucode
            HOOK
            chmod 755 conf/hooks/ucode
            unshare -m bash -ec 'mount -t tmpfs none /boot; echo CONFIG_RD_ZSTD=y > /boot/config-6.1.0-0
                mkinitramfs -d conf -o initrd.img 6.1.0-0'
            """);
        desk.write("r.groovy", """
            recipe 'r'
            artifact('initrd.img') {
                initramfs(local('initrd.img')) {
                    write '/etc/hostname', 'box'
                    substitute '/init', ~/(?m)^export ROOT=$/, 'export ROOT=/dev/vda1', times: 1
                    mknod '/dev/console', 'c', 5, 1
                }
            }
            """);
        call("run", "r");
        String seen = call("image", "inspect", "out/initrd.img");
        assertTrue(seen.contains("not compressed") && seen.contains("zstd -"), seen);
        run("unmkinitramfs initrd.img was; unmkinitramfs out/initrd.img is; diff -r was/early is/early");
        assertEquals("box", run("cat is/main/etc/hostname"));
        String changed = run("diff -rq --no-dereference was/main is/main || true");
        assertTrue(changed.contains("init differ") && changed.lines().count() <= 3, changed);
        assertTrue(run("lsinitramfs -l out/initrd.img").matches("(?s).*crw------- .* 5, +1 .*dev/console\\n.*"));
        run("head -c 60000 out/initrd.img > cut; ! unmkinitramfs cut cutout > /dev/null 2>&1");
    }

    @Test
    void debiansInstallerStartsFromAnInitramfsThatWasTakenApartAndPackedLikeItWas() throws Exception {
        run("cp '" + INSTALLER + "/initrd.gz' '" + INSTALLER + "/linux' .");
        desk.write("r.groovy", """
            recipe 'r'
            def old = local('initrd.gz')
            root('files') { pass('kernel') { copy local('linux'), '/linux' } }
            root('installer') {
                pass('apart') { unpack old }
                pass('changes') {
                    depmod()
                    ldconfig()
                    write '/lib/debian-installer-startup.d/S01rootbuild', mode: 0755, indented: '''
                        #!/bin/sh
                        modprobe virtio_net && echo "Drivers: $(grep -c failover /proc/modules)" > /dev/console
                        echo "Cache of libraries: $(wc -c < /etc/ld.so.cache)" > /dev/console
                        '''
                }
            }
            artifact('linux') { file root('files'), '/linux' }
            artifact('initrd.gz') { initramfs root('installer'), like: old }
            boot('the installer starts') {
                kernel artifact('linux')
                initrd artifact('initrd.gz')
                memory 1.GiB
                commandLine 'console=ttyS0 DEBIAN_FRONTEND=text priority=critical'
                expect 'Drivers: ', within: 240.seconds
                expect 'Cache of libraries: ', within: 60.seconds
            }
            """);
        call("run", "r");
        String names = run("zcat out/initrd.gz | cpio -it --quiet");
        assertTrue(names.contains("S01rootbuild\n"));
        assertTrue(names.contains("modules.dep\n") && names.contains("ld.so.cache\n"));
        run("zcat initrd.gz | cpio -itv --quiet | sort > was; zcat out/initrd.gz | cpio -itv --quiet | sort > is");
        String gone = run("comm -23 was is | awk '{print $NF}' | grep -v /modules[.] || true");
        assertTrue(gone.lines().allMatch(line -> line.matches("lib|etc|lib/modules/[^/]+|lib/.*startup.d|.*so.*")),
            gone);
    }
}
