package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As the launcher starts it for a user who is not root: root of a user namespace, with one user id or with ranges. */
class RootlessSandboxTest {
    private static final String USER = "rootbuild-test";
    private static final List<String> ONE_ID = List.of("unshare", "--user", "--map-root-user", "--mount");
    private static final List<String> RANGES = List.of("unshare", "--user", "--map-root-user", "--map-auto", "--mount");

    private Path folder;

    @BeforeEach
    void begin() throws Exception {
        folder = Files.createTempDirectory("rootless");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ground.said("useradd", "--no-create-home", "--shell", "/bin/sh", USER);
        Ground.said("chown", USER, folder.toString());
    }

    @AfterEach
    void end() throws Exception {
        Ground.said("userdel", USER);
        Ground.said("rm", "-rf", folder.toString());
    }

    @Test
    void aUserWithOneIdHasASandboxToo() throws Exception {
        assertEquals(List.of("uid=0(root) gid=0(root) groups=0(root)", "rootbuild", "lo"), run(ONE_ID,
            "id | cut -d, -f1; uname -n; ls /sys/class/net; echo new > /usr/local/lib/file; echo x > /var/x;"
            + " test ! -w /proc/sys"));
        assertEquals("new\n", Files.readString(folder.resolve("changes/host/usr/local/lib/file")));
        assertEquals("x\n", Files.readString(folder.resolve("changes/upper/var/x")));
        assertFalse(Files.exists(Path.of("/usr/local/lib/file")));
    }

    @Test
    void aUserWithRangesGivesFilesToOthers() throws Exception {
        assertEquals(List.of("1000:1001", "0 0"), run(RANGES, "echo x > /var/x; chown 1000:1001 /var/x;"
            + " stat -c %u:%g /var/x; rm -f /var/x; stat -c '%u %g' /usr/local/lib"));
    }

    @Test
    void theWayOutOfAChrootIsClosedHereToo() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        assertEquals(List.of("no"), run(ONE_ID, "mkdir t; perl -e 'chdir \"/\"; chroot \"/build/t\" or die;"
            + " chdir \"..\" for 1..40; chroot \".\"; print -e \"" + secret + "\" ? \"yes\" : \"no\", \"\\n\"';"
            + " ! mount -t tmpfs x /tmp 2> /dev/null; ! ls /proc/1/root/ 2> /dev/null"));
    }

    @Test
    void theNetworkAndTheMemoryLimitNeedNoRoot() throws Exception {
        assertTrue(run(List.of("-Dnetwork=true"), ONE_ID, "ls /sys/class/net | wc -l; test -e /sys/class").size() == 1);
        List<String> limited = run(List.of("-Dmemory=100000000"), ONE_ID,
            "head -c 400000000 /dev/zero | tail -c 399999999 > x");
        assertTrue(limited.get(0).contains("each process's address space"), limited.toString());
        assertTrue(limited.get(limited.size() - 1).startsWith("failed: "), limited.toString());
    }

    private List<String> run(List<String> namespace, String text) throws Exception {
        return run(List.of(), namespace, text);
    }

    private List<String> run(List<String> options, List<String> namespace, String text) throws Exception {
        List<String> words = new ArrayList<>(List.of("runuser", "-u", USER, "--"));
        words.addAll(namespace);
        words.add(ProcessHandle.current().info().command().orElseThrow());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(), Ground.class.getName(), folder.toString(), text));
        return Ground.said(words.toArray(String[]::new));
    }

    /** Copied, since the user of the test need not be able to read where this is built. */
    private String classPath() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (Files.isDirectory(Path.of(entry)) || entry.contains("/dsl/")) {
                copies.add(entry);
            }
        }
        return String.join(":", copies);
    }
}
