package org.rootbuild.shell.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Read by the shells and by groff themselves. */
class DistributionFilesTest {
    @TempDir
    Path share;

    enum Isolation { auto, overlay, none }

    @Command(name = "tool", description = "Makes things, it's [said]: 100%% of them.", mixinStandardHelpOptions = true,
        subcommands = {Run.class, Secret.class},
        exitCodeListHeading = "Exit status", exitCodeList = {"0:done", "1:a pass failed"})
    static class Tool {
    }

    @Command(name = "run", description = ".Runs a 'recipe' \\ to its end.", mixinStandardHelpOptions = true)
    static class Run implements Runnable {
        @Parameters(index = "0", paramLabel = "RECIPE", description = "the file to run")
        private Path recipe;
        @Parameters(index = "1..*", paramLabel = "TARGET", description = "what to make")
        private List<String> targets;
        @Option(names = "-P", paramLabel = "name=value", description = "a parameter: its value")
        private Map<String, String> values;
        @Option(names = "--isolation", description = "one of ${COMPLETION-CANDIDATES}")
        private Isolation isolation;
        @Option(names = {"-j", "--jobs"}, paramLabel = "N", description = "how many [at once]")
        private int jobs;
        @Option(names = "--dry-run", description = "only say what would be done")
        private boolean dryRun;
        @Option(names = "--events", paramLabel = "FILE", description = "where to write events")
        private Path events;

        @Override
        public void run() {
            throw new IllegalStateException(recipe + "" + targets + values + isolation + jobs + dryRun + events);
        }
    }

    @Command(name = "__secret", hidden = true)
    static class Secret {
    }

    @BeforeEach
    void write() throws IOException {
        new DistributionFiles(new CommandLine(new Tool()), "1.2").writeTo(share);
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path file = share.resolve("bash-completion/completions/tool");
        assertEquals("", output("bash", "-n", file.toString()));
        String asks = "compopt() { :; }; source \"$0\";"
            + " COMP_WORDS=(tool run --is); COMP_CWORD=2; COMP_LINE='tool run --is';"
            + " COMP_POINT=13; _complete_tool; echo \"${COMPREPLY[@]}\"";
        assertEquals("--isolation", output("bash", "-c", asks, file.toString()).strip());
    }

    @Test
    void zshCompletesCommandsOptionsAndChoices() throws Exception {
        assertEquals("", output("zsh", "-n", share.resolve("zsh/site-functions/_tool").toString()));
        String commands = zshOffers("tool ");
        assertTrue(commands.contains("run") && !commands.contains("__secret"), commands);
        String options = zshOffers("tool run --");
        for (String option : List.of("--isolation", "--jobs", "--dry-run", "--help", "how many [at once]")) {
            assertTrue(options.contains(option), options);
        }
        assertTrue(zshOffers("tool run --isolation=").contains("overlay"));
        Files.writeString(share.resolve("recipe.groovy"), "");
        assertTrue(zshOffers("tool run " + share + "/rec").contains("recipe.groovy"));
    }

    @Test
    void theOracleOfZshRejectsADamagedFile() throws Exception {
        Path file = share.resolve("zsh/site-functions/_tool");
        Files.writeString(file, Files.readString(file).replace("esac", ""));
        assertNotEquals("", output("zsh", "-n", file.toString()));
    }

    @Test
    void manualPagesAreReadWithoutAWarningAndSayEverything() throws Exception {
        assertEquals(List.of("tool-run.1", "tool.1"), pages());
        String tool = page("tool.1");
        assertTrue(tool.contains("tool - Makes things, it's [said]: 100% of them"), tool);
        assertTrue(tool.contains("a pass failed") && tool.contains("tool-run(1)"), tool);
        assertFalse(tool.contains("secret"), tool);
        String run = page("tool-run.1");
        for (String words : List.of("tool-run - .Runs a 'recipe' \\ to its end", "-j N, --jobs=N", "RECIPE",
            "one of auto, overlay, none", "tool(1)")) {
            assertTrue(run.contains(words), run);
        }
    }

    @Test
    void theOracleOfManualPagesRejectsADamagedOne() throws Exception {
        Path file = share.resolve("man/man1/tool.1");
        Files.writeString(file, Files.readString(file).replace(".SH NAME", ".XX NAME"));
        assertTrue(output("groff", "-man", "-ww", "-Tutf8", file.toString()).contains("warning"));
    }

    private List<String> pages() throws IOException {
        try (var files = Files.list(share.resolve("man/man1"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String page(String name) throws Exception {
        String text = output("groff", "-man", "-ww", "-Tascii", "-P-cbou", share.resolve("man/man1/" + name)
            .toString());
        assertFalse(text.contains("warning") || text.contains("error"), text);
        return text;
    }

    /** What zsh lists for a line after two presses of the Tab key, in a terminal of its own. */
    private String zshOffers(String line) throws Exception {
        String script = """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "PS1=; stty cols 200; fpath=('$1' \\$fpath); autoload -U compinit; compinit -u -D"
            zpty -w shell "setopt no_always_last_prompt list_rows_first; LISTMAX=0; tool() { :; }; print READY''"
            zpty -r shell text '*READY'$'\\r'$'\\n''*' || exit 1
            zpty -w -n shell "$2"$'\\t\\t'
            zmodload zsh/zselect
            repeat 12; do
                zselect -t 5
                while zpty -rt shell text; do print -rn -- "$text"; done
            done
            zpty -d shell
            """;
        return output("zsh", "-f", "-c", script, "zsh", share.resolve("zsh/site-functions").toString(), line);
    }

    private static String output(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
            .redirectInput(new java.io.File("/dev/null"));
        builder.environment().put("TERM", "dumb");
        Process process = builder.start();
        try (InputStream stream = process.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
