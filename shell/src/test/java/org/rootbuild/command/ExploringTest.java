package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groovy and definitions in the shell, from a pipe. */
class ExploringTest {
    private static final String BOX = """
        recipe 'box'

        root('system') {
            // Where everything is.
            pass('base') {
                write '/etc/motd', 'hello\\n'    // who
            }
            pass('more') { symlink '/m', to: 'etc/motd' }
        }
        """;

    @TempDir
    Path folder;
    private Desk desk;

    @BeforeEach
    void begin() {
        desk = Desk.at(folder);
    }

    private Desk.Said piped(String lines, String... words) {
        return desk.call(false, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), words);
    }

    private String good(String lines, String... words) {
        Desk.Said said = piped(lines, words);
        assertEquals(0, said.status(), said.errors());
        return said.out();
    }

    @Test
    void whatIsNoCommandIsGroovyOverTheSession() throws IOException {
        desk.write("box.groovy", BOX);
        String out = good("""
            1 + 1
            plan.nodes().collect { it.name() }
            passes.base.steps().size()
            def names = []
            passes.each { name, pass ->
                names << name.toUpperCase()
            }
            names
            println 'printed'
            run until base
            states.base.word()
            session.next()
            states.more.word()
            """, "shell", "box");
        assertTrue(out.startsWith("2\n['base', 'more']\n1\n"), out);
        assertTrue(out.contains("['BASE', 'MORE']\nprinted\n"), out);
        assertTrue(out.contains("done\n") && out.endsWith("done\n"), out);
    }

    @Test
    void aMistakeEndsAScriptAndIsToldInTwoLines() throws IOException {
        desk.write("box.groovy", BOX);
        Desk.Said said = piped("plan.nodse()\nprintln 'never'\n", "shell", "box");
        assertEquals(1, said.status());
        assertEquals("", said.out());
        assertEquals("error: a Plan has no 'nodse()'. Did you mean 'nodes'?\n  at 1:6: plan.nodse()\n", said.errors());
        assertEquals(1, piped("System.exit(0)\n", "shell", "box").status());
    }

    @Test
    void aRecipeIsExploredAndSavedAndWhatWasMadeIsNotMadeAgain() throws IOException {
        String out = good("""
            root('system') { }
            pass('base') { }
            write '/etc/motd', 'hello\\n'
            write '/etc/gone', 'x'
            undo
            run
            pass('more') { symlink '/m', to: 'etc/motd' }
            run
            save tools.groovy
            """, "shell");
        assertTrue(out.contains("took the last change back"), out);
        assertEquals("""
            recipe 'tools'

            root('system') {
                pass('base') {
                    write '/etc/motd', 'hello\\n'
                }
                pass('more') { symlink '/m', to: 'etc/motd' }
            }
            """, Files.readString(folder.resolve("tools.groovy")));
        Desk.Said run = desk.call("run", "tools.groovy");
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().contains("pass base  reused") && run.errors().contains("pass more  reused"),
            run.errors());
        Desk.Said again = piped("save tools.groovy\n", "shell");
        assertEquals(1, again.status());
        assertTrue(again.errors().startsWith("tools.groovy is there already and was left as it is."), again.errors());
    }

    @Test
    void aLoadedRecipeIsChangedAndWrittenBack() throws IOException {
        desk.write("box.groovy", BOX);
        String out = good("""
            run
            pass('base') { write '/etc/motd', 'other\\n' }
            show changes
            """, "shell", "box");
        assertTrue(out.contains("changed the pass 'base'\n"), out);
        assertTrue(out.contains("-        write '/etc/motd', 'hello\\n'    // who\n"), out);
        assertTrue(out.contains("reaches  pass base") && out.contains("reaches  pass more"), out);
        assertEquals(BOX, Files.readString(folder.resolve("box.groovy")));
        Desk.Said later = piped("show base\nsave\nshow changes\nreload\n", "shell", "box");
        assertEquals(0, later.status(), later.errors());
        assertTrue(later.errors().startsWith("Goes on with changes to box.groovy that are not saved"), later.errors());
        assertTrue(later.out().startsWith("pass('base') { write '/etc/motd', 'other\\n' }\n"), later.out());
        assertTrue(later.out().contains("saved in box.groovy\neverything is saved\n"), later.out());
        assertTrue(Files.readString(folder.resolve("box.groovy")).contains(
            "    // Where everything is.\n    pass('base') { write '/etc/motd', 'other\\n' }\n    pass('more')"));
    }

    @Test
    void whatSomebodyElseEditedMeanwhileIsNotLost() throws IOException {
        desk.write("box.groovy", BOX);
        good("in more\nmkdir '/new'\n", "shell", "box");
        desk.write("box.groovy", BOX + "// edited\n");
        Desk.Said said = piped("show changes\nshow\n", "shell", "box");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().startsWith("box.groovy was edited since it was changed in a shell. Those changes are"
            + " kept in .rootbuild/box/unsaved.groovy"), said.errors());
        assertTrue(said.out().startsWith("everything is saved\n") && said.out().endsWith("// edited\n"), said.out());
        assertTrue(Files.readString(folder.resolve(".rootbuild/box/unsaved.groovy")).contains("mkdir '/new'"));
        assertFalse(Files.exists(folder.resolve(".rootbuild/box/edited.groovy")));
    }

    @Test
    void aDefinitionThatIsWrongChangesNothing() throws IOException {
        desk.write("box.groovy", BOX);
        Desk.Said said = piped("in base\nwriet '/x', 'y'\n", "shell", "box");
        assertEquals(1, said.status());
        assertTrue(said.errors().contains("Did you mean 'write'?"), said.errors());
        said = piped("in base\nwrite '/x', 5\n", "shell", "box");
        assertEquals(1, said.status());
        assertEquals(2, said.errors().lines().count(), said.errors());
        assertFalse(Files.exists(folder.resolve(".rootbuild/box/edited.groovy")));
        said = piped("drop base\nplan\n", "shell", "box");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("-    pass('base') {"), said.out());
        assertFalse(said.out().contains("to make   pass base"), said.out());
    }

    @Test
    void aBreakpointStrikesWhenItsConditionHolds() throws IOException {
        desk.write("box.groovy", BOX);
        Desk.Said said = piped("""
            break when { states.base.word() == 'done' }
            run
            states.more.word()
            """, "shell", "box");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("Breakpoint 1: when { states.base.word() == 'done' }"), said.errors());
        assertTrue(said.out().endsWith("pending\n"), said.out());
        assertEquals(1, piped("break when { states. }\n", "shell", "box").status());
    }

    @Test
    void wordsThatStandWhereTheyCannotAreTold() throws IOException {
        desk.write("lib.groovy", "root('l') { }\n");
        assertEquals("a recipe that is begun here cannot include another script, for it has no folder yet",
            piped("include('lib.groovy')\n", "shell").errors().lines().findFirst().orElse("").replace("error: ", "")
                .replaceFirst("\\. .*", ""));
        assertTrue(piped("[1].each { n -> write \"/$n\", '' }\n", "shell").errors()
            .contains("It is a word of recipes; a step needs an open pass: pass 'name'."));
        assertTrue(piped("mkdir '/x'\n", "shell").errors().startsWith(
            "error: 'mkdir' is a step, and no pass is open. Begin one, or open one again: pass 'name'"));
    }

    @Test
    void aFunctionOfOnesOwnWinsOverAWordOfRecipes() {
        assertEquals("mine: a\n", good("def copy(x) { 'mine: ' + x }\ncopy 'a'\n", "shell"));
    }
}
