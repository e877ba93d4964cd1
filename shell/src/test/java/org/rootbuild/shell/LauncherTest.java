package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher hands to Java. Java is a script here that shows what it got; {@link InstallationTest} and
 * {@link CheckoutTest} do the same with the real one.
 */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../rootbuild").toAbsolutePath().normalize();
    private static final String SHOWS = """
        #!/bin/sh
        case "$*" in
        *__train*|*-Xshare:dump*) echo "$@" >> "$TRAININGS"; exit 1;;
        esac
        for word; do echo "word:$word"; done
        echo "folder:$PWD"
        echo "charset:$LC_ALL"
        echo "colour:${NO_COLOR-unset}"
        echo "namespace:$(readlink /proc/self/ns/mnt)"
        echo "process:$$"
        exit ${STATUS:-0}
        """;

    @TempDir
    Path folder;

    private Path installed;
    private Path java;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws Exception {
        Path prefix = Files.createDirectories(folder.resolve("it's \"here\" é $HOME"));
        installed = Files.createDirectories(prefix.resolve("bin")).resolve("rootbuild");
        Files.copy(LAUNCHER, installed, StandardCopyOption.COPY_ATTRIBUTES);
        Path lib = Files.createDirectories(prefix.resolve("lib"));
        Files.createFile(lib.resolve("a.jar"));
        Files.createFile(lib.resolve("b.jar"));
        Files.writeString(lib.resolve("SHA256SUMS"), "00  a.jar\n01  b.jar\n");
        java = javaHome("jdk", "17.0.9");
        environment.put("JAVA_HOME", java.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("TRAININGS", folder.resolve("trainings").toString());
    }

    @Test
    void argumentsTheFolderAndTheStatusPassThroughUnchanged() throws Exception {
        environment.put("STATUS", "42");
        environment.put("NO_COLOR", "");
        Call call = launch(installed, "plan", "a b", "", "*", "--x='y'", "é");
        assertEquals(42, call.status());
        List<String> words = values(call, "word");
        assertEquals(List.of("org.rootbuild.shell.Main", "plan", "a b", "", "*", "--x='y'", "é"),
            words.subList(words.size() - 7, words.size()));
        assertEquals(List.of(folder.toString()), values(call, "folder"));
        assertEquals(List.of(""), values(call, "colour"));
        assertEquals("", call.errors());
    }

    @Test
    void itsJarsAreFoundThroughLinksFromAnyFolder() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other place"));
        Path first = Files.createSymbolicLink(other.resolve("first"), other.relativize(installed));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("other place/first"));
        String lib = installed.resolveSibling("..").resolve("lib").toString();
        for (Path launcher : List.of(installed, first, second)) {
            List<String> words = values(launch(launcher, "plan"), "word");
            String classPath = words.get(words.indexOf("-cp") + 1);
            assertEquals(List.of("a.jar", "b.jar"), List.of(classPath.split(":")).stream()
                .map(jar -> Path.of(jar).getFileName().toString()).toList());
            assertTrue(Files.isSameFile(Path.of(lib), Path.of(classPath.split(":")[0]).getParent()));
        }
        environment.put("PATH", other + ":" + System.getenv("PATH"));
        assertEquals(0, Call.of(folder, environment, "bash", "-c", "first plan").status());
        Call relative = Call.of(installed.getParent(), environment, "././rootbuild", "plan");
        assertEquals(0, relative.status(), relative.errors());
    }

    @Test
    void commandsThatLookStartFastAndCommandsThatBuildRunFast() throws Exception {
        for (String look : List.of("--help", "check", "plan", "log", "inspect", "store", "doctor", "--version")) {
            assertTrue(values(launch(installed, look, "x"), "word").contains("-XX:TieredStopAtLevel=1"), look);
        }
        assertTrue(values(launch(installed), "word").contains("-XX:TieredStopAtLevel=1"), "no terminal, no shell");
        assertTrue(values(launch(installed, "run", "--help"), "word").contains("-XX:TieredStopAtLevel=1"));
        for (String build : List.of("run", "shell", "test")) {
            assertFalse(values(launch(installed, build, "--help-me"), "word").contains("-XX:TieredStopAtLevel=1"));
        }
        assertFalse(values(launch(installed, "run", "--", "--help"), "word").contains("-XX:TieredStopAtLevel=1"));
    }

    @Test
    void aTrainingThatWasKilledLeavesNothingForLong() throws Exception {
        launch(installed, "plan");
        Path key = key();
        Path part = key.resolveSibling(key.getFileName().toString().replace(".key", ".4194305.classes"));
        Files.writeString(part, "half");
        Files.delete(key);
        assertEquals(0, launch(installed, "plan").status());
        assertFalse(Files.exists(part), "no process has a number that high");
        assertTrue(Files.exists(key));
    }

    @Test
    void whenJavaItselfDiesItsArchiveOfClassesIsThrownAway() throws Exception {
        environment.put("HOME", Files.createDirectories(folder.resolve("it's home")).toString());
        launch(installed, "plan");
        Path key = key();
        Path archive = Files.createFile(key.resolveSibling(key.getFileName().toString().replace(".key", ".jsa")));
        List<String> words = values(launch(installed, "plan"), "word");
        String onError = words.stream().filter(word -> word.startsWith("-XX:OnError=")).findFirst().orElseThrow();
        assertTrue(words.contains("-XX:SharedArchiveFile=" + archive), words.toString());
        for (String command : onError.substring("-XX:OnError=".length()).split(";")) {
            Call.of(folder, environment, "sh", "-c", command);
        }
        assertFalse(Files.exists(archive));
        assertFalse(Files.exists(key));
    }

    private Path key() throws Exception {
        try (var files = Files.list(Path.of(environment.get("HOME"), ".cache/rootbuild/cds"))) {
            return files.filter(file -> file.toString().endsWith(".key")).findFirst().orElseThrow();
        }
    }

    @Test
    void onlyCommandsThatBuildGetAMountNamespaceOfTheirOwn() throws Exception {
        String ours = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString();
        assertEquals(List.of(ours), values(launch(installed, "plan"), "namespace"));
        Call build = launch(installed, "run", "x");
        boolean allowed = !build.output().contains("-Drootbuild.namespace=none");
        assertEquals(allowed, !values(build, "namespace").equals(List.of(ours)), build.output());
        environment.put("ROOTBUILD_NO_NAMESPACE", "1");
        Call plain = launch(installed, "run", "x");
        assertEquals(List.of(ours), values(plain, "namespace"));
        assertTrue(plain.output().contains("-Drootbuild.namespace=none"));
    }

    @Test
    void aUserWhoIsNotRootBecomesRootOfANamespaceWhereTheKernelAllowsIt() throws Exception {
        Path open = Files.createDirectories(folder.resolve("open"));
        for (String file : List.of("", "open", "jdk", "jdk/bin")) {
            Files.setPosixFilePermissions(folder.resolve(file),
                PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        environment.put("ROOTBUILD_STORE", open.toString());
        boolean root = Call.of(folder, Map.of(), "id", "-u").output().equals("0\n");
        List<String> asUser = root ? List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
            : List.of("env");
        List<String> words = new ArrayList<>(asUser);
        words.addAll(List.of(installed.toString(), "run", "x"));
        Call build = Call.of(folder, environment, words.toArray(String[]::new));
        assertEquals(0, build.status(), build.errors());
        List<String> trial = new ArrayList<>(asUser);
        trial.addAll(List.of("unshare", "--user", "--map-root-user", "--mount", "true"));
        boolean allowed = Call.of(folder, Map.of(), trial.toArray(String[]::new)).status() == 0;
        assertEquals(allowed, build.output().contains("-Drootbuild.namespace=user"), build.output());
    }

    @Test
    void theLauncherBecomesJavaSoThatASignalReachesIt() throws Exception {
        Files.writeString(java.resolve("bin/java"), """
            #!/bin/sh
            case "$*" in *__train*) exit 1;; esac
            echo process:$$
            exec sleep 60
            """);
        Path output = folder.resolve("out");
        Process process = Call.start(folder, environment, output, folder.resolve("err"), installed.toString(), "run");
        for (int i = 0; i < 500 && !Files.readString(output).contains("process:"); i++) {
            Thread.sleep(10);
        }
        assertEquals("process:" + process.pid() + "\n", Files.readString(output));
        process.destroy();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(128 + 15, process.exitValue());
    }

    @Test
    void anOldOrMissingJavaIsRefusedWithStatus3AndASentence() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("bash", "env", "readlink")) {
            Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
            assertTrue(bin.resolve(tool).toFile().setExecutable(true));
        }
        environment.put("PATH", bin.toString());
        environment.put("JAVA_HOME", javaHome("old", "1.8.0_402").toString());
        Call old = launch(installed, "plan");
        assertEquals(3, old.status());
        assertTrue(old.errors().contains("Java 17 or newer is needed, and there is Java 1.8.0_402 at JAVA_HOME="));
        assertTrue(old.errors().contains("apt-get install openjdk-17"), old.errors());
        environment.remove("JAVA_HOME");
        assertTrue(launch(installed, "plan").errors().contains("there is none at all"));
        Files.createSymbolicLink(bin.resolve("java"), javaHome("new", "21.0.2").resolve("bin/java"));
        assertEquals(0, launch(installed, "plan").status());
    }

    @Test
    void aJavaWithoutAReleaseFileIsAskedOnceForItsVersion() throws Exception {
        Files.delete(java.resolve("release"));
        Files.writeString(java.resolve("bin/java"), """
            #!/bin/sh
            [ "$1" = -version ] && { echo x >> "$TRAININGS.asked"; echo 'openjdk version "17.0.1" 2021' >&2; exit; }
            exit 0
            """);
        assertEquals(0, launch(installed, "plan").status());
        assertEquals(0, launch(installed, "plan").status());
        assertEquals(1, Files.readAllLines(folder.resolve("trainings.asked")).size());
    }

    @Test
    void theCharacterSetBecomesUtf8WhereItIsNot() throws Exception {
        assertEquals(List.of(""), values(launch(installed, "plan"), "charset"), "it is UTF-8 already");
        environment.put("LC_ALL", "C");
        assertEquals(List.of("C.UTF-8"), values(launch(installed, "plan"), "charset"));
    }

    @Test
    void aTrainingThatFailsIsNotRepeatedUntilTheJarsChange() throws Exception {
        assertEquals(0, launch(installed, "plan").status());
        assertEquals(0, launch(installed, "plan").status());
        assertEquals(1, Files.readAllLines(folder.resolve("trainings")).size());
        Files.writeString(installed.resolveSibling("../lib/SHA256SUMS"), "02  a.jar\n");
        assertEquals(0, launch(installed, "plan").status());
        assertEquals(2, Files.readAllLines(folder.resolve("trainings")).size());
    }

    @Test
    void aStoreThatCannotBeWrittenIsNoObstacle() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        environment.put("ROOTBUILD_STORE", folder.resolve("file/store").toString());
        Call call = launch(installed, "plan");
        assertEquals(0, call.status());
        assertEquals("", call.errors());
    }

    @Test
    void aBrokenInstallationSaysSo() throws Exception {
        Files.delete(installed.resolveSibling("../lib/SHA256SUMS"));
        Call call = launch(installed, "plan");
        assertEquals(3, call.status());
        assertTrue(call.errors().contains("install rootbuild again"), call.errors());
    }

    private Call launch(Path launcher, String... words) throws Exception {
        String[] whole = new String[words.length + 1];
        whole[0] = launcher.toString();
        System.arraycopy(words, 0, whole, 1, words.length);
        return Call.of(folder, environment, whole);
    }

    private Path javaHome(String name, String version) throws Exception {
        Path home = folder.resolve(name);
        Path program = Files.writeString(Files.createDirectories(home.resolve("bin")).resolve("java"), SHOWS);
        assertTrue(program.toFile().setExecutable(true, false));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static List<String> values(Call call, String key) {
        return call.output().lines().filter(line -> line.startsWith(key + ":"))
            .map(line -> line.substring(key.length() + 1)).toList();
    }
}
