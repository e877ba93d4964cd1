package org.rootbuild.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTest {
    private static final Pattern COMPILER = Pattern.compile("org\\.codehaus\\.groovy\\.(control\\.CompilationUnit"
        + "|ast\\.\\w+|classgen\\.\\w+)|org\\.apache\\.groovy\\.parser\\.\\S+|groovy\\.lang\\.MetaClassImpl");

    @TempDir
    private Path folder;

    @Test
    void typingDoesNotLoadTheCompiler() throws Exception {
        assertEquals(List.of(), loaded(List.of()));
    }

    @Test
    void theCompilerWouldBeSeen() throws Exception {
        assertTrue(loaded(List.of("compile")).size() > 100);
    }

    /** The classes of the compiler that a process loads in which somebody types. */
    private List<String> loaded(List<String> arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java,
            "-Xlog:class+load:file=" + log, "-cp", System.getProperty("surefire.test.class.path",
            System.getProperty("java.class.path")), Prompted.class.getName()));
        command.addAll(arguments);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertEquals(0, process.waitFor(), Files.readString(said));
        return Files.readAllLines(log).stream().filter(line -> COMPILER.matcher(line).find()).toList();
    }
}
