package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Value;

/** The words for ISOs as recipes have them. */
class IsoWordsTest {
    @TempDir
    Path folder;

    private Reading reading;

    @BeforeEach
    void reading() throws Exception {
        reading = new Reading(folder);
    }

    @Test
    void aNewIsoSaysWhatLiesOnItAndWhatBootsIt() throws Exception {
        Fields said = step(reading.recipe("""
            def boots = local('isolinux.deb')
            artifact('live.iso') {
                iso(label: 'LIVE', publisher: 'us', joliet: false, table: 'gpt') {
                    copy local('vmlinuz'), '/live/'
                    write '/version', '1\\n'
                    mkdir '/empty'
                    symlink '/now', to: 'live'
                    isolinux(from: boots, modules: 'host', timeout: 3.seconds) { entry('a') { linux '/live/vmlinuz' } }
                    grub(efi: 'host', folder: '/grub') { entry('b') { linux '/live/vmlinuz' } }
                }
            }
            """));
        assertEquals("LIVE", said.text("label"));
        assertEquals("us", said.text("publisher"));
        assertEquals(3, said.whole("level"));
        assertTrue(said.flag("rockRidge") && !said.flag("joliet"));
        assertEquals(4, said.list("contents").size());
        Fields isolinux = ((Value.Group) said.list("loaders").get(0)).fields();
        assertEquals("isolinux", isolinux.text("folder"));
        assertEquals("isolinux.deb", isolinux.ref("from").name().replaceAll(".*:", ""));
        assertEquals(3, MenuFields.menu(isolinux.group("menu")).timeoutSeconds());
        assertEquals("grub", ((Value.Group) said.list("loaders").get(1)).fields().text("folder"));
    }

    @Test
    void aChangedIsoNamesTheOldOneAndItsChanges() throws Exception {
        Fields said = step(reading.recipe("""
            artifact('live.iso') {
                iso(local('old.iso'), label: 'NEW') {
                    write '/a', 'a'
                    remove '/b', '/c/*'
                    mkdir '/d'
                    symlink '/e', to: 'd'
                    copy local('f'), '/d/'
                }
            }
            """));
        assertEquals("local:old.iso", said.ref("image").name());
        assertEquals("NEW", said.text("label"));
        assertEquals(5, said.list("steps").size());
    }

    @Test
    void allMistakesAreSaidAtTheirPlaces() throws Exception {
        String said = reading.errors("""
            def boots = local('grub.deb')
            artifact('a.iso') { iso(label: '') { write '/a', 'a' } }
            artifact('b.iso') { iso(label: 'A', level: 4, table: 'dos') { } }
            artifact('c.iso') { iso(label: 'A') { write '/a', 'a'
                isolinux(from: boots) { entry('a') { linux '/k' } }
                isolinux(from: 'there', folder: '/x') { entry('a') { linux '/a b' } }
                grub(timeout: 1.seconds) { entry('a') { linux 'k' } }
            } }
            artifact('d.iso') { iso(local('old.iso')) { } }
            artifact('e.iso') { iso(label: 'ä') { copy root('r'), only: [] } }
            root('r') { pass('p') { write '/x', 'x' } }
            """);
        for (String one : List.of("'label:' is ''", "ISO 9660 has no level 4", "no partition table 'dos'",
            "nothing is put on the ISO", "nothing says where the modules of isolinux come from",
            "two boot loaders are to be started by a BIOS", "isolinux does not look for its files in '/x'",
            "neither a package, nor a root, nor 'host'", "which syslinux takes for its end",
            "nothing says what is to start GRUB", "'linux' of the entry 'a' is 'k'", "nothing of the ISO is changed",
            "'label:' is 'ä'", "names no pattern")) {
            assertTrue(said.contains(one), one + " is not in:\n" + said);
        }
    }

    @Test
    void misspeltWordsAndOptionsAndOnesOfAWrongTypeAreFoundBeforeAnythingRuns() throws Exception {
        String said = reading.errors("""
            artifact('a.iso') { iso(lable: 'A') { wriet '/a', 'a' } }
            artifact('b.iso') { iso(label: 7, joliet: 'no') { write '/a', 'a'; isolinux(form: 'host') { } } }
            artifact('c.iso') { iso('old.iso') { write '/a', 'a' } }
            """);
        for (String one : List.of("lable", "wriet", "joliet", "form")) {
            assertTrue(said.contains(one), one + " is not in:\n" + said);
        }
    }

    private static Fields step(Recipe recipe) {
        return ((Node.Artifact) recipe.node("live.iso").orElseThrow()).step().arguments();
    }
}
