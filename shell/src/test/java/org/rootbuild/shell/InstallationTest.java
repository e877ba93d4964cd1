package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the build makes, unpacked and used. Runs after packaging. */
class InstallationTest {
    @TempDir
    Path folder;

    private Path prefix;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws Exception {
        Path place = Files.createDirectories(folder.resolve("an é place"));
        Call unpacked = Call.of(place, Map.of(), "tar", "-xzf", archive().toString());
        assertEquals(0, unpacked.status(), unpacked.errors());
        prefix = place.resolve(archive().getFileName().toString().replace(".tar.gz", ""));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void itRunsThroughALinkAndItsClassesAreSharedFromTheSecondStartOn() throws Exception {
        Path plain = Files.move(prefix, folder.resolve("plain"));
        Path link = Files.createSymbolicLink(folder.resolve("rb"), plain.resolve("bin/rootbuild"));
        Call first = Call.of(folder, environment, link.toString(), "--version");
        assertEquals(new Call(0, "rootbuild " + Version.number() + "\n", ""), first);
        Path log = folder.resolve("loaded");
        environment.put("ROOTBUILD_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
        Call second = Call.of(folder, environment, link.toString(), "--version");
        assertEquals(first, second);
        assertTrue(Files.readAllLines(log).stream().anyMatch(line ->
            line.contains("org.rootbuild.shell.Main source: shared objects file")), "shared classes");
    }

    @Test
    void itRunsInAFolderWithBlanksAndLettersBeyondAscii() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("r b"), prefix.resolve("bin/rootbuild"));
        Call call = Call.of(prefix, environment, link.toString(), "--help");
        assertEquals(0, call.status(), call.errors());
        assertTrue(call.output().startsWith("Usage: rootbuild"), call.output());
        assertFalse(call.output().contains("\033"), "no colours without a terminal");
    }

    @Test
    void aDamagedClassArchiveIsPassedOver() throws Exception {
        Path launcher = prefix.resolve("bin/rootbuild");
        Call first = Call.of(folder, environment, launcher.toString(), "--version");
        Path shared;
        try (var files = Files.list(folder.resolve("home/.cache/rootbuild/cds"))) {
            shared = files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
        }
        assertTrue(shared.toFile().setWritable(true));
        Files.writeString(shared, "damaged");
        assertEquals(first, Call.of(folder, environment, launcher.toString(), "--version"));
    }

    @Test
    void itsJarsAreWhatTheirDigestsSay() throws Exception {
        Path lib = prefix.resolve("lib");
        assertEquals(0, Call.of(lib, Map.of(), "sha256sum", "--strict", "-c", "SHA256SUMS").status());
        Path jar = lib.resolve("picocli-" + picocliVersion(lib) + ".jar");
        Files.writeString(jar, "damaged");
        assertFalse(Call.of(lib, Map.of(), "sha256sum", "--strict", "-c", "SHA256SUMS").status() == 0, "the oracle");
    }

    @Test
    void itHoldsCompletionsAndManualPages() {
        for (String file : List.of("share/bash-completion/completions/rootbuild",
            "share/zsh/site-functions/_rootbuild", "share/man/man1/rootbuild.1")) {
            assertTrue(Files.isRegularFile(prefix.resolve(file)), file);
        }
    }

    @Test
    void itsArchiveNamesNobodyAndNoTimeOfTheBuild() throws Exception {
        String listing = Call.of(folder, Map.of("TZ", "UTC0"), "tar", "--numeric-owner", "--full-time", "-tvzf",
            archive().toString()).output();
        assertTrue(listing.lines().allMatch(line -> line.contains(" 0/0 ") && line.contains(" 2026-01-01 00:00:00 ")),
            listing);
    }

    @Test
    void itRunsSpecificationsWithTheLibrariesThatNoOtherCommandLooksThrough() throws Exception {
        Path launcher = prefix.resolve("bin/rootbuild");
        writeBox("expect: changing size: 2 reruns 'a'");
        Call held = Call.of(folder, environment, launcher.toString(), "test", "box");
        assertEquals(0, held.status(), held.output() + held.errors());
        assertTrue(held.output().contains("1 feature holds"), held.output());
        environment.put("ROOTBUILD_JAVA_OPTS", "-XshowSettings:properties");
        Call checked = Call.of(folder, environment, launcher.toString(), "check", "box");
        assertTrue(checked.errors().contains("picocli") && !checked.errors().contains("spock"), checked.errors());
        Call tested = Call.of(folder, environment, launcher.toString(), "test", "box");
        assertTrue(tested.errors().contains("spock-core"), tested.errors());
    }

    private void writeBox(String feature) throws Exception {
        Files.writeString(folder.resolve("box.groovy"), """
            recipe 'box'
            int size = param('size', 1, 'how big')
            root('box') {
                pass('a') { write '/size', "$size" }
            }
            """);
        Files.writeString(folder.resolve("BoxSpec.groovy"), "class BoxSpec extends org.rootbuild.testing.RecipeSpec {\n"
            + "    def 'a feature'() {\n " + feature + "\n    }\n}\n");
    }

    private static String picocliVersion(Path lib) throws Exception {
        try (var files = Files.list(lib)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("picocli-"))
                .findFirst().orElseThrow().replaceAll("picocli-|\\.jar", "");
        }
    }

    private static Path archive() throws Exception {
        return Path.of("target/rootbuild-" + Version.number() + ".tar.gz").toAbsolutePath();
    }
}
