package org.rootbuild.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rootbuild.language.VerbRegistry;

class VerbReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "verbs.md");

    @Test
    void thePageInDocsSaysWhatTheCodeSays() throws Exception {
        String made = new VerbReference(VerbRegistry.load(getClass().getClassLoader())).markdown();
        assertEquals(made, Files.readString(PAGE),
            "docs/verbs.md is not current; make it again with: ./rootbuild verbs --markdown > docs/verbs.md");
    }

    @Test
    void everyWordHasASentence() throws Exception {
        VerbRegistry.load(getClass().getClassLoader()).words().stream()
            .filter(word -> !word.method().getDeclaringClass().getPackageName().endsWith(".sample")).forEach(word ->
            assertTrue(word.doc().isPresent(), () -> "no @Doc on " + word.method()));
    }
}
