package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyringTest {
    private static final String TEXT = "Origin: Test\nSuite: one\n";
    private static final Clock NOW = Clock.systemUTC();

    @TempDir
    private static Path folder;
    private static GpgHome gpg;

    @BeforeAll
    static void makeKeys() throws Exception {
        gpg = new GpgHome(folder);
        gpg.makeKey("ann", "ed25519", "never");
        gpg.makeKey("bob", "rsa2048", "never");
        gpg.makeKey("eve", "ed25519", "never");
        gpg.makeKey("short", "rsa1024", "never");
        gpg.makeKey("old", "ed25519", "1y", "--faked-system-time", "20200101T000000");
    }

    @AfterAll
    static void endAgent() throws Exception {
        gpg.close();
    }

    @Test
    void acceptsWhatGnupgSignedWithEitherKindOfKey() throws Exception {
        for (String name : List.of("ann", "bob")) {
            byte[] message = gpg.sign(TEXT, name);
            assertEquals("Origin: Test\nSuite: one", gpg.keyring("ann", "bob").verify(message, "it", NOW));
            assertEquals(0, gpg.gpgv(message, gpg.exportKeys("ann", "bob")));
        }
    }

    @Test
    void signedTextMayHoldDashesBlanksAtLineEndsCarriageReturnsAndAnyScript() throws Exception {
        String text = "- a list\n-----BEGIN PGP SIGNATURE-----\n--\n\n  in \t \nline\r\nFrom me\nÅngström 山\n\n\nend";
        String expected = "- a list\n-----BEGIN PGP SIGNATURE-----\n--\n\n  in\nline\nFrom me\nÅngström 山\n\n\nend";
        assertEquals(expected, gpg.keyring("ann").verify(gpg.sign(text, "ann"), "it", NOW));
        assertEquals("", gpg.keyring("ann").verify(gpg.sign("", "ann"), "it", NOW));
    }

    @Test
    void linesThatWereGivenCarriageReturnsOnTheWayAreStillGood() throws Exception {
        String message = new String(gpg.sign(TEXT, "ann"), StandardCharsets.UTF_8).replace("\n", "\r\n");
        assertEquals("Origin: Test\nSuite: one",
            gpg.keyring("ann").verify(message.getBytes(StandardCharsets.UTF_8), "it", NOW));
    }

    @Test
    void oneGoodSignatureBesideAnUnknownOneSuffices() throws Exception {
        byte[] message = gpg.sign(TEXT.getBytes(StandardCharsets.UTF_8), List.of("eve", "ann", "bob"));
        assertEquals("Origin: Test\nSuite: one", gpg.keyring("ann").verify(message, "it", NOW));
    }

    @Test
    void aChangedTextIsRefusedByUsAndByGpgv() throws Exception {
        byte[] message = new String(gpg.sign(TEXT, "ann"), StandardCharsets.UTF_8).replace("Suite: one", "Suite: two")
            .getBytes(StandardCharsets.UTF_8);
        refused(message, gpg.keyring("ann"), "has no good signature", "does not fit the text");
        assertNotEquals(0, gpg.gpgv(message, gpg.exportKeys("ann")));
    }

    @Test
    void aKeyThatIsNotInTheKeyringIsRefused() throws Exception {
        refused(gpg.sign(TEXT, "eve"), gpg.keyring("ann", "bob"), "the key " + id("eve") + " is not in the keyring");
    }

    @Test
    void weakHashesAndShortKeysAreRefused() throws Exception {
        refused(gpg.sign(TEXT, "bob", "--digest-algo", "SHA1"), gpg.keyring("bob"), "uses a weak hash (algorithm 2)");
        refused(gpg.sign(TEXT, "short"), gpg.keyring("short"), "has only 1024 bits");
    }

    @Test
    void anExpiredKeyIsRefused() throws Exception {
        byte[] message = gpg.sign(TEXT, "old", "--faked-system-time", "20200601T000000");
        refused(message, gpg.keyring("old"), "the key " + id("old") + " has expired");
        Clock then = Clock.fixed(Instant.parse("2020-07-01T00:00:00Z"), ZoneOffset.UTC);
        assertEquals("Origin: Test\nSuite: one", gpg.keyring("old").verify(message, "it", then));
    }

    @Test
    void aSignatureFromTheFutureOrPastItsOwnTimeIsRefused() throws Exception {
        refused(gpg.sign(TEXT, "ann", "--faked-system-time", "20400101T000000"), gpg.keyring("ann"), "in the future");
        byte[] brief = gpg.sign(TEXT, "ann", "--default-sig-expire", "2d");
        assertEquals("Origin: Test\nSuite: one", gpg.keyring("ann").verify(brief, "it", NOW));
        Failure failure = assertThrows(Failure.class, () -> gpg.keyring("ann").verify(brief, "it",
            Clock.offset(NOW, Duration.ofDays(3))));
        assertTrue(failure.getMessage().contains("has expired"), failure.getMessage());
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        gpg.makeKey("gone", "ed25519", "never");
        byte[] message = gpg.sign(TEXT, "gone");
        assertEquals("Origin: Test\nSuite: one", gpg.keyring("gone").verify(message, "it", NOW));
        Path revocation = gpg.tool.folder().resolve("openpgp-revocs.d/" + gpg.fingerprint("gone") + ".rev");
        String certificate = Files.readString(revocation).replace(":-----BEGIN", "-----BEGIN");
        assertEquals(0, gpg.tool.tryOut(certificate, "gpg", "--batch", "--import").status());
        refused(message, gpg.keyring("gone"), "the key " + id("gone") + " is revoked");
    }

    @Test
    void aSubkeySignsForItsPrimaryKey() throws Exception {
        gpg.makeKey("sub", "ed25519", "never");
        gpg.tool.run("gpg", "--batch", "--passphrase", "", "--quick-add-key", gpg.fingerprint("sub"), "rsa2048",
            "sign");
        byte[] message = gpg.sign(TEXT, "sub");
        assertEquals("Origin: Test\nSuite: one", gpg.keyring("sub").verify(message, "it", NOW));
        refused(message, gpg.keyring("ann"), "is not in the keyring");
    }

    @Test
    void nothingButTheOneSignedPartIsLetThrough() throws Exception {
        String message = new String(gpg.sign(TEXT, "ann"), StandardCharsets.UTF_8);
        Keyring keyring = gpg.keyring("ann");
        refused(bytes(TEXT), keyring, "it is not signed");
        refused(new byte[0], keyring, "it is not signed");
        refused(bytes("Suite: two\n" + message), keyring, "has text before its signed part");
        refused(bytes("\n" + message), keyring, "has text before its signed part");
        refused(bytes(message + "Suite: two\n"), keyring, "has text behind its signature");
        refused(bytes(message + message), keyring, "has text behind its signature");
        refused(bytes(message.replace("Hash:", "Suite: two\nHash:")), keyring, "has an unknown line before");
        refused(bytes(message.replace("Suite", "-----BEGIN PGP SIGNED MESSAGE-----\n\nSuite")), keyring,
            "more than one signed part");
        refused(bytes(message.substring(0, message.length() - 40)), keyring, "is cut off");
        refused(bytes(message.substring(0, 60)), keyring, "is cut off");
        refused(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, keyring, "is not a text in UTF-8");
        int armor = message.indexOf("\n\n", message.indexOf("BEGIN PGP SIGNATURE")) + 12;
        String damaged = message.substring(0, armor) + (message.charAt(armor) == 'A' ? 'B' : 'A')
            + message.substring(armor + 1);
        assertThrows(Failure.class, () -> keyring.verify(bytes(damaged), "it", NOW));
    }

    @Test
    void aMessageThatIsCutAnywhereIsAFailureAndNothingElse() throws Exception {
        byte[] message = gpg.sign(TEXT, "ann");
        Keyring keyring = gpg.keyring("ann");
        int end = new String(message, StandardCharsets.UTF_8).stripTrailing().length();
        for (int length = 0; length < end; length++) {
            byte[] cut = Arrays.copyOf(message, length);
            assertThrows(Failure.class, () -> keyring.verify(cut, "it", NOW));
        }
    }

    @Test
    void aDamagedSignatureIsNeverTakenForAnotherText() throws Exception {
        String message = new String(gpg.sign(TEXT, "ann"), StandardCharsets.UTF_8);
        Keyring keyring = gpg.keyring("ann");
        int refusals = 0;
        for (int at = message.indexOf("BEGIN PGP SIGNATURE") + 25; at < message.length() - 30; at++) {
            String damaged = message.substring(0, at) + (message.charAt(at) == 'A' ? 'z' : 'A')
                + message.substring(at + 1);
            try {
                assertEquals("Origin: Test\nSuite: one", keyring.verify(bytes(damaged), "it", NOW));
            } catch (Failure failure) {
                refusals++;
            }
        }
        assertTrue(refusals > 100, refusals + " refusals");
    }

    @Test
    void armoredKeyringsOfSeveralBlocksAreRead() throws Exception {
        Path file = folder.resolve("keys.asc");
        String ann = gpg.tool.run("gpg", "--batch", "--armor", "--export", "ann@test.invalid");
        String bob = gpg.tool.run("gpg", "--batch", "--armor", "--export", "bob@test.invalid");
        Files.writeString(file, ann + "\n" + bob);
        Keyring keyring = Keyring.read(file);
        for (String name : List.of("ann", "bob")) {
            assertEquals("Origin: Test\nSuite: one", keyring.verify(gpg.sign(TEXT, name), "it", NOW));
        }
    }

    @Test
    void aDamagedEmptyOrMissingKeyringIsRefused() throws Exception {
        byte[] keys = gpg.exportKeys("ann");
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(keys, 20), bytes("no keys"), bytes("<html>"))) {
            assertThrows(Failure.class, () -> Keyring.parse(bad, "the keyring"));
        }
        assertThrows(Failure.class, () -> Keyring.read(folder.resolve("none")));
    }

    @Test
    void debiansKeysAreThere() throws Exception {
        Path copy = folder.resolve("debian.gpg");
        try (var in = Keyring.class.getResourceAsStream("debian-archive-keyring.gpg")) {
            Files.copy(in, copy);
        }
        long keys = gpg.tool.run("gpg", "--batch", "--with-colons", "--show-keys", copy.toString()).lines()
            .filter(line -> line.startsWith("pub:")).count();
        assertTrue(keys >= 9, "gpg finds " + keys);
        assertEquals("the keyring of Debian's archive (" + keys + " keys)", Keyring.debian().toString());
        Path sum = Files.createTempFile(folder, "sum", "");
        try (var in = Keyring.class.getResourceAsStream("README.md")) {
            Files.write(sum, in.readAllBytes());
        }
        String digest = new Tool(folder, Map.of()).run("sha256sum", copy.toString()).substring(0, 64);
        assertTrue(Files.readString(sum).contains(digest), "the page beside the keyring names its digest");
    }

    private static void refused(byte[] message, Keyring keyring, String... words) {
        Failure failure = assertThrows(Failure.class, () -> keyring.verify(message, "it", NOW));
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word), "'" + word + "' is not in: " + failure.getMessage());
        }
        assertTrue(failure.remedy().endsWith("."), failure.remedy());
    }

    private static String id(String name) throws Exception {
        return gpg.fingerprint(name).substring(24);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
