package org.rootbuild.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rootbuild.host.Check.State;
import org.rootbuild.machine.Verdict;

class JudgementTest {
    private static final Trial NO = Trial.failed("Operation not permitted");

    @Test
    void javaMustBe17OrNewerAndNameFilesInUtf8() {
        assertState(State.OK, new JavaRuntime(17, "17.0.1", Path.of("/j"), "UTF-8").version17());
        assertState(State.OK, new JavaRuntime(25, "25", Path.of("/j"), "utf-8").fileNames());
        assertMends("apt-get install openjdk-17", State.LACKS,
            new JavaRuntime(11, "11.0.2", Path.of("/j"), "UTF-8").version17());
        assertMends("export LC_ALL=C.UTF-8", State.WARNS,
            new JavaRuntime(17, "17", Path.of("/j"), "ANSI_X3.4-1968").fileNames());
    }

    @Test
    void forbiddenUserNamespacesNameTheSettingAndTheCommandThatMendsIt() {
        assertState(State.OK, new Namespaces(false, Trial.WORKED, Trial.WORKED, Map.of()).namespaces());
        assertState(State.OK, new Namespaces(true, Trial.WORKED, Trial.WORKED, Map.of()).namespaces());
        assertMends("sudo sysctl -w kernel.unprivileged_userns_clone=1", State.LACKS,
            forbidden(Map.of(Namespaces.CLONE, "0", Namespaces.MOST, "100")));
        assertMends("sudo sysctl -w user.max_user_namespaces=15000", State.LACKS,
            forbidden(Map.of(Namespaces.CLONE, "1", Namespaces.MOST, "0")));
        assertMends("sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0", State.LACKS,
            forbidden(Map.of(Namespaces.MOST, "100", Namespaces.APPARMOR, "1")));
        assertMends("--security-opt seccomp=unconfined", State.LACKS, forbidden(Map.of(Namespaces.MOST, "100")));
        assertMends("--cap-add SYS_ADMIN", State.LACKS, new Namespaces(true, NO, NO, Map.of()).namespaces());
        assertTrue(forbidden(Map.of()).found().contains("Operation not permitted"));
    }

    @Test
    void overlaysAreJudgedApartFromNamespaces() {
        assertState(State.OK, new Namespaces(false, Trial.WORKED, Trial.WORKED, Map.of()).overlays());
        assertMends("modprobe overlay", State.LACKS, new Namespaces(false, Trial.WORKED, NO, Map.of()).overlays());
        assertMends("user.max_user_namespaces=15000", State.LACKS,
            new Namespaces(false, NO, NO, Map.of(Namespaces.MOST, "0")).overlays());
    }

    @Test
    void ownerRangesMustHoldAWholeSystem() {
        List<String> good = List.of("# x", "other:1:2", "ann:100000:65536", "rubbish");
        assertState(State.OK, new IdRanges(true, "root", 0, List.of(), List.of(), false).check());
        assertState(State.OK, new IdRanges(false, "ann", 1000, good, good, true).check());
        assertState(State.OK, new IdRanges(false, "x", 1000, List.of("1000:1:65536"), List.of("x:1:65536"), true)
            .check());
        assertMends("usermod --add-subuids 100000-165535 --add-subgids 100000-165535 bob", State.WARNS,
            new IdRanges(false, "bob", 1001, good, good, true).check());
        assertMends("usermod", State.WARNS, new IdRanges(false, "ann", 1, good, List.of("ann:1:99"), true).check());
        assertMends("apt-get install uidmap", State.WARNS, new IdRanges(false, "ann", 1, good, good, false).check());
    }

    @Test
    void machinesNeedQemuAndAreSlowWithoutKvm() {
        Verdict works = new Verdict(Optional.empty(), "");
        Verdict crashed = new Verdict(Optional.of("a trial guest ended QEMU"), "Type 'x'.");
        assertState(State.OK, new Virtualisation(Optional.of("QEMU 7"), "", Optional.of(works)).emulator());
        assertState(State.OK, new Virtualisation(Optional.of("QEMU 7"), "", Optional.of(works)).hardware());
        assertMends("Type 'x'.", State.WARNS,
            new Virtualisation(Optional.of("QEMU 7"), "", Optional.of(crashed)).hardware());
        assertMends("install", State.LACKS,
            new Virtualisation(Optional.empty(), "install it", Optional.empty()).emulator());
        assertMends("install", State.WARNS,
            new Virtualisation(Optional.empty(), "install it", Optional.empty()).hardware());
    }

    @Test
    void theStoreNeedsRoomAndTellsCasesApart() {
        assertState(State.OK, store(20L << 30, true).space());
        assertMends("rootbuild store collect", State.WARNS, store(5L << 30, true).space());
        assertMends("ROOTBUILD_STORE", State.LACKS, store(100, true).space());
        assertState(State.OK, store(1, true).letterCase());
        assertMends("case-sensitive volume", State.LACKS, store(1, false).letterCase());
        StoreFolder closed = new StoreFolder(Path.of("/s"), NO, 0, false);
        assertMends("sudo chown", State.LACKS, closed.space());
        assertMends("sudo chown", State.LACKS, closed.letterCase());
    }

    @Test
    void proxiesAreShownWithoutTheirPasswords() {
        assertState(State.OK, new Surroundings(Map.of(), List.of()).proxy());
        Check shown = new Surroundings(Map.of("https_proxy", "http://ann:secret@proxy.example:3128/",
            "NO_PROXY", "localhost,.example"), List.of()).proxy();
        assertState(State.OK, shown);
        assertEquals("NO_PROXY=localhost,.example, https_proxy=http://proxy.example:3128", shown.found());
        Check malformed = new Surroundings(Map.of("http_proxy", "http://ann:s p@x"), List.of()).proxy();
        assertMends("unset http_proxy", State.WARNS, malformed);
        assertFalse(malformed.toString().contains("s p"));
    }

    @Test
    void aMirrorComesFromTheHostsAptConfiguration() {
        assertState(State.OK, new Surroundings(Map.of(), List.of(Path.of("/etc/apt/sources.list"))).mirror());
        assertMends("mirror=", State.WARNS, new Surroundings(Map.of(), List.of()).mirror());
    }

    @Test
    void aReportIsAsBadAsItsWorstCheckAndEveryProblemHasARemedy() {
        Check ok = Check.ok("a", "b");
        assertEquals(State.OK, new HostReport(List.of(ok)).state());
        assertEquals(State.WARNS, new HostReport(List.of(ok, Check.warns("a", "b", "c"))).state());
        assertEquals(State.LACKS,
            new HostReport(List.of(Check.warns("a", "b", "c"), Check.lacks("a", "b", "c"), ok)).state());
        assertThrows(IllegalArgumentException.class, () -> Check.lacks("a", "b", ""));
        assertThrows(IllegalArgumentException.class, () -> new Check("a", State.OK, "b", "c"));
    }

    private static Check forbidden(Map<String, String> settings) {
        return new Namespaces(false, NO, NO, settings).namespaces();
    }

    private static StoreFolder store(long freeBytes, boolean caseSensitive) {
        return new StoreFolder(Path.of("/s"), Trial.WORKED, freeBytes, caseSensitive);
    }

    private static void assertState(State state, Check check) {
        assertEquals(state, check.state(), check::toString);
    }

    private static void assertMends(String command, State state, Check check) {
        assertState(state, check);
        assertTrue(check.remedy().contains(command), check::toString);
    }
}
