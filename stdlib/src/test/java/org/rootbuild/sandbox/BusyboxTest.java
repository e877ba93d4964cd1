package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/** Which busybox can be lent to a root. Needs a static one on the host. */
class BusyboxTest {
    @TempDir
    Path folder;

    @Test
    void oneThatNeedsNoLibrariesRunsInARootWithNothingElse() throws Exception {
        try (Processes processes = new Processes(Ground.TOOLS)) {
            Busybox busybox = Busybox.find(Ground.TOOLS, processes);
            assertTrue(busybox.tools().contains("vi") && busybox.tools().contains("sh"), busybox.tools().toString());
            busybox.put(folder);
            assertEquals("hello", Ground.said("chroot", folder.toString(), "/rootbuild/bin/echo", "hello").get(0));
        }
    }

    @Test
    void oneThatNeedsLibrariesOrIsNotThereIsRefusedWithWhatToInstall() throws Exception {
        Files.copy(Path.of("/bin/ls").toRealPath(), folder.resolve("busybox"));
        folder.resolve("busybox").toFile().setExecutable(true);
        assertTrue(Ground.said("ldd", folder.resolve("busybox").toString()).size() > 1, "it does need libraries");
        try (Processes processes = new Processes(Ground.TOOLS)) {
            Tools tools = new Tools(folder.toString());
            HostLacks dynamic = assertThrows(HostLacks.class, () -> Busybox.find(tools, processes));
            assertTrue(dynamic.getMessage().contains("needs libraries of this host"), dynamic.getMessage());
            assertTrue(dynamic.remedy().contains("apt-get install busybox-static"), dynamic.remedy());
            HostLacks none = assertThrows(HostLacks.class, () -> Busybox.find(new Tools("/nothing"), processes));
            assertTrue(none.remedy().contains("apt-get install busybox-static"), none.remedy());
        }
    }
}
