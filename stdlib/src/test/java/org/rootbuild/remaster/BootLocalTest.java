package org.rootbuild.remaster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BootLocalTest {
    private static final BootLocal LOCAL = new BootLocal(List.of("/usr/local/tce.installed/a"), List.of("start b"));

    @Test
    void scriptsOfExtensionsComeBeforeWhatIsDoneAndCommandsBehindIt() {
        assertEquals("#!/bin/sh\n# put other commands here\n/usr/local/tce.installed/a\nold\nstart b\n",
            LOCAL.in("#!/bin/sh\n# put other commands here\nold"));
    }

    @Test
    void aFileThatIsNotThereIsMade() {
        assertEquals("#!/bin/sh\n/usr/local/tce.installed/a\nstart b\n", LOCAL.in(""));
    }

    @Test
    void aScriptThatIsCalledAlreadyIsNotCalledTwice() {
        assertEquals("#!/bin/sh\n/usr/local/tce.installed/a\nstart b\n",
            LOCAL.in("#!/bin/sh\n/usr/local/tce.installed/a\n"));
    }
}
