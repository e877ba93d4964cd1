package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.sandbox.Ground.With;

/** What a hostile program tries that is root, in a sandbox made by the host's root. */
class EscapeTest {
    /** Goes up from a folder that the new root does not hold: the way out of every plain chroot. */
    private static final String BREAK_CHROOT = "mkdir -p /build/t; perl -e 'chdir \"/\"; chroot \"/build/t\" or die;"
        + " chdir \"..\" for 1..40; chroot \".\"; exit(-e \"%s\" ? 0 : 3)'";

    @TempDir
    Path folder;

    private Ground ground;
    private Path secret;

    @BeforeEach
    void begin() throws IOException {
        ground = new Ground(folder);
        secret = Files.writeString(folder.resolve("secret"), "of the host");
    }

    @AfterEach
    void end() {
        ground.close();
    }

    @Test
    void theHostsOtherFilesAreNotThere() throws Exception {
        Path inHome = Files.writeString(Path.of(System.getProperty("user.home"), ".rootbuild-check"), "private");
        try {
            ground.bash("test ! -e " + secret + "; test ! -e " + inHome + "; test -z \"$(ls -A /root)$(ls -A /home)\"");
        } finally {
            Files.delete(inHome);
        }
    }

    @Test
    void aChrootCannotBeBrokenOutOf() throws Exception {
        String attack = String.format(BREAK_CHROOT, secret);
        Path plain = Files.createDirectories(folder.resolve("plain"));
        List<String> simple = Ground.said("unshare", "--mount", "sh", "-c", "cd " + plain
            + " && mkdir build usr lib lib64 dev && mount --rbind /usr usr && mount --rbind /dev dev &&"
            + " mount --rbind /lib64 lib64 && mount --rbind /lib lib &&"
            + " unshare --root=. --wd=/ /usr/bin/sh -c '" + attack.replace("'", "'\\''") + "'; echo $?");
        assertEquals(List.of("0"), simple, "the attack must work on what is no sandbox");
        assertEquals(3, refused(attack));
    }

    @Test
    void theEnvironmentCannotMakeTheHostsToolsRunCodeOfTheRoot() throws Exception {
        String source = "#include <unistd.h>\n__attribute__((constructor)) void x(void) { if (!access(\"" + secret
            + "\", 0)) _exit(42); }";
        ground.bash("echo '" + source + "' > evil.c; gcc -shared -fPIC -o evil.so evil.c");
        Path made = ground.upper("build/evil.so");
        for (String preload : List.of("/proc/self/cwd/build/evil.so", made.toString())) {
            assertEquals(List.of(), ground.bash("test ! -e " + secret, With.nothing()
                .environment(Map.of("PATH", "/usr/bin", "LD_PRELOAD", preload, "LD_LIBRARY_PATH", "/proc/self/cwd")))
                .stream().filter(line -> !line.contains("cannot be preloaded")).toList());
        }
        assertEquals(42, new ProcessBuilder("env", "LD_PRELOAD=" + made, "true").start().waitFor(), "the attack works");
    }

    @Test
    void linksInTheTreeLeadNoWhereElse() throws Exception {
        Path bait = Files.createDirectories(folder.resolve("bait/lfs"));
        Files.createSymbolicLink(ground.lowers.get(0).resolve("mnt"), bait.getParent());
        Failure refused = assertThrows(Failure.class, () -> ground.bash("true", With.nothing().chroot("/mnt/lfs")));
        assertTrue(refused.getMessage().contains("finding a folder of the root at /mnt/lfs"), refused.getMessage());
        ground.onHost = false;
        Files.createSymbolicLink(ground.lowers.get(0).resolve("etc/resolv.conf"),
            Path.of("/run/../../../../../" + bait + "/written"));
        assertThrows(JobFailed.class, () -> ground.bash("true", With.nothing().network(true)), "there is no bash");
        try (var left = Files.list(bait)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void theShellThatSetAllUpCannotBeLookedInto() {
        for (String part : List.of("root/", "cwd/", "exe", "fd/", "map_files/", "environ", "mem")) {
            refused("exec 2> /dev/null; ls /proc/1/" + part + " && head -c1 /proc/1/" + part);
        }
        refused("nsenter --target 1 --mount ls /");
        refused("nsenter --mount=/proc/self/ns/mnt ls /");
    }

    @Test
    void nothingCanBeMountedOrUnmounted() {
        refused("mount -t tmpfs x /tmp");
        refused("mount --bind /usr /tmp");
        refused("umount -l /");
        refused("umount /proc/sys");
        refused("mount -o remount,bind,rw /proc/sys");
        refused("pivot_root /build /build");
    }

    @Test
    void aUserNamespaceOfItsOwnWorksAndShowsNoMoreOfTheHost() throws Exception {
        String within = "unshare --user --map-root-user --mount bash -c ";
        assertEquals(List.of("0"), ground.bash(within + "'mount -t tmpfs x /tmp; id -u'"));
        refused(within + "'umount -l / && cd / && test -e " + secret + "'");
        refused(within + "'umount -l /; nsenter --mount=/proc/self/ns/mnt test -e " + secret + "'");
        refused(within + "'umount /proc/sys && echo x > /proc/sys/kernel/core_pattern'");
        refused(within + "'mkdir -p o; mount --move / o || pivot_root o o; test -e " + secret + "'");
    }

    @Test
    void theKernelsSettingsAndTheHostsDisksAreOutOfReach() throws Exception {
        String pattern = Files.readString(Path.of("/proc/sys/kernel/core_pattern"));
        refused("echo x > /proc/sys/kernel/core_pattern");
        refused("echo x > /proc/sysrq-trigger");
        refused("echo x > /sys/kernel/mm/transparent_hugepage/enabled");
        for (String place : List.of("/build", "/usr", "/dev", "/dev/shm", "/run", "/tmp")) {
            // The node can be made, as systems need it, but opens nothing.
            assertEquals(List.of("made"), ground.bash("cd " + place + "; mknod -m 666 zero-node c 1 5; echo made"));
            refused("cd " + place + "; mknod -m 666 node c 1 5; head -c 1 node");
        }
        refused("date -s 2001-01-01");
        refused("chattr +i /usr/bin/env");
        assertEquals(pattern, Files.readString(Path.of("/proc/sys/kernel/core_pattern")));
    }

    @Test
    void theNetworkIsTheHostsOnlyWhenTheJobSaysSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String call = "exec 3<> /dev/tcp/127.0.0.1/" + server.getLocalPort();
            ground.bash(call, With.nothing().network(true));
            refused(call);
            assertEquals(List.of("lo"), ground.bash("ls /sys/class/net"));
            ground.bash("ls /sys/class/net; test -s /etc/resolv.conf", With.nothing().network(true));
        }
        assertFalse(Files.exists(ground.overHost("etc/resolv.conf")));
        ground.bash("ln -sf ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf");
        ground.bash("test -L /etc/resolv.conf; test -s /etc/resolv.conf", With.nothing().network(true));
        ground.bash("test ! -e /etc/resolv.conf");
        ground.bash("{ (exec 3<> /dev/tcp/127.0.0.1/9) 2>&1 || true; } | grep -q refused");
    }

    /** Runs what must not work, and answers its exit status. */
    private int refused(String text) {
        return assertThrows(JobFailed.class, () -> ground.bash(text), () -> text + " worked: " + ground.heard)
            .status().orElseThrow();
    }
}
