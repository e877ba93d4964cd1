package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.loader.Menu;
import org.rootbuild.loader.MenuItem;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Value;

/** The words of boot loaders as recipes have them. */
class BootLoaderWordsTest {
    private static final String LAYOUT = "gpt { partition('bios', size: 1.MiB, type: 'bios-boot')\n"
        + "partition('esp', size: 64.MiB, type: 'esp', fat32())\npartition('root', size: 1.GiB, ext4()) }\n";

    @TempDir
    Path folder;

    private Reading reading;

    @BeforeEach
    void reading() throws Exception {
        reading = new Reading(folder);
    }

    @Test
    void aMenuReachesTheLoaderAsItWasWritten() throws Exception {
        Menu menu = menu("""
            grub(bios: boots, timeout: 3.seconds, serial: 9600, default: 'It\\'s $2') {
                raw '''
                    set color_normal=red/black
                      true
                '''
                entry('It\\'s $2') {
                    linux '/boot/vmlinuz', 'root=LABEL=root ro', 'x="a b"'
                    initrd '/a', '/b'
                    arguments 'quiet'
                }
            }
            """);
        assertEquals(3, menu.timeoutSeconds());
        assertEquals(9600, menu.serialBaud().getAsInt());
        assertEquals("It's $2", menu.byDefault().get());
        assertEquals("set color_normal=red/black\n  true", ((MenuItem.Raw) menu.items().get(0)).text());
        MenuItem.Kernel kernel = menu.kernels().get(0);
        assertEquals(List.of("root=LABEL=root", "ro", "x=a b", "quiet"), kernel.arguments().all());
        assertEquals(List.of("/a", "/b"), kernel.initrds());
    }

    @Test
    void whereNothingIsSaidAMenuWaitsFiveSeconds() throws Exception {
        Menu menu = menu("grub(efi: boots) { entry('a') { linux '/vmlinuz' } }");
        assertEquals(5, menu.timeoutSeconds());
        assertTrue(menu.serialBaud().isEmpty() && menu.byDefault().isEmpty());
    }

    @Test
    void theHostsFilesAreASourceThatIsDigested() throws Exception {
        var recipe = reading.recipe("artifact('d.img') { disk {\n" + LAYOUT
            + "grub(bios: 'host') { entry('a') { linux '/vmlinuz' } } } }");
        assertTrue(recipe.node("local::usr:lib:grub:i386-pc").orElseThrow() instanceof Node.Source);
    }

    @Test
    void allMistakesAreSaidAtTheirPlaces() throws Exception {
        String said = errors("""
            grub(on: 'rot', timeout: 3.seconds) { entry('a') { linux 'vmlinuz' } }
            grub(bios: 'there') { entry('a') { linux '/k' } }
            grub(bios: boots, serial: 7) { entry('a') { linux '/k' } }
            grub(bios: boots, timeout: 2.hours) { entry('a') { linux '/k' } }
            grub(bios: boots, default: 'b') { entry('a') { linux '/k' } }
            grub(bios: boots, folder: '/') { entry('a') { linux '/k' } }
            grub(bios: boots) { entry('a') { initrd '/k' } }
            grub(bios: boots) { entry('a') { linux '/k', "it's" } }
            grub(bios: boots) { }
            systemdBoot(from: boots, esp: 'boot') { entry('a') { linux '/k', '"open' } }
            systemdBoot(from: boots, unified: ['x']) { entry('a') { linux '/k' } }
            extlinux(from: boots) { entry('a') { linux '/a b' } }
            """);
        for (String one : List.of("nothing says what is to start GRUB", "'linux' of the entry 'a' is 'vmlinuz'",
            "no partition 'rot' for 'on:'", "neither a package, nor a root, nor 'host'", "cannot be set to 7 baud",
            "cannot wait 7200.0 seconds", "the default 'b' is no entry", "'folder:' is '/'", "has no kernel",
            "another backslash", "the menu is empty", "no partition 'boot' for 'esp:'", "is not closed",
            "no artifact whose name ends with .efi", "which syslinux takes for its end")) {
            assertTrue(said.contains(one), one + " is not in:\n" + said);
        }
    }

    @Test
    void misspeltWordsAndOptionsAreFoundBeforeAnythingRuns() throws Exception {
        String said = errors("grub(bois: boots) { entri('a') { linux '/k' } }\n");
        assertTrue(said.contains("bois") && said.contains("entri"), said);
        String within = errors("grub(bios: boots) { entry('a') { linuks '/k' } }\n");
        assertTrue(within.contains("linuks"), within);
    }

    @Test
    void aUnifiedKernelIsAnArtifactThatADiskStarts() throws Exception {
        var recipe = reading.recipe("def boot = local('boot.deb')\nartifact('linux.efi') { uki stub: boot, kernel:"
            + " local('k'), initrd: [local('a'), artifact('b')], commandLine: ['a=\"b c\"', 'd'] }\n"
            + "artifact('b') { file root('r'), '/x' }\nroot('r') { pass('p') { write '/x', 'x' } }\n"
            + "artifact('d.img') { disk {\n" + LAYOUT + "uki artifact('linux.efi') } }");
        Fields told = step(recipe, "linux.efi");
        assertEquals(List.of("a=b c", "d"), told.texts("commandLine"));
        assertEquals(2, told.list("initrd").size());
        String said = reading.errors("artifact('l.efi') { uki stub: 'hots', kernel: 'k', commandLine: '\"',"
            + " architecture: 'x86' }\n");
        for (String one : List.of("nor 'host'", "'kernel:' is neither", "is not closed", "'x86' is no architecture")) {
            assertTrue(said.contains(one), one + " is not in:\n" + said);
        }
    }

    private Menu menu(String words) throws Exception {
        var recipe = reading.recipe("def boots = local('grub.deb')\nartifact('d.img') { disk {\n" + LAYOUT + words
            + "\n} }\n");
        Fields loader = ((Value.Group) step(recipe, "d.img").list("loaders").get(0)).fields();
        return MenuFields.menu(loader.group(DiskSpec.TOLD).group("menu"));
    }

    private static Fields step(org.rootbuild.model.Recipe recipe, String artifact) {
        return ((Node.Artifact) recipe.node(artifact).orElseThrow()).step().arguments();
    }

    private String errors(String words) throws Exception {
        return reading.errors("def boots = local('grub.deb')\nartifact('d.img') { disk {\n" + LAYOUT + words
            + "\n} }\n");
    }
}
