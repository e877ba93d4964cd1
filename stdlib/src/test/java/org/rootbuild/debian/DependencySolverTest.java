package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.debian.DependencySolver.Wishes;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchSettings;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;

/** Compared with apt-get, which is asked what it would install on a system without a package. */
@Timeout(120)
class DependencySolverTest {
    @TempDir
    private static Path folder;
    private static GpgHome gpg;
    private static TestArchive archive;
    private static PackageIndex index;

    @BeforeAll
    static void makeArchive() throws Exception {
        gpg = new GpgHome(Files.createDirectory(folder.resolve("keys")));
        gpg.makeKey("archive", "ed25519", "never");
        archive = new TestArchive(folder, gpg, "bookworm");
        archive.add("libc6", "2.36-9", "Depends: libgcc-s1");
        archive.add("libgcc-s1", "12.2", "Depends: gcc-base (= 12.2), libc6 (>= 2.35)");
        archive.add("gcc-base", "12.2");
        archive.add("coreutils", "9.1", "Essential: yes", "Pre-Depends: libc6");
        archive.add("server", "1:2.0", "Pre-Depends: coreutils (>= 8)",
            "Depends: libc6, mta, better | worse, editor | nano, old (<< 2)", "Recommends: worse, nosuch");
        archive.add("exim", "4", "Provides: mta", "Conflicts: mta", "Priority: optional");
        archive.add("postfix", "3", "Provides: mta", "Conflicts: mta", "Priority: extra");
        archive.add("better", "1");
        archive.add("worse", "1");
        archive.add("nano", "7", "Provides: editor");
        archive.add("old", "1.0");
        archive.add("old", "2.0");
        archive.add("pick", "1", "Depends: first | second, third");
        archive.add("first", "1", "Conflicts: third");
        archive.add("second", "1");
        archive.add("third", "1");
        archive.add("broken", "1", "Depends: server, gone (>= 3)");
        archive.add("cannot", "1", "Depends: first, third");
        archive.add("versioned", "1", "Depends: virtual (>= 2)");
        archive.add("provider", "1", "Provides: virtual (= 3), plain");
        archive.add("unversioned", "1", "Depends: plain (>= 1)");
        archive.publish("archive");
        Path store = Files.createDirectory(folder.resolve("store"));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        try (Fetcher fetcher = new Fetcher(FetchSettings.defaults(Map.of()), new Random(3), Clock.systemUTC())) {
            index = new DebianResolver(fetcher, gpg.keyring("archive"), new FolderCache(store), scratch,
                Clock.systemUTC()).open(List.of(archive.archive()), Activity.SILENT);
        }
    }

    @AfterAll
    static void end() throws Exception {
        archive.close();
        gpg.close();
    }

    @Test
    void itFindsWhatAptWouldInstall() throws Exception {
        for (String asked : List.of("libc6", "coreutils", "versioned", "exim", "nano", "third second")) {
            assertEquals(apt(asked), names(solve(asked.split(" "))), asked);
        }
    }

    @Test
    void whatIsNeededInAnyCaseKeepsAChoiceFromWhatConflictsWithIt() throws Exception {
        assertEquals(new TreeSet<>(List.of("pick 1", "second 1", "third 1")), names(solve("pick")));
    }

    @Test
    void alternativesVirtualPackagesAndVersionsAreSettled() throws Exception {
        assertEquals(new TreeSet<>(List.of("better 1", "coreutils 9.1", "exim 4", "gcc-base 12.2", "libc6 2.36-9",
            "libgcc-s1 12.2", "nano 7", "old 1.0", "server 1:2.0")), names(solve("server")));
        assertTrue(names(solve("server", "postfix")).containsAll(List.of("postfix 3", "nano 7")));
        assertTrue(names(solve("server", "worse")).stream().noneMatch(name -> name.startsWith("better")));
        assertEquals(apt("server postfix worse old=1.0"), names(solve("server", "postfix", "worse", "old=1.0")));
    }

    @Test
    void whatIsNeededComesFirstThoughDebianHasCircles() throws Exception {
        List<String> order = solve("server").stream().map(DebianPackage::name).toList();
        assertEquals("server", order.get(order.size() - 1));
        assertTrue(order.indexOf("libc6") < order.indexOf("coreutils"), order.toString());
        assertTrue(order.indexOf("gcc-base") < order.indexOf("libgcc-s1"), order.toString());
    }

    @Test
    void essentialOnesNamedOnesAndRecommendedOnesAsIsWished() throws Exception {
        assertTrue(names(solve(new Wishes(false, false, Set.of()), "server")).stream()
            .noneMatch(name -> name.startsWith("coreutils")));
        assertTrue(names(solve(new Wishes(false, false, Set.of()), "coreutils")).contains("coreutils 9.1"));
        assertEquals(new TreeSet<>(List.of("server 1:2.0", "better 1", "nano 7", "old 1.0", "coreutils 9.1")),
            names(solve(new Wishes(false, true, Set.of("libc6", "mta")), "server")));
        assertTrue(names(solve(new Wishes(true, true, Set.of()), "server")).contains("worse 1"));
    }

    @Test
    void whatCannotBeSaysWhoAskedForIt() {
        assertFails("broken needs gone (>= 3), but bookworm (main, amd64) has none", "broken");
        assertFails("cannot needs third, but third conflicts with first", "cannot");
        assertFails("unversioned needs plain (>= 1), but bookworm (main, amd64) has none", "unversioned");
        assertFails("the packages exim (exim) and postfix (postfix) cannot be together", "exim", "postfix");
        assertFails("there is no old in version 3.0 in bookworm (main, amd64)", "old=3.0");
        assertFails("server needs old (<< 2), but old is taken in version 2.0 (old)", "server", "old");
        assertTrue(assertThrows(Failure.class, () -> solve("mta")).getMessage().contains("exim, postfix"));
    }

    @Test
    void aSelectionIsReadAsItWasWritten() throws Exception {
        PackageSelection selection = PackageSelection.of(solve("server"));
        Path file = Files.writeString(folder.resolve("selection"), selection.text());
        assertEquals(selection, PackageSelection.read(file));
        for (String damaged : List.of("", selection.text().strip(), selection.text().replace("pool/", "../"))) {
            Files.writeString(file, damaged);
            assertThrows(Failure.class, () -> PackageSelection.read(file), damaged);
        }
    }

    private static void assertFails(String message, String... asked) {
        assertEquals(message, assertThrows(Failure.class, () -> solve(asked)).getMessage());
    }

    private static List<DebianPackage> solve(String... asked) throws Failure {
        return solve(Wishes.NEEDED, asked);
    }

    private static List<DebianPackage> solve(Wishes wishes, String... asked) throws Failure {
        return new DependencySolver(index, wishes).solve(List.of(asked));
    }

    private static Set<String> names(List<DebianPackage> packages) {
        return packages.stream().map(one -> one.name() + " " + one.version())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What apt-get, told of this archive and of nothing else, says that it would install. */
    private static Set<String> apt(String asked) throws Exception {
        Path state = Files.createDirectories(folder.resolve("apt"));
        Files.createDirectories(state.resolve("lists/partial"));
        Files.createDirectories(state.resolve("cache/archives/partial"));
        Files.writeString(state.resolve("status"), "");
        Files.writeString(state.resolve("sources.list"), "deb [trusted=yes] " + archive.mirror() + " bookworm main\n");
        List<String> options = List.of("-o", "Dir::State=" + state,
            "-o", "Dir::State::status=" + state.resolve("status"),
            "-o", "Dir::Cache=" + state.resolve("cache"), "-o", "Dir::Etc::sourcelist=" + state.resolve("sources.list"),
            "-o", "Dir::Etc::sourceparts=-", "-o", "Dir::Etc::trustedparts=-", "-o", "APT::Sandbox::User=root",
            "-o", "APT::Install-Recommends=false", "-o", "APT::Architecture=amd64",
            "-o", "Acquire::http::Proxy::127.0.0.1=DIRECT");
        Tool tool = new Tool(folder, Map.of());
        List<String> update = new ArrayList<>(List.of("apt-get", "-q"));
        update.addAll(options);
        update.add("update");
        tool.run(update.toArray(String[]::new));
        List<String> install = new ArrayList<>(List.of("apt-get", "-s", "-q"));
        install.addAll(options);
        install.add("install");
        install.addAll(List.of(asked.split(" ")));
        return tool.run(install.toArray(String[]::new)).lines().filter(line -> line.startsWith("Inst "))
            .map(line -> line.replaceFirst("Inst (\\S+) \\((\\S+) .*", "$1 $2"))
            .collect(Collectors.toCollection(TreeSet::new));
    }
}
