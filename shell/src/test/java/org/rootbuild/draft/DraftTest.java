package org.rootbuild.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

class DraftTest {
    private static final String RECIPE = """
        // What this is.
        recipe 'box'

        String name = param('name', 'box', 'the name')   // for people

        root('system') {
            environment LC_ALL: 'C'

            // The folders.
            pass('base') {
                mkdir '/etc'
                write '/etc/hostname', "$name\\n"   // who
            }
            ['a', 'b'].each { n -> pass("loop:$n") { write "/$n", n } }
        }

        artifact('root.cpio') {
            initramfs root('system')
        }
        """;

    @TempDir
    Path folder;
    private Prompt prompt;

    @BeforeEach
    void begin() throws Exception {
        prompt = new Prompt(folder, folder.resolve("draft.groovy"));
    }

    private Prompt loaded() throws Exception {
        Path script = folder.resolve("box.groovy");
        Files.writeString(script, RECIPE);
        return new Prompt(folder, script);
    }

    @Test
    void aRecipeIsWrittenAsAPersonWouldWriteIt() throws Exception {
        prompt.enter("root('system') { }; artifact('root.cpio') { initramfs root('system') }",
            "root('system') { }", "environment LC_ALL: 'C'", "pass('base') { }", "mkdir '/etc'",
            "write '/etc/motd', '''\\\n  hello\n    you\n'''", "pass('more') { symlink '/x', to: 'etc' }",
            "int jobs = param('jobs', cpus(), 'make jobs')", "recipe 'mine', about: 'A try'",
            "String mode = param('mode', 'fast', 'how')");
        assertEquals("""
            recipe 'mine', about: 'A try'

            int jobs = param('jobs', cpus(), 'make jobs')
            String mode = param('mode', 'fast', 'how')

            root('system') {
                environment LC_ALL: 'C'

                pass('base') {
                    mkdir '/etc'
                    write '/etc/motd', '''\\
              hello
                you
            '''
                }
                pass('more') { symlink '/x', to: 'etc' }
            }

            artifact('root.cpio') { initramfs root('system') }
            """, prompt.draft.text());
        assertEquals(List.of("base", "more", "root.cpio"),
            prompt.loaded().model().nodes().stream().map(node -> node.name()).toList());
        assertEquals("  hello\n    you\n", prompt.loaded().model().passes("system").get(0).steps().get(1).arguments()
            .text("text"));
    }

    @Test
    void whatADefinitionUsesIsTakenIntoTheRecipeWithIt() throws Exception {
        prompt.enter("String top = '/mnt'", "String etc = \"$top/etc\"", "String twice(String x) { x + x }", "etc",
            "def unused = 1");
        assertEquals("recipe 'draft'\n", prompt.draft.text());
        assertEquals(List.of("/mnt", "/mnt/etc", "/mnt/etc", "1"), prompt.answers);
        prompt.enter("root('r') { pass('p') { mkdir etc, twice('/a') } }");
        assertEquals("""
            recipe 'draft'

            String top = '/mnt'
            String etc = "$top/etc"

            String twice(String x) { x + x }

            root('r') { pass('p') { mkdir etc, twice('/a') } }
            """, prompt.draft.text());
        prompt.enter("String top = '/other'");
        assertTrue(prompt.draft.text().contains("String top = '/other'\nString etc"));
    }

    @Test
    void theSameNameAgainChangesAndShowsTheDifference() throws Exception {
        Prompt box = loaded();
        box.enter("pass('base') {\n    mkdir '/etc', '/var'\n}");
        Change change = box.changes.get(0);
        assertEquals("changed the pass 'base'", change.what());
        assertTrue(change.lines().containsAll(List.of("-        mkdir '/etc'", "+        mkdir '/etc', '/var'")),
            change.toString());
        assertTrue(box.draft.text().contains(
            "    // The folders.\n    pass('base') {\n        mkdir '/etc', '/var'\n    }\n"));
        assertEquals(RECIPE, Files.readString(folder.resolve("box.groovy")));
        assertTrue(box.draft.isChanged());
        box.enter("param('name', 'other', 'the name')");
        assertTrue(box.draft.text().contains("String name = param('name', 'other', 'the name')   // for people\n"));
        box.enter("root('system', isolation: 'none') { }");
        assertTrue(box.draft.text().contains("root('system', isolation: 'none') {\n    environment LC_ALL: 'C'\n"));
        assertEquals("none", box.loaded().model().root("system").orElseThrow().options().text("isolation"));
    }

    @Test
    void everyChangeCanBeTakenBackAndMadeAgain() throws Exception {
        prompt.enter("root('r') { }", "pass('p') { mkdir '/a' }", "mkdir '/b'");
        String whole = prompt.draft.text();
        prompt.draft.undo();
        assertFalse(prompt.draft.text().contains("'/b'"));
        assertEquals(1, prompt.loaded().model().passes("r").get(0).steps().size());
        prompt.draft.undo();
        prompt.draft.undo();
        assertEquals("recipe 'draft'\n", prompt.draft.text());
        assertThrows(Failure.class, prompt.draft::undo);
        prompt.draft.redo();
        prompt.draft.redo();
        prompt.draft.redo();
        assertEquals(whole, prompt.draft.text());
        assertThrows(Failure.class, prompt.draft::redo);
        prompt.draft.undo();
        prompt.enter("mkdir '/c'");
        assertThrows(Failure.class, prompt.draft::redo);
    }

    @Test
    void aWrongDefinitionChangesNothingAndIsToldAtTheLineThatWasTyped() throws Exception {
        prompt.enter("root('r') { }", "pass('p') { mkdir '/a' }");
        String before = prompt.draft.text();
        Trouble trouble = prompt.tryOut("\n  symlnk '/a',\n      to: 'b'").orElseThrow();
        assertEquals("there is no 'symlnk' that takes (LinkedHashMap, String)", trouble.message());
        trouble = prompt.tryOut("mkdir '/x'\nwrite '/b', 5,\n  mode: 'x'").orElseThrow();
        assertEquals(2, trouble.line(), trouble.toString());
        assertTrue(trouble.text().startsWith("write '/b'"));
        assertEquals(before, prompt.draft.text());
        assertEquals(before, Files.readString(folder.resolve("draft.groovy")));
        trouble = prompt.tryOut("root('s') {\n  pass('q') {\n    wriet '/x', 'y'\n  }\n}").orElseThrow();
        assertEquals(3, trouble.line());
        assertEquals(5, trouble.column());
        assertEquals("Did you mean 'write'?", trouble.hint().lines().findFirst().orElse(""));
        assertEquals(before, prompt.draft.text());
        assertEquals("'unpack' is a step, and no pass is open", new Prompt(folder, folder.resolve("n.groovy"))
            .tryOut("unpack 'x'").orElseThrow().message());
    }

    @Test
    void partsAreFoundByTheirNamesAndTakenOut() throws Exception {
        Prompt box = loaded();
        assertEquals("write '/etc/hostname', \"$name\\n\"", box.spot("base/write").text());
        assertEquals("pass('base') {\n    mkdir '/etc'\n    write '/etc/hostname', \"$name\\n\"   // who\n}",
            box.spot("base").text());
        assertTrue(box.spot("loop:a").text().startsWith("['a', 'b'].each"));
        assertTrue(box.spot("name").text().startsWith("String name"));
        assertEquals("there is no 'basse' in the recipe. Did you mean 'base'?",
            assertThrows(Failure.class, () -> box.spot("basse")).getMessage());
        box.draft.drop(box.spot("base/write"));
        assertTrue(box.draft.text().contains("        mkdir '/etc'\n    }\n"));
        box.draft.drop(box.spot("base"));
        assertTrue(box.draft.text().contains("    environment LC_ALL: 'C'\n\n    ['a', 'b']"), box.draft.text());
        box.draft.undo();
        box.draft.change(box.spot("base/mkdir"), "mkdir '/one'\nmkdir '/two'");
        assertTrue(box.draft.text().contains("        mkdir '/one'\n        mkdir '/two'\n    }\n"));
        String before = box.draft.text();
        assertThrows(Failure.class, () -> box.draft.drop(box.spot("system")));
        assertEquals(before, box.draft.text());
    }

    @Test
    void aRecipeThatWasLoadedIsWrittenBackWithAllThatWasNotTouched() throws Exception {
        Prompt box = loaded();
        Files.setPosixFilePermissions(folder.resolve("box.groovy"), PosixFilePermissions.fromString("rw-r-----"));
        box.enter("pass 'base'", "chmod 0700, '/etc'");
        assertEquals(RECIPE, Files.readString(folder.resolve("box.groovy")));
        Prompt later = new Prompt(folder, folder.resolve("box.groovy"));
        assertTrue(later.draft.isChanged());
        assertEquals(3, later.loaded().model().passes("system").get(0).steps().size());
        later.saving().back();
        assertEquals(RECIPE.replace("// who\n", "// who\n        chmod 0700, '/etc'\n"),
            Files.readString(folder.resolve("box.groovy")));
        assertEquals("rw-r-----", PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("box.groovy"))));
        assertFalse(later.draft.isChanged());
    }

    @Test
    void whatSomebodyElseChangedIsNotOverwritten() throws Exception {
        Prompt box = loaded();
        box.enter("pass 'base'", "chmod 0700, '/etc'");
        Files.writeString(folder.resolve("box.groovy"), RECIPE + "\n// mine\n");
        assertThrows(Failure.class, () -> box.saving().back());
        assertTrue(Files.readString(folder.resolve("box.groovy")).endsWith("// mine\n"));
        box.draft.undoAll();
        assertTrue(box.draft.text().endsWith("// mine\n"));
        assertFalse(box.draft.isChanged());
    }

    @Test
    void whatIsSavedSaysTheSameOrIsNotSaved() throws Exception {
        prompt.enter("root('r') { pass('p') { mkdir '/a' } }");
        Path saved = folder.resolve("tools.groovy");
        prompt.saving().to(saved, prompt.loaded().model());
        assertEquals("recipe 'tools'\n\nroot('r') { pass('p') { mkdir '/a' } }\n", Files.readString(saved));
        Prompt other = new Prompt(folder, folder.resolve("other.groovy"));
        assertThrows(Failure.class, () -> prompt.saving().to(folder.resolve("x.groovy"), other.loaded().model()));
        assertFalse(Files.exists(folder.resolve("x.groovy")));
        assertThrows(Failure.class, () -> prompt.saving().to(folder.resolve("x.txt"), prompt.loaded().model()));
        assertThrows(Failure.class, () -> prompt.saving().back());
        assertEquals(0, Files.list(folder).filter(file -> file.toString().endsWith(".part")).count());
    }

    @Test
    void aPassOfAnIncludedScriptIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("lib.groovy"), "root('lib') {\n    pass('inner') { mkdir '/x' }\n}\n");
        Files.writeString(folder.resolve("main.groovy"), "recipe 'main'\ninclude('lib.groovy')\n");
        Prompt main = new Prompt(folder, folder.resolve("main.groovy"));
        Failure refused = assertThrows(Failure.class, () -> main.spot("inner"));
        assertEquals("'inner' stands in lib.groovy, which this recipe includes, and only the recipe's own text is"
            + " changed here", refused.getMessage());
        Optional<Trouble> trouble = main.tryOut("root('r') { pass('inner') { mkdir '/y' } }");
        assertTrue(trouble.isPresent());
        assertEquals("recipe 'main'\ninclude('lib.groovy')\n", main.draft.text());
        main.enter("root('r') { pass('outer') { mkdir '/y' } }");
        assertEquals(2, main.loaded().model().nodes().size());
    }

    @Test
    void onlyWordsOfRecipesThatStandForThemselvesAreDefinitions() throws Exception {
        prompt.enter("root('r') { }", "pass('p') { mkdir '/a' }", "recipe.passes('r').size()",
            "recipe.nodes().each { n -> println n.name() }", "def n = 5", "n + 1", "x = [1, 2]", "def f(a) { a * 2 }",
            "f(4)");
        assertEquals("recipe 'draft'\n\nroot('r') {\n    pass('p') { mkdir '/a' }\n}\n", prompt.draft.text());
        assertEquals(List.of("1", "6", "8"), List.of(prompt.answers.get(0), prompt.answers.get(3),
            prompt.answers.get(5)));
        prompt.enter("['x', 'y'].each { write \"/$it\", it }");
        assertTrue(prompt.draft.text().contains("    pass('p') {\n        mkdir '/a'\n        ['x', 'y'].each"),
            prompt.draft.text());
    }
}
