package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.command.Desk.Said;

/** What a person is told who uses the standard verbs wrongly, before anything runs where that is possible. */
class StandardVerbsTest {
    @TempDir
    Path folder;

    private Desk step(String step) throws Exception {
        return Desk.at(folder).write("r.groovy", "recipe 'r'\nroot('s') { pass('p') {\n    write '/x', 'hello'\n    "
            + step + "\n} }\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "mkdir ''                           | 4:5: error: a path is empty",
        "mkdir '/../x'                      | 4:5: error: the path '/../x' leaves the root",
        "copy '/x', ''                      | 4:5: error: a path is empty",
        "substitute '/x', '', 'y'           | 4:5: error: an empty text cannot be replaced",
        "write '/y', 'z', owner: 'a:b:c'    | 4:5: error: 'a:b:c' names no owner",
        "chown ':', '/x'                    | 4:5: error: ':' names no owner",
        "chmod 755, '/x'                    | 4:11: error: 755 is a decimal number",
        "write '/y', 'z', mode: 4755        | 4:28: error: 4755 is a decimal number",
        "unpack 'a.tar'                     | 4:5: error: 'unpack' does not take (text)",
        "copy '/x', '/y', mode: 0644        | 4:5: error: 'copy' does not take (mode: whole number, text, text)",
    })
    void whatCanBeKnownBeforeItRunsIsSaidBefore(String step, String error) throws Exception {
        Said said = step(step).call("check", "r");
        assertEquals(2, said.status(), said.errors());
        assertTrue(said.errors().startsWith("r.groovy:" + error + "\n"), said.errors());
    }

    @Test
    void permissionBitsInOctalAreTakenAsTheyAre() throws Exception {
        assertEquals(0, step("chmod 0644, '/x'; mkdir '/t', mode: 01777; mkdir '/u', mode: 0; chmod 448, '/x'")
            .call("check", "r").status());
    }

    @Test
    void whatIsWantedInsteadOfATextIsNamed() throws Exception {
        Said said = step("unpack 'a.tar'").call("check", "r");
        assertTrue(said.errors().contains("An artifact is artifact('…'), a file beside the recipe is local('…')."),
            said.errors());
    }

    @Test
    void anArtifactIsUnpackedWithoutFurtherWords() throws Exception {
        Said said = Desk.at(folder).write("r.groovy", "recipe 'r'\nroot('a') { pass('p') { write '/a', 'b' } }\n"
            + "artifact('a.cpio') { initramfs root('a'), compress: 'none' }\n"
            + "root('b') { pass('q') { unpack artifact('a.cpio') } }\nartifact('b.cpio') { initramfs root('b'),"
            + " compress: 'none' }\n").call("run", "r");
        assertEquals(0, said.status(), said.errors());
        assertEquals(-1, Files.mismatch(folder.resolve("out/a.cpio"), folder.resolve("out/b.cpio")));
    }

    @ParameterizedTest
    @CsvSource({"a.tar, 75737461, ''", "a.tar.gz, 1f8b, -z", "a.txz, fd377a58, -J", "a.tar.zst, 28b52ffd, --zstd"})
    void aRootIsATarArchiveCompressedAsItsNameSays(String name, String head, String how) throws Exception {
        Said said = Desk.at(folder).write("r.groovy", "recipe 'r'\nroot('a') { pass('p') { write '/etc/b', 'text\\n'\n"
            + "symlink '/etc/l', to: 'b'\nchown '7:8', '/etc/b'\nmknod '/dev/zero', 'c', 1, 5 } }\n"
            + "artifact('" + name + "') { tar root('a') }\n").call("run", "r");
        assertEquals(0, said.status(), said.errors());
        Path archive = folder.resolve("out").resolve(name);
        byte[] bytes = Files.readAllBytes(archive);
        int at = how.isEmpty() ? 257 : 0;
        assertTrue(HexFormat.of().formatHex(bytes, at, at + 4).startsWith(head), name);
        List<String> words = new ArrayList<>(List.of("tar", "--numeric-owner", "-tvf", archive.toString()));
        if (!how.isEmpty()) {
            words.add(how);
        }
        Process listing = new ProcessBuilder(words).redirectErrorStream(true).start();
        String listed = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, listing.waitFor(), listed);
        assertTrue(listed.contains("7/8") && listed.contains("./etc/l -> b") && listed.contains("1,5 "), listed);
        // The oracle reads what it is given: a damaged archive is refused.
        bytes[at == 0 ? bytes.length / 2 : 150] ^= 0x55;
        Files.write(archive, bytes);
        assertNotEquals(0, new ProcessBuilder(words).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
    }

    @Test
    void codeThatThrowsNamesItsLine() throws Exception {
        Said thrown = step("call('x') {\n        int a = 1\n        throw new IllegalStateException('told')\n    }")
            .call("run", "r");
        assertEquals(1, thrown.status(), thrown.errors());
        assertTrue(thrown.errors().contains("x, on line 6: the code threw IllegalStateException: told"),
            thrown.errors());
        Said missing = step("call('x') {\n\n        [1].each { read('/nothing') }\n    }").call("run", "r");
        assertTrue(missing.errors().contains("x, on line 6: there is no file /nothing in the root"), missing.errors());
    }

    @Test
    void theLogOfAFailedStepSaysWhyItFailed() throws Exception {
        Desk desk = step("substitute '/x', 'nope', 'y'");
        Said said = desk.call("run", "r");
        assertEquals(1, said.status(), said.errors());
        assertTrue(said.errors().contains("Last lines of its output\n    (it wrote none)\n"), said.errors());
        assertEquals("rootbuild: 'nope' was not found in /x\n", desk.call("log", "r", "p/substitute").out());
    }

    @Test
    void theAdviceKeepsWhatTheRunWasTold() throws Exception {
        Desk desk = Desk.at(folder).write("r.groovy", "recipe 'r'\nString who = param('who', 'a', 'whom')\n"
            + "root('s') { pass('p') { write '/x', who; call('x') { log 'here'; read('/nothing') } } }\n");
        Said said = desk.call("run", "r", "-P", "who=b c", "--state", "elsewhere");
        assertTrue(said.errors().contains("rootbuild inspect r p -P 'who=b c' --state elsewhere "), said.errors());
        assertTrue(said.errors().contains("rootbuild log r p/call --state elsewhere "), said.errors());
        Said inspected = desk.call("inspect", "r", "p", "-P", "who=b c", "--state", "elsewhere");
        assertTrue(inspected.out().contains("write  done"), inspected.out());
    }

    @Test
    void aStepThatIsNotThereIsAFaultOfTheCommandLine() throws Exception {
        Said said = step("mkdir '/etc'").call("inspect", "r", "p/mkdri");
        assertEquals(2, said.status(), said.errors());
        assertTrue(said.errors().contains("'p' has no step 'mkdri'. Did you mean 'mkdir'?\n  Its steps are write,"
            + " mkdir."), said.errors());
    }

    @Test
    void theReasonComparesWithWhatStoodLastAlsoWhenThatWasReused() throws Exception {
        Desk desk = Desk.at(folder).write("r.groovy", "recipe 'r'\nString who = param('who', 'a', 'whom')\n"
            + "root('s') { pass('p') { write '/x', who } }\n");
        for (String who : new String[] {"a", "b", "a"}) {
            assertEquals(0, desk.call("run", "r", "-P", "who=" + who).status());
        }
        Said planned = desk.call("plan", "r", "-P", "who=c");
        assertTrue(planned.out().contains("'text' of write changed from 'a' to 'c'"), planned.out());
        desk.write("r.groovy", Files.readString(folder.resolve("r.groovy")).replace("pass('p')", "pass('q')"));
        assertTrue(desk.call("run", "r").errors().contains("= pass q  reused"));
        Said renamed = desk.call("plan", "r", "-P", "who=c");
        assertTrue(renamed.out().contains("'text' of write changed from 'a' to 'c'"), renamed.out());
        assertTrue(desk.call("inspect", "r", "q").out().contains("pass 'q' of the root 's': reused"));
    }
}
