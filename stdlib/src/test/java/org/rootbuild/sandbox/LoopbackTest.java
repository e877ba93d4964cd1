package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.process.Tools;

/** A program without network has its own loopback, whichever tool the host has to bring it up with. */
class LoopbackTest {
    private static final List<String> WAYS = List.of("ip", "ifconfig", "perl");
    private static final String ASK = "(exec 3<> /dev/tcp/127.0.0.1/9) 2>&1 || true";

    @TempDir
    Path folder;

    /** Not with ifconfig, of a package that nobody else needs. */
    @ParameterizedTest
    @ValueSource(strings = {"ip", "perl"})
    void itsOwnPortsCanBeAsked(String way) throws Exception {
        assertTrue(Files.exists(Path.of("/usr/bin", way)), way + " is needed for this test");
        assertTrue(answer(way).stream().anyMatch(line -> line.contains("Connection refused")), way);
    }

    @Test
    void whereTheHostHasNoneOfTheToolsItStaysDown() throws Exception {
        assertTrue(answer("none").stream().anyMatch(line -> line.contains("Network is unreachable")));
    }

    private List<String> answer(String way) throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        link(tools, way);
        try (Ground ground = new Ground(Files.createDirectory(folder.resolve("ground")),
                new Tools(tools.toString()))) {
            return ground.bash(ASK);
        } finally {
            // JUnit would warn of each of them.
            try (DirectoryStream<Path> links = Files.newDirectoryStream(tools)) {
                for (Path link : links) {
                    Files.delete(link);
                }
            }
        }
    }

    /** All tools of the host but those, with the wanted one among them. */
    private static void link(Path tools, String wanted) throws IOException {
        for (String place : List.of("/usr/sbin", "/usr/bin")) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(place))) {
                for (Path tool : all) {
                    String name = tool.getFileName().toString();
                    Path link = tools.resolve(name);
                    if ((name.equals(wanted) || !WAYS.contains(name)) && Files.isExecutable(tool)
                            && !Files.exists(link)) {
                        Files.createSymbolicLink(link, tool);
                    }
                }
            }
        }
    }
}
