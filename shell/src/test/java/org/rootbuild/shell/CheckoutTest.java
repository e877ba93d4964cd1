package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout, with the real Maven and the real Java. Builds a copy of these sources. */
class CheckoutTest {
    private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path checkout;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copy() throws Exception {
        checkout = Files.createDirectories(folder.resolve("my checkout"));
        Call copied = Call.of(SOURCES, Map.of(), "bash", "-c", "cp rootbuild pom.xml \"$0\"; for m in */pom.xml; do"
            + " mkdir -p \"$0/${m%/*}\"; cp $m \"$0/$m\"; done;"
            + " for m in dsl stdlib shell; do cp -R $m/src \"$0/$m/\"; done", checkout.toString());
        assertEquals(0, copied.status(), copied.errors());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("rootbuild.test.repository"));
    }

    @Test
    void itIsBuiltOnceByTwoThatStartTogetherAndAgainWhenASourceGoesOrChanges() throws Exception {
        Path extra = Files.writeString(Files.createDirectories(checkout.resolve("dsl/src/main/resources"))
            .resolve("extra"), "x");
        Path launcher = checkout.resolve("rootbuild");
        Path link = Files.createSymbolicLink(folder.resolve("rb"), launcher);
        List<Process> together = List.of(start(link, "1"), start(link, "2"));
        for (Process process : together) {
            assertTrue(process.waitFor(4, TimeUnit.MINUTES));
            assertEquals(0, process.exitValue(), errors("1") + errors("2"));
        }
        assertEquals(List.of(1L, 1L), List.of(count("building (once)"), count("waiting for another build")));
        Call silent = Call.of(folder, environment, link.toString(), "--version");
        assertEquals(new Call(0, "rootbuild " + Version.number() + "\n", ""), silent);
        Files.delete(extra);
        assertRebuilds(link, "a deleted file");
        Path source = checkout.resolve("shell/src/main/java/org/rootbuild/shell/Broken.java");
        Files.writeString(source, "class Broken { int x = \"\"; }");
        Call broken = Call.of(folder, environment, link.toString(), "--version");
        assertEquals(3, broken.status());
        assertTrue(broken.errors().contains("Broken.java") && broken.errors().contains("build.log"), broken.errors());
        assertEquals("", broken.output(), "the jars of before must not be used");
    }

    @Test
    void aCheckoutThatCannotBeWrittenIsBuiltInTheStore() throws Exception {
        boolean root = Call.of(folder, Map.of(), "id", "-u").output().equals("0\n");
        String protect = root ? "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && cd \"$0\" && "
            : "chmod -R a-w \"$0\" && cd \"$0\" && ";
        String script = protect + "! touch probe 2>/dev/null && ./rootbuild --version && ./rootbuild --version";
        Call call = root ? Call.of(folder, environment, "unshare", "--mount", "bash", "-c", script,
            checkout.toString()) : Call.of(folder, environment, "bash", "-c", script, checkout.toString());
        Call.of(folder, Map.of(), "chmod", "-R", "u+w", checkout.toString());
        assertEquals(0, call.status(), call.errors());
        assertEquals(("rootbuild " + Version.number() + "\n").repeat(2), call.output());
        assertEquals("rootbuild: building (once) …\n", call.errors());
        assertFalse(Files.exists(checkout.resolve("shell/target")));
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("bash", "env", "mkdir", "find", "flock")) {
            Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            assertTrue(bin.resolve(tool).toFile().setExecutable(true));
        }
        environment.put("PATH", bin.toString());
        Call call = Call.of(folder, environment, checkout.resolve("rootbuild").toString(), "--version");
        assertEquals(3, call.status(), call.errors());
        assertTrue(call.errors().contains("apt-get install maven"), call.errors());
    }

    private void assertRebuilds(Path launcher, String why) throws Exception {
        Call call = Call.of(folder, environment, launcher.toString(), "--version");
        assertEquals(0, call.status(), call.errors());
        assertEquals("rootbuild: sources have changed, building …\n", call.errors(), why);
        assertEquals("", Call.of(folder, environment, launcher.toString(), "--version").errors());
    }

    private Process start(Path launcher, String name) throws Exception {
        return Call.start(folder, environment, folder.resolve(name + ".out"), folder.resolve(name + ".err"),
            launcher.toString(), "--version");
    }

    private String errors(String name) throws Exception {
        return Files.readString(folder.resolve(name + ".err"));
    }

    private long count(String words) throws Exception {
        return (errors("1") + errors("2")).lines().filter(line -> line.contains(words)).count();
    }
}
