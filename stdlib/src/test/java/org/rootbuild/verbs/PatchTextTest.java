package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;

/** Which files a patch names, and which patches are refused before any tool sees them. */
class PatchTextTest {
    private static final String HUNK = "@@ -1 +1 @@\n-a\n+b\n";

    private static PatchText read(String text) throws Failure {
        return PatchText.read("x.patch", text, 1);
    }

    @Test
    void namesStandInTheHeadersOfAUnifiedDiff() throws Exception {
        assertEquals(Set.of("dir/f.c"), read("--- old/dir/f.c\t2024-01-01 00:00:00.0 +0000\n+++ new/dir/f.c 2024-01-01 0:0\n"
            + HUNK).paths());
        assertEquals(Set.of("new.c"), read("--- /dev/null\n+++ b/new.c\n@@ -0,0 +1 @@\n+x\n").paths());
        assertEquals(Set.of("a b"), read("--- \"a/a b\"\n+++ \"b/a\\040b\"\n" + HUNK).paths());
    }

    @Test
    void aContextDiffIsOneAsWell() throws Exception {
        PatchText text = read("*** a/x.c\tMon Jan 1\n--- b/x.c\tMon Jan 1\n***************\n*** 1,2 ****\n! a\n  b\n--- 1,2 ----\n! c\n  b\n");
        assertTrue(text.isContext());
        assertEquals(Set.of("x.c"), text.paths());
    }

    @Test
    void gitNamesFilesThatItMovesWithoutTheirSides() throws Exception {
        assertEquals(Set.of("old/x", "new/x"), read("diff --git a/old/x b/new/x\nsimilarity index 100%\nrename from old/x\n"
            + "rename to new/x\n").paths());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--- a/../../etc/passwd\n+++ a/../../etc/passwd\n", "--- a/x/../../y\n+++ a/x\n",
        "--- a//etc/passwd/../../../x\n+++ b/x\n", "diff --git a/../x b/x\n--- a/x\n+++ b/x\n"})
    void namesThatLeadElsewhereAreRefused(String head) {
        Failure refused = assertThrows(Failure.class, () -> read(head + HUNK));
        assertTrue(refused.getMessage().contains("leads out of the folder"), refused.getMessage());
    }

    @Test
    void anAbsoluteNameIsRefusedWhereNothingIsTakenFromIt() {
        assertThrows(Failure.class, () -> PatchText.read("x", "--- /etc/passwd\n+++ /etc/passwd\n" + HUNK, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello\n", "1c\nr !id\n.\n", "--- a/x\n+++ b/x\nnothing\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n\nGIT binary patch\nliteral 3\n"})
    void whatIsNoDiffIsRefused(String text) {
        assertThrows(Failure.class, () -> read(text));
    }
}
