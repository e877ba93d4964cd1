package org.rootbuild.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell at a terminal, as a person has it. Needs script(1) and a kernel that lets root stack folders. */
class TerminalTest {
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String SLOW = """
        recipe 'r'
        String word = param('word', 'x', 'a word')
        root('s', from: host()) {
            pass('fast') { write '/f', word }
            pass('slow') { write '/g', 'x'; sh 'echo begun; sleep 100' }
        }
        """;

    @TempDir
    Path folder;

    private Pseudoterminal shell(String type) throws IOException {
        Files.writeString(folder.resolve("r.groovy"), SLOW);
        return Pseudoterminal.with(folder, type, "shell", "r");
    }

    @Test
    void ctrlCStopsTheStepAndNeverTheShell() throws Exception {
        try (Pseudoterminal terminal = shell("xterm-256color")) {
            terminal.await("s:base/host");
            terminal.type("run\r").await("slow/sh  step 2 of 2");
            terminal.await("begun");
            terminal.type(CTRL_C).await("Interrupted; stands before 'slow'.");
            terminal.await("slow/sh");
            terminal.type("half a line" + CTRL_C).await("slow/sh");
            String plan = terminal.type("plan\r").await("> to make   pass slow");
            assertFalse(plan.contains("no command"), plan);
            terminal.await("slow/sh");
            terminal.await("> ");
            terminal.type(CTRL_D);
            assertEquals(0, terminal.end(), terminal.seen());
        }
        assertTrue(Files.readString(folder.resolve(".rootbuild/r/history")).contains("plan"));
    }

    @Test
    void f1ShowsHowTheCommandAtTheCursorIsCalled() throws Exception {
        try (Pseudoterminal terminal = shell("xterm-256color")) {
            terminal.await("s:base/host");
            terminal.await("> ");
            terminal.type("rollback \033OP").await("rollback NODE");
            terminal.await("Takes back a node and all that was made with it.");
        }
    }

    @Test
    void aKilledShellLosesNothingButTheRunningStep() throws Exception {
        try (Pseudoterminal terminal = shell("xterm-256color")) {
            terminal.await("s:base/host");
            terminal.type("run\r").await("slow/sh  step 2 of 2");
            terminal.await("begun");
            terminal.kill();
        }
        try (Pseudoterminal terminal = shell("dumb")) {
            terminal.await("r slow/sh> ");
            terminal.type("plan\n").await("> to make   pass slow");
            terminal.await("r slow/sh> ");
            terminal.type("quit\n");
            assertEquals(0, terminal.end(), terminal.seen());
        }
    }

    @Test
    void whatIsTypedWhileAStepRunsIsNotShownBeforeItsTurn() throws Exception {
        Files.writeString(folder.resolve("r.groovy"), SLOW.replace("sleep 100", "sleep 2"));
        try (Pseudoterminal terminal = Pseudoterminal.with(folder, "xterm-256color", "shell", "r")) {
            terminal.await("s:base/host");
            terminal.type("run\r").await("slow/sh  step 2 of 2");
            terminal.await("begun");
            terminal.type("6 * 111\rset wo");
            String meanwhile = terminal.await("Nothing is left to do.");
            assertFalse(meanwhile.contains("111") || meanwhile.contains("set"), meanwhile);
            terminal.await("666");
            terminal.type("rd\r").await("word = x");
            terminal.type("quit\r");
            assertEquals(0, terminal.end(), terminal.seen());
        }
    }

    @Test
    void aBrokenRecipeIsMendedBeforeTheShellOpens() throws Exception {
        Path recipe = Files.writeString(folder.resolve("r.groovy"), SLOW.replace("write '/f'", "wirte '/f'"));
        Path editor = Files.writeString(folder.resolve("mend"), "#!/bin/sh\nsed -i s/wirte/write/ $2\n");
        assertTrue(editor.toFile().setExecutable(true));
        Map<String, String> withEditor = Map.of("EDITOR", "./mend");
        try (Pseudoterminal terminal = Pseudoterminal.with(folder, "xterm-256color", withEditor, "shell", "r")) {
            terminal.await("Did you mean 'write'?");
            terminal.await("edit it now? [yes/no] ");
            terminal.type("y\n").await("s:base/host");
            terminal.type("quit\r");
            assertEquals(0, terminal.end(), terminal.seen());
        }
        Files.writeString(recipe, "recipe(");
        try (Pseudoterminal terminal = Pseudoterminal.with(folder, "xterm-256color", "shell", "r")) {
            terminal.await("edit it now? [yes/no] ");
            terminal.type("\n");
            assertEquals(2, terminal.end(), terminal.seen());
        }
    }

    @Test
    void aTerminalWithoutCapabilitiesIsWrittenToPlainly() throws Exception {
        try (Pseudoterminal terminal = shell("dumb")) {
            terminal.await("r s:base/host> ");
            terminal.type(CTRL_C).await("r s:base/host> ");
            terminal.type("step\n").await("✓ pass s:base");
            terminal.await("r fast/write> ");
            terminal.type("[1,\n").await("> ");
            terminal.type("2]\n").await("r fast/write> ");
            terminal.type(CTRL_D);
            assertEquals(0, terminal.end(), terminal.seen());
            assertFalse(terminal.seen().contains("\033"), terminal.seen());
        }
    }

    @Test
    void aThousandPastedLinesAreCarriedOutInTheirOrder() throws Exception {
        StringBuilder paste = new StringBuilder();
        for (int i = 1; i < 1_000; i++) {
            paste.append("set word w").append(i).append("\n");
        }
        try (Pseudoterminal terminal = shell("xterm-256color")) {
            terminal.await("s:base/host");
            terminal.await("> ");
            terminal.type("\033[200~" + paste + "set word\033[201~").await("set word");
            terminal.type("\r").await("word = w999   (default: x)");
            terminal.type("quit\r");
            assertEquals(0, terminal.end(), terminal.seen());
        }
    }
}
