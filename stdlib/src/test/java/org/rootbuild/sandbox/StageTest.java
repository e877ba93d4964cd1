package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.sandbox.Ground.With;
import org.rootbuild.verb.Stage;

/** What a program sees of the layers under it. */
class StageTest {
    @TempDir
    Path folder;

    @Test
    void twoHundredLayersLieOnEachOtherAndTheHighestWins() throws Exception {
        try (Ground ground = new Ground(folder)) {
            List<Path> above = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Path layer = Files.createDirectories(folder.resolve("layers/" + "long-name-".repeat(10) + i));
                Files.createDirectories(layer.resolve("usr/local/lib"));
                Files.writeString(layer.resolve("usr/local/lib/own-" + i), "");
                Files.writeString(layer.resolve("number"), i + "\n");
                above.add(layer);
            }
            ground.lowers.addAll(0, above);
            assertEquals(List.of("0", "200"), ground.bash("cat /number; ls /usr/local/lib | grep -c ^own-"));
        }
    }

    @Test
    void pathsWithWhatMountTakesForItsOwnSignsWork() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("a:b,c\\d e=#\"ü"));
        try (Ground ground = new Ground(odd)) {
            ground.bash("echo x > /usr/local/lib/x; echo y > y");
            assertEquals("x\n", Files.readString(ground.overHost("usr/local/lib/x")));
            assertEquals("y\n", Files.readString(ground.upper("build/y")));
        }
    }

    @Test
    void aHostsFolderThatALayerReplacedDoesNotShow() throws Exception {
        try (Ground ground = new Ground(folder)) {
            Path above = Files.createDirectories(folder.resolve("above"));
            Files.createSymbolicLink(above.resolve("opt"), Path.of("usr/local"));
            Ground.said("mknod", above.resolve("etc").toString(), "c", "0", "0");
            ground.lowers.add(0, above);
            ground.bash("test ! -e /etc; test -L /opt; test -d /usr/bin");
        }
    }

    @Test
    void aMountPointThatALayerRemovedIsThereForTheProgramAndDoesNotComeBackInTheLayer() throws Exception {
        try (Ground ground = new Ground(folder)) {
            Path above = Files.createDirectories(folder.resolve("above"));
            Ground.said("mknod", above.resolve("tmp").toString(), "c", "0", "0");
            ground.lowers.add(0, above);
            ground.bash("echo x > /tmp/x");
            assertEquals(List.of(), names(ground.upper("")));
        }
    }

    @Test
    void aLinkWhereSomethingMustBeMountedIsRefused() throws Exception {
        try (Ground ground = new Ground(folder)) {
            Files.createSymbolicLink(ground.lowers.get(0).resolve("proc"), Path.of("/etc"));
            Failure refused = assertThrows(Failure.class, () -> ground.bash("true"));
            assertTrue(refused.getMessage().contains("finding a folder at /proc"), refused.getMessage());
        }
    }

    @Test
    void aLayerThatIsNotThereIsNamedAndNothingRuns() throws Exception {
        try (Ground ground = new Ground(folder)) {
            ground.lowers.add(folder.resolve("none"));
            HostLacks lacks = assertThrows(HostLacks.class, () -> ground.bash("echo never"));
            assertTrue(lacks.getMessage().contains("mounting the layers"), lacks.getMessage());
            assertEquals(List.of(), ground.heard);
            assertEquals(List.of(), names(ground.scratch));
        }
    }

    @Test
    void changesInAFolderThatTheRootShowsAreRefused() throws Exception {
        Path inside = Files.createTempDirectory(Path.of("/opt"), "rootbuild-check");
        try (Ground ground = new Ground(inside)) {
            Failure refused = assertThrows(Failure.class, () -> ground.bash("true"));
            assertTrue(refused.getMessage().contains("is in /opt"), refused.getMessage());
        } finally {
            Ground.said("rm", "-rf", inside.toString());
        }
    }

    @Test
    void aTreeInTheRootBecomesTheRootOfTheProgram() throws Exception {
        try (Ground ground = new Ground(folder)) {
            ground.onHost = false;
            Path tree = Files.createDirectories(ground.lowers.get(0).resolve("mnt/lfs"));
            copyPrograms(tree, "/bin/sh", "/bin/ls", "/bin/mount");
            With with = With.nothing().chroot("/mnt/lfs").folder("/build/deep");
            List<String> seen = ground.run(JobShell.BEST.words("pwd; echo here > /file; echo x > /build/x; ls /;"
                + " ls /dev/pts > /dev/null; test -e /proc/self; test -d /sys/class; mount -t proc 2>&1 |"
                + " { read -r line; echo $line; }"), with);
            assertEquals("/build/deep", seen.get(0));
            assertEquals("bin build dev file lib lib64 proc run sys tmp",
                String.join(" ", seen.subList(1, seen.size() - 1)));
            assertTrue(seen.get(seen.size() - 1).startsWith("proc on /proc "), seen.toString());
            assertEquals("here\n", Files.readString(ground.upper("mnt/lfs/file")));
            assertEquals("x\n", Files.readString(ground.upper("mnt/lfs/build/x")));
            assertEquals(List.of("build", "file"), names(ground.upper("mnt/lfs")));
            assertEquals(List.of("mnt"), names(ground.upper("")));
            assertFalse(Files.exists(tree.resolve("file")));
        }
    }

    @Test
    void withoutNamespacesAProgramRunsBesideTheFolder() throws Exception {
        try (Ground ground = new Ground(folder)) {
            Path root = Files.createDirectories(folder.resolve("private"));
            List<String> said = new ArrayList<>();
            Job job = With.nothing().umask(077)
                .job(JobShell.BEST.words("pwd; echo $ROOT; umask; echo x > $ROOT/x; env"));
            ground.sandbox.run(job, new Stage.Folder(root), ground.scratch, said::add);
            assertEquals(List.of(root + "/build", root.toString(), "0077"), said.subList(0, 3));
            assertTrue(said.contains("PATH=/usr/bin:/bin:/usr/sbin:/sbin"));
            assertTrue(Files.exists(root.resolve("x")));
            JobFailed failed = assertThrows(JobFailed.class, () -> ground.sandbox.run(
                With.nothing().job(JobShell.SH.words("exit 4")), new Stage.Folder(root), ground.scratch, line -> { }));
            assertEquals(4, failed.status().orElseThrow());
            Failure refused = assertThrows(Failure.class, () -> ground.sandbox.run(
                With.nothing().chroot("/mnt").job(List.of("true")), new Stage.Folder(root), folder, line -> { }));
            assertTrue(refused.getMessage().contains("without isolation"), refused.getMessage());
        }
    }

    @Test
    void theBestShellIsBashWhereThePathHasItAndStrictEitherWay() throws Exception {
        try (Ground ground = new Ground(folder)) {
            With without = With.nothing().environment(java.util.Map.of("PATH", "/nothing"));
            assertEquals(List.of("bash"), ground.bash("echo ${BASH_VERSION:+bash}"));
            assertEquals(List.of("sh"), ground.run(JobShell.BEST.words("echo ${BASH_VERSION:-sh}"), without));
            for (JobShell shell : JobShell.values()) {
                assertThrows(JobFailed.class, () -> ground.run(shell.words("false; true"), With.nothing()));
                assertThrows(JobFailed.class, () -> ground.run(shell.words("echo $unset; true"), With.nothing()));
            }
            assertThrows(JobFailed.class, () -> ground.run(JobShell.BEST.words("false | cat"), With.nothing()));
            assertThrows(Failure.class, () -> JobShell.BEST.words("x".repeat(JobShell.LONGEST_BYTES + 1)));
            ground.run(JobShell.BEST.words(": " + "x".repeat(JobShell.LONGEST_BYTES - 2)), With.nothing());
        }
    }

    private static void copyPrograms(Path tree, String... programs) throws Exception {
        for (String program : programs) {
            List<String> files = new ArrayList<>(List.of(program));
            Ground.said("ldd", program).stream().flatMap(line -> Stream.of(line.strip().split(" ")))
                .filter(word -> word.startsWith("/")).forEach(files::add);
            for (String file : files) {
                Path copy = tree.resolve(file.substring(1).replaceFirst("^usr/", ""));
                Files.createDirectories(copy.getParent());
                Ground.said("cp", "-L", file, copy.toString());
            }
        }
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
