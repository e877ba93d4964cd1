package org.rootbuild.command;

import java.io.IOException;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.command.Desk.Said;

/** Sources and base systems of Debian, as a recipe asks for them; with the mirror that this host's apt uses. */
class DebianVerbsTest {
    @TempDir
    Path folder;

    private Desk step(String step) throws Exception {
        return Desk.at(folder).write("r.groovy", "recipe 'r'\ndef suite = debian('bookworm')\nroot('s') { pass('p') {\n"
            + "    " + step + "\n} }\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "unpack suite.source('Hello')                  | 4:18: error: 'Hello' cannot be the name of a Debian package",
        "unpack suite.source('hello', fiel: '*')       | 4:34: error: 'source' knows no 'fiel:'",
        "unpack suite.source('hello', file: 3)         | 4:18: error: 'file:' is neither a text nor a regular expression",
    })
    void whatCanBeKnownBeforeItRunsIsSaidBefore(String step, String error) throws Exception {
        Said said = step(step).call("check", "r");
        assertEquals(2, said.status(), said.errors());
        assertTrue(said.errors().startsWith("r.groovy:" + error), said.errors());
    }

    private Desk base(String base, String pass) throws IOException {
        return Desk.at(folder).write("r.groovy", "recipe 'r'\ndef suite = debian('bookworm')\nroot('s', from: " + base
            + ") {\n    pass('p') {\n        " + pass + "\n    }\n}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "suite                               | 3:17: error: 'from:'",
        "suite.base('gcc', variant: 'tiny')  | 3:23: error: 'tiny' is no variant",
        "suite.base('~igcc')                 | 3:23: error: '~igcc' cannot be the name of a Debian package",
    })
    void soIsWhatNoBaseSystemCanBe(String base, String error) throws Exception {
        Said said = base(base, "write '/a', 'b'").call("check", "r");
        assertEquals(2, said.status(), said.errors());
        assertTrue(said.errors().startsWith("r.groovy:" + error), said.errors());
    }

    @Test
    void severalNamesAndNamedArgumentsStandTogether() throws Exception {
        Said said = base("suite.base('gcc', 'make', 'patch', variant: 'buildd')",
            "mkdir '/a', '/b', '/c', mode: 01777\n        remove '/a', '/b', ifPresent: true").call("check", "r");
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void withoutTheNetworkNothingIsLookedUp() throws Exception {
        Said source = step("unpack suite.source('hello')").call("run", "r", "--offline");
        assertTrue(source.errors().contains("the source package 'hello' was never looked up here"), source.errors());
        Said base = base("suite.base('make')", "write '/a', 'b'").call("run", "r", "--offline");
        assertTrue(base.errors().contains("the suite 'bookworm' was never looked up here"), base.errors());
    }

    @Test
    @Timeout(300)
    void aTarballAndABaseSystemComeFromTheMirrorOfThisHostAndAreThenRemembered() throws Exception {
        Desk desk = base("suite.base('busybox-static', variant: 'extract')",
            "unpack suite.source('hello'), into: '/hello', strip: 1\n"
            + "    call('look') { assert exists('/hello/configure') && exists('/bin/busybox') && !exists('/etc/hostname') }");
        Said first = desk.call("run", "r");
        assertEquals(0, first.status(), first.errors());
        assertTrue(first.errors().contains("found hello 2."), first.errors());
        Said again = desk.call("run", "r", "--offline");
        assertEquals(0, again.status(), again.errors());
        assertTrue(again.errors().contains("everything was reused"), again.errors());
    }
}
