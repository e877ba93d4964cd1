package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

@Timeout(60)
class HostAptTest {
    private static final URI ONE = URI.create("http://one.invalid/debian");
    private static final URI TWO = URI.create("https://two.invalid/debian/");
    private static final URI SAFE = URI.create("http://safe.invalid/debian-security");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("sources.list.d"));
    }

    @Test
    void readsBothFormsAndPassesOverWhatCannotBeUsed() throws Exception {
        write("sources.list", """
            # a comment
            deb cdrom:[Debian GNU/Linux 12 _Bookworm_]/ bookworm main
            deb [arch=amd64,arm64 signed-by=/usr/share/keyrings/a.gpg] http://one.invalid/debian bookworm main contrib # b
            deb-src http://source.invalid/debian bookworm main
            deb mirror://list.invalid/mirrors bookworm main
            deb file:/srv/debian bookworm main
            """);
        write("sources.list.d/debian.sources", """
            # the second mirror
            Types: deb deb-src
            URIs: https://two.invalid/debian/
            # in between
            Suites: bookworm bookworm-updates
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             abc
             -----END PGP PUBLIC KEY BLOCK-----

            Types: deb
            Enabled: no
            URIs: http://off.invalid/debian
            Suites: bookworm
            Components: main
            """);
        write("sources.list.d/old.list.save", "deb http://saved.invalid/debian bookworm main\n");
        HostApt apt = new HostApt(folder, Map.of());
        DebianArchive archive = apt.archive("bookworm", List.of("main"), "amd64");
        assertEquals(List.of(ONE, URI.create("file:///srv/debian"), TWO), archive.mirrors());
        AptSource first = apt.sources().get(1);
        assertEquals(new AptSource(List.of(ONE), List.of("bookworm"), List.of("main", "contrib"),
            List.of("amd64", "arm64"), Optional.of("/usr/share/keyrings/a.gpg")), first);
        assertTrue(apt.sources().get(apt.sources().size() - 1).signedBy().orElseThrow().contains("PUBLIC KEY BLOCK"));
        assertEquals(List.of(URI.create("file:///srv/debian"), TWO),
            apt.archive("bookworm", List.of("main"), "riscv64").mirrors());
    }

    @Test
    void aSuiteThatAptDoesNotNameIsLookedForOnMirrorsOfItsKind() throws Exception {
        write("sources.list", "deb http://one.invalid/debian bookworm main\n"
            + "deb http://safe.invalid/debian-security bookworm-security main\n");
        HostApt apt = new HostApt(folder, Map.of());
        assertEquals(List.of(ONE), apt.archive("trixie", List.of("main"), "amd64").mirrors());
        assertEquals(List.of(SAFE), apt.archive("trixie-security", List.of("main"), "amd64").mirrors());
    }

    @Test
    void theEnvironmentComesFirst() throws Exception {
        write("sources.list", "deb http://safe.invalid/debian bookworm main\n");
        HostApt apt = new HostApt(folder, Map.of("ROOTBUILD_DEBIAN_MIRROR", ONE + ", " + TWO));
        assertEquals(List.of(ONE, TWO), apt.archive("bookworm", List.of("main"), "amd64").mirrors());
        HostApt wrong = new HostApt(folder, Map.of("ROOTBUILD_DEBIAN_MIRROR", "ftp://h/debian"));
        assertThrows(Failure.class, () -> wrong.archive("bookworm", List.of("main"), "amd64"));
    }

    @Test
    void aHostWithoutAMirrorIsToldHowToNameOne() {
        for (Path where : List.of(folder, folder.resolve("none"))) {
            HostLacks lacks = assertThrows(HostLacks.class,
                () -> new HostApt(where, Map.of()).archive("bookworm", List.of("main"), "amd64"));
            assertTrue(lacks.getMessage().contains("names no mirror for the Debian suite 'bookworm'"));
            assertTrue(lacks.remedy().contains("-P mirror=URL") && lacks.remedy().contains("ROOTBUILD_DEBIAN_MIRROR"));
        }
    }

    @Test
    void aMalformedFileIsToldWithItsLine() throws Exception {
        write("sources.list", "\ndeb http://one.invalid/debian\n");
        Failure failure = assertThrows(Failure.class, () -> new HostApt(folder, Map.of()).sources());
        assertTrue(failure.getMessage().startsWith("line 2 of '"), failure.getMessage());
        write("sources.list", "");
        write("sources.list.d/x.sources", "Types: deb\nnonsense\n");
        Failure other = assertThrows(Failure.class, () -> new HostApt(folder, Map.of()).sources());
        assertTrue(other.getMessage().startsWith("line 2 of '"), other.getMessage());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
