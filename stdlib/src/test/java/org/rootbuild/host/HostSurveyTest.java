package org.rootbuild.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.host.Check.State;
import org.rootbuild.machine.AcceleratorProbe;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

class HostSurveyTest {
    private static final Tools TOOLS = new Tools("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");

    @TempDir
    Path folder;

    private final Processes processes = new Processes(TOOLS);

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void thisHostIsSurveyedAndNothingStaysBehind() throws Exception {
        Path store = folder.resolve("a, store:");
        HostReport report = survey(TOOLS, store).report();
        assertEquals(List.of("Java", "user namespaces", "overlay mounts", "sandbox for steps", "owner ranges",
            "QEMU", "KVM", "UEFI for QEMU", "tools for disks", "disk space", "upper and lower case",
            "file names", "proxy", "Debian mirror"),
            report.checks().stream().map(Check::name).toList());
        assertEquals(State.OK, state(report, "Java"));
        assertEquals(State.OK, state(report, "QEMU"));
        assertEquals(State.OK, state(report, "upper and lower case"));
        try (var left = Files.list(store)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aHostWithoutToolsAndWithAStoreThatCannotBeMadeIsDescribedNotFailedOn() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        HostReport report = survey(new Tools(folder.toString()), file.resolve("store")).report();
        assertEquals(State.LACKS, report.state());
        assertEquals(State.LACKS, state(report, "user namespaces"));
        assertEquals(State.LACKS, state(report, "QEMU"));
        assertEquals(State.WARNS, state(report, "tools for disks"));
        assertEquals(State.LACKS, state(report, "disk space"));
        assertTrue(report.checks().stream().allMatch(check -> check.state() == State.OK
            || !check.remedy().isBlank()));
    }

    private HostSurvey survey(Tools tools, Path store) {
        AcceleratorProbe probe = AcceleratorProbe.ofThisHost(processes, tools, folder.resolve("verdict"));
        return new HostSurvey(processes, tools, probe, Map.of("http_proxy", "http://127.0.0.1:1"), store);
    }

    private static State state(HostReport report, String name) {
        return report.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow().state();
    }
}
