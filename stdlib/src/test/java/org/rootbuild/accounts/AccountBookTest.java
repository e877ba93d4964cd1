package org.rootbuild.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

class AccountBookTest {
    @TempDir
    Path folder;

    private static PasswordHash hash(String password) throws Failure {
        return PasswordHash.of(password, List.of("test"));
    }

    @Test
    void aUserWithGroupsAndHomeIsWhatPwckAndGrpckExpect() throws Exception {
        Etc etc = Etc.small(folder);
        etc.write("etc/skel/.profile", "umask 022\n");
        Account alice = etc.user(Etc.request("alice", List.of("users"), hash("secret")));
        new HomeFolder(etc.tree, alice, Etc.EPOCH).make();
        assertEquals(new Account("alice", 1000, 1000, "", "/home/alice", "/bin/bash"), alice);
        assertEquals("alice:x:1000:1000::/home/alice:/bin/bash", etc.line("etc/passwd", "alice"));
        assertEquals("users:x:100:alice", etc.line("etc/group", "users"));
        assertEquals("users:*::alice", etc.line("etc/gshadow", "users"));
        assertEquals("alice:!::", etc.line("etc/gshadow", "alice"));
        assertTrue(etc.line("etc/shadow", "alice").endsWith(":19675:0:99999:7:::"), etc.text("etc/shadow"));
        Entry profile = etc.tree.get("home/alice/.profile").orElseThrow();
        assertEquals(Attributes.of(0644, 1000, 1000, Etc.EPOCH), profile.attributes());
        Path root = etc.laidOut();
        Files.createDirectories(root.resolve("usr/sbin"));
        assertEquals("", Etc.complaints(root));
    }

    @Test
    void theCheckersRejectWhatIsDamaged() throws Exception {
        Etc etc = Etc.small(folder);
        etc.user(Etc.request("alice", List.of("users"), hash("secret")));
        Path root = etc.laidOut();
        Path passwd = root.resolve("etc/passwd");
        Files.writeString(passwd, Files.readString(passwd).replace("alice:x:1000:1000:", "alice:x:1000:"));
        Path group = root.resolve("etc/group");
        Files.writeString(group, Files.readString(group).replace("users:x:100:alice", "users:x:100:nobody-known"));
        String complaints = Etc.complaints(root);
        assertTrue(complaints.contains("pwck 2") && complaints.contains("grpck 2"), complaints);
    }

    @Test
    void twoRunsGiveTheSameBytes() throws Exception {
        Etc one = Etc.small(folder.resolve("1"));
        Etc two = Etc.small(folder.resolve("2"));
        for (Etc etc : List.of(one, two)) {
            etc.group(new GroupRequest("render", Optional.empty(), true, List.of()));
            etc.user(Etc.request("bob", List.of("render"), hash("x")));
        }
        for (String file : List.of("etc/passwd", "etc/shadow", "etc/group", "etc/gshadow")) {
            assertEquals(one.text(file), two.text(file));
        }
        assertEquals("render:x:999:bob", one.line("etc/group", "render"));
    }

    @Test
    void numbersAreThoseThatAreFreeAndWhatLoginDefsSays() throws Exception {
        Etc etc = Etc.small(folder);
        etc.write("etc/login.defs", "# ours\nUID_MIN 5000\nGID_MIN 5000\nHOME_MODE 0750\n");
        etc.group(new GroupRequest("taken", Optional.of(5000L), false, List.of()));
        assertEquals(5001, etc.user(Etc.request("alice")).uid());
        assertEquals("alice:x:5001:", etc.line("etc/group", "alice"));
        assertThrows(Failure.class, () -> etc.group(new GroupRequest("other", Optional.of(5000L), false, List.of())));
        assertThrows(Failure.class, () -> etc.group(new GroupRequest("taken", Optional.of(7L), false, List.of())));
    }

    @Test
    void whatIsNotTouchedKeepsEveryByteAndItsPlace() throws Exception {
        Etc etc = new Etc(folder);
        byte[] odd = "# comment\nroot:x:0:0:root:/root:/bin/sh\nm\u00fcller:x:7:7:M\u00fcller:/:/bin/sh\nbroken\n+::::::\n"
            .getBytes(StandardCharsets.ISO_8859_1);
        etc.tree.write("etc/passwd", Attributes.of(0600, 3, 4, 5), new java.io.ByteArrayInputStream(odd));
        etc.user(Etc.request("zoe"));
        Entry.PlainFile file = (Entry.PlainFile) etc.tree.get("etc/passwd").orElseThrow();
        String expected = new String(odd, StandardCharsets.ISO_8859_1).replace("+::",
            "zoe:x:1000:1000::/home/zoe:/bin/sh\n+::");
        assertEquals(expected, new String(file.content().bytes(), StandardCharsets.ISO_8859_1));
        assertEquals(Attributes.of(0600, 3, 4, Etc.EPOCH), file.attributes());
    }

    @Test
    void anEmptyRootGetsAllFourFiles() throws Exception {
        Etc etc = new Etc(folder);
        Account root = etc.user(Etc.request("root", List.of(), hash("tc")));
        assertEquals(new Account("root", 0, 0, "root", "/root", "/bin/sh"), root);
        new HomeFolder(etc.tree, root, Etc.EPOCH).make();
        etc.write("bin/sh", "#!\n");
        assertEquals("", Etc.complaints(etc.laidOut()));
        assertEquals(0600, etc.tree.get("etc/shadow").orElseThrow().attributes().mode());
        assertEquals("root:!::\n", etc.text("etc/gshadow"));
    }

    @Test
    void passwordsMoveOutOfPasswdAsPwconvDoesIt() throws Exception {
        Etc etc = new Etc(folder);
        String given = hash("a").crypt();
        etc.write("etc/passwd", "root:" + given + ":0:0:root:/root:/bin/sh\n");
        etc.write("etc/group", "root:x:0:\n");
        etc.user(Etc.request("tc", List.of(), hash("b")));
        assertEquals("root:x:0:0:root:/root:/bin/sh", etc.line("etc/passwd", "root"));
        assertTrue(etc.line("etc/shadow", "root").startsWith("root:" + given + ":"), etc.text("etc/shadow"));
        assertTrue(etc.tree.get("etc/gshadow").isEmpty());
    }

    @Test
    void aPasswordIsLockedAndOpenedAgain() throws Exception {
        Etc etc = Etc.small(folder);
        String crypt = hash("a").crypt();
        etc.user(Etc.request("alice", List.of(), hash("a")));
        etc.user(locked(true));
        etc.user(locked(true));
        assertTrue(etc.line("etc/shadow", "alice").startsWith("alice:!" + crypt + ":"));
        etc.user(locked(false));
        assertTrue(etc.line("etc/shadow", "alice").startsWith("alice:" + crypt + ":"));
    }

    private static UserRequest locked(boolean locked) {
        return new UserRequest("alice", Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.of(locked));
    }

    @Test
    void whatWouldBreakAFileIsRefusedAndWhatIsMisspeltIsSuggested() throws Exception {
        Etc etc = Etc.small(folder);
        assertThrows(Failure.class, () -> etc.user(Etc.request("Bad Name")));
        assertThrows(Failure.class, () -> etc.user(Etc.request("a:b")));
        UserRequest evil = new UserRequest("eve", Optional.empty(), Optional.empty(), List.of(),
            Optional.of("Eve\nroot2:x:0:0::/:/bin/sh"), Optional.empty(), Optional.empty(), false, Optional.empty(),
            Optional.empty());
        assertThrows(Failure.class, () -> etc.user(evil));
        Failure unknown = assertThrows(Failure.class, () -> etc.user(Etc.request("eve", List.of("user"), hash("x"))));
        assertTrue(unknown.getMessage().contains("Did you mean 'users'?"), unknown.getMessage());
        assertFalse(etc.text("etc/passwd").contains("eve"));
        UserRequest twice = new UserRequest("eve", Optional.of(1L), Optional.empty(), List.of(), Optional.empty(),
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
        assertTrue(assertThrows(Failure.class, () -> etc.user(twice)).getMessage().contains("'daemon'"));
    }

    @Test
    void keysAreOnesThatSshKeygenReadsAndPrivateOnesAreRefused() throws Exception {
        Path key = folder.resolve("key");
        assertEquals(0, Etc.Run.of(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a b", "-f",
            key.toString()), "").status());
        String line = Files.readString(Path.of(key + ".pub")).strip();
        Etc etc = Etc.small(folder.resolve("etc"));
        Account alice = etc.user(Etc.request("alice"));
        HomeFolder home = new HomeFolder(etc.tree, alice, Etc.EPOCH);
        home.make();
        home.authorize(AuthorizedKey.all("# mine\nno-pty,command=\"echo ssh-rsa hi\" " + line + "\n\n" + line + "\n"));
        home.authorize(AuthorizedKey.all(line));
        String written = etc.text("home/alice/.ssh/authorized_keys");
        assertEquals(2, written.lines().count());
        assertEquals(Attributes.of(0600, 1000, 1000, Etc.EPOCH),
            etc.tree.get("home/alice/.ssh/authorized_keys").orElseThrow().attributes());
        assertEquals(0700, etc.tree.get("home/alice/.ssh").orElseThrow().attributes().mode());
        Path file = Files.writeString(folder.resolve("authorized"), written);
        assertEquals(0, Etc.Run.of(List.of("ssh-keygen", "-l", "-f", file.toString()), "").status());
        String secret = Files.readString(key);
        Failure refused = assertThrows(Failure.class, () -> AuthorizedKey.all(secret));
        assertFalse(refused.getMessage().contains(secret.lines().skip(1).findFirst().orElseThrow()));
        assertThrows(Failure.class, () -> AuthorizedKey.all(line.substring(0, line.indexOf(' ') + 20)));
        assertThrows(Failure.class, () -> AuthorizedKey.all(line.replace("ssh-ed25519 ", "ssh-rsa ")));
    }
}
