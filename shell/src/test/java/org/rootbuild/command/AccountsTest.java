package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;

class AccountsTest {
    private static final String RECIPE = """
        recipe 'r'
        String rootHash = '$6$abcdefgh$LsdhBPS66wwqXYL1XJe0q5hDpmI0YiMvX8kNLSBVRjVR'
            + 'ZGX2BePV6D3Z9s6ydJ0ygANQRpf7jTzWyVcTW6X8h/'
        def secret = param('alice-password', secret: true)
        def key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUVHQGXFM8kOwFwDpBJnEO4kvvQjwTLxlN3kNmwLEG2 alice@desk'
        String shells = '/bin/sh\\n  /bin/bash'
        root('s') {
            pass('accounts') {
                write '/etc/passwd', indented: '''
                    root:x:0:0:root:/root:/bin/sh
                    '''
                write '/etc/group', 'root:x:0:\\n'
                write '/etc/shells', mode: 0600, indented: \"""
                      # who may log in
                        with $shells

                    ${shells}
                    \"""
                mkdir '/root', '/bin'
                write '/bin/sh', '#!', mode: 0755
                write '/etc/skel/.profile', 'umask 022\\n', mode: 0600
                user 'root', hash: rootHash
                group 'render', system: true
                user 'alice', groups: ['render'], password: secret, comment: 'Alice Müller', authorizedKeys: key
                user 'web', system: true
            }
        }
        artifact('s.tar') { tar root('s') }
        """;

    @TempDir
    Path folder;

    private byte[] made(String name, String secret) throws Exception {
        Desk desk = Desk.at(Files.createDirectories(folder.resolve(name))).write("r.groovy", RECIPE);
        Said said = desk.call("run", "r", "-P", "alice-password=" + secret);
        assertEquals(0, said.status(), said.errors());
        return Files.readAllBytes(folder.resolve(name).resolve("out/s.tar"));
    }

    private Path unpacked(String name) throws Exception {
        Path root = Files.createDirectories(folder.resolve(name + "-root"));
        ran("tar", "-xpf", folder.resolve(name).resolve("out/s.tar").toString(), "-C", root.toString());
        return root;
    }

    /** Runs a tool that must be content. */
    private static String ran(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", words) + "\n" + output);
        return output;
    }

    @Test
    void usersOfARecipeAreWhatTheCheckersOfDebianExpectAndTheSameBytesInTwoStores() throws Exception {
        assertArrayEquals(made("one", "hunter2"), made("two", "hunter2"));
        Path root = unpacked("one");
        Files.createDirectories(root.resolve("usr/sbin"));
        Files.createFile(root.resolve("bin/false"));
        ran("grpck", "-r", "-R", root.toString());
        assertTrue(ran("sh", "-c", "pwck -q -r -R " + root).isEmpty());
        String shadow = Files.readString(root.resolve("etc/shadow"));
        String crypt = shadow.lines().filter(line -> line.startsWith("alice:")).findFirst().orElseThrow().split(":")[1];
        assertEquals(crypt, ran("openssl", "passwd", "-6", "-salt", crypt.split("\\$")[2], "hunter2").strip());
        assertEquals(List.of("root:x:0:0:root:/root:/bin/sh", "alice:x:1000:1000:Alice Müller:/home/alice:/bin/sh",
            "web:x:998:998::/nonexistent:/bin/false"), Files.readAllLines(root.resolve("etc/passwd")));
        assertEquals(1000, Files.getAttribute(root.resolve("home/alice/.ssh/authorized_keys"), "unix:uid"));
        assertEquals(1000, Files.getAttribute(root.resolve("home/alice/.profile"), "unix:gid"));
    }

    @Test
    void indentedTextLosesWhatAllLinesShareAndNothingElse() throws Exception {
        made("one", "x");
        assertEquals("  # who may log in\n    with /bin/sh\n  /bin/bash\n\n/bin/sh\n  /bin/bash\n",
            Files.readString(unpacked("one").resolve("etc/shells")));
    }
}
