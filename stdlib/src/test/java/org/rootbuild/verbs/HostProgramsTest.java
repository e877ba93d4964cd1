package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.layer.Digests;

/** What identifies the programs of a host. */
class HostProgramsTest {
    private static final String STATUS = """
        Package: gcc
        Status: install ok installed
        Architecture: amd64
        Description: compiler
         Package: not-me
        Version: 12.2

        Package: gone
        Status: deinstall ok config-files
        Architecture: amd64
        Version: 1

        Package: bash
        Status: hold ok installed
        Version: 5.2
        Architecture: amd64
        """;

    @TempDir
    Path host;

    private HostPrograms with(String status) throws Exception {
        Path file = host.resolve("var/lib/dpkg/status");
        Files.createDirectories(file.getParent());
        Files.writeString(file, status);
        return HostPrograms.of(host);
    }

    @Test
    void installedPackagesWithTheirVersionsAreIt() throws Exception {
        HostPrograms programs = with(STATUS);
        assertEquals("2 installed Debian packages", programs.about());
        assertEquals(programs, with(STATUS.replace("Description: compiler", "Description: other")));
        String[] paragraphs = STATUS.split("\n\n");
        assertEquals(programs, with(paragraphs[2] + "\n\n" + paragraphs[0] + "\n"));
        assertNotEquals(programs.sha256(), with(STATUS.replace("12.2", "12.3")).sha256());
        assertNotEquals(programs.sha256(), with(STATUS.replace("deinstall ok config-files", "install ok installed")).sha256());
    }

    @Test
    void itIsWhatDpkgItselfSaysOfThisHost() throws Exception {
        Process query = new ProcessBuilder("dpkg-query", "-W", "-f",
            "${db:Status-Status}\\t${Package} ${Version} ${Architecture}\\n").redirectErrorStream(true).start();
        String said = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, query.waitFor(), said);
        String packages = Arrays.stream(said.split("\n")).filter(line -> line.startsWith("installed\t"))
            .map(line -> line.substring("installed\t".length())).sorted().collect(Collectors.joining("\n"));
        assertEquals(Digests.hex(("dpkg\n" + packages).getBytes(StandardCharsets.UTF_8)),
            HostPrograms.of(Path.of("/")).sha256());
    }

    @Test
    void withoutPackagesTheFilesAreIt() throws Exception {
        Path programs = Files.createDirectories(host.resolve("usr/bin"));
        Files.writeString(programs.resolve("cc"), "one");
        HostPrograms before = HostPrograms.of(host);
        assertTrue(before.about().startsWith("1 programs"), before.about());
        assertEquals(before, HostPrograms.of(host));
        Files.writeString(programs.resolve("cc"), "three");
        assertNotEquals(before.sha256(), HostPrograms.of(host).sha256());
    }

    @Test
    void aRecipeCanSayWhatTheyAreTakenFor() {
        assertEquals(HostPrograms.named("debian-12"), HostPrograms.named("debian-12"));
        assertNotEquals(HostPrograms.named("debian-12").sha256(), HostPrograms.named("debian-13").sha256());
    }
}
