package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.remaster.EzremasterConfig;
import org.rootbuild.remaster.RemasterRecipe;

class RemasterWordsTest {
    private static final String BEGIN = "def core = repository('mirror', kernel: '5.4.3-tinycore64')\n"
        + "remaster('kiosk', iso: local('a.iso'), mirror: core) {\n";

    @TempDir
    Path folder;

    @Test
    void aRemasterIsMadeOfOrdinaryPassesAndArtifactsWithTheRecipesFilesLast() throws Exception {
        Recipe recipe = new Reading(folder).recipe(BEGIN + """
                bootCodes 'tce=sda1'
                insideInitramfs 'openssh', 'modules-KERNEL'
                onBoot 'nginx'
                outside 'nano'
                startupScripts 'atBoot'
                copyToFilesystem 'nginx'
                bootLocal '/usr/local/etc/init.d/openssh start'
                files { write '/etc/hostname', 'kiosk' }
                disk bios: local('grub'), size: 1.GiB
            }
            """);
        List<String> passes = recipe.nodes().stream().filter(Node.Pass.class::isInstance).map(Node::name).toList();
        assertEquals(List.of("kiosk:boot", "kiosk:menu", "kiosk:cde", "kiosk:onboot:nginx", "kiosk:outside:nano",
            "kiosk:copy2fs", "kiosk:core", "kiosk:inside:openssh", "kiosk:inside:modules-KERNEL", "kiosk:indexes",
            "kiosk:settings", "kiosk:files"), passes);
        List<String> artifacts = recipe.nodes().stream().filter(Node.Artifact.class::isInstance).map(Node::name).toList();
        assertEquals(List.of("kiosk.gz", "kiosk.iso", "kiosk.img"), artifacts);
    }

    @Test
    void mistakesAreToldWhereTheyAreAllAtOnce() throws Exception {
        String errors = new Reading(folder).errors(BEGIN + """
                bootCodes 'tce=sda1', on: 'floppy'
                insideInitramfs '../openssh'
                startupScripts 'sometimes'
                tceMirror ''
            }
            """);
        for (String part : List.of("r.groovy:4:", "there is no boot menu on 'floppy'", "'../openssh' cannot be the name",
                "start-up scripts cannot be run 'sometimes'", "a mirror needs an address")) {
            assertTrue(errors.contains(part), part + "\n" + errors);
        }
    }

    @Test
    void aCompressionThatThereIsNotIsToldAtItsOwnLineAndAStepThatStandsLooseSaysWhereItBelongs() throws Exception {
        String errors = new Reading(folder).errors(BEGIN + "    compress 'lzo'\n    compress 'xz', level: 99\n}\n");
        assertTrue(errors.contains("r.groovy:4:5: error: an initramfs cannot be compressed with 'lzo'"), errors);
        assertTrue(errors.contains("r.groovy:5:5: error: there is no level 99 of xz"), errors);
        assertFalse(errors.contains("there is no artifact"), errors);
        String loose = new Reading(folder).errors(BEGIN + "    write '/etc/motd', 'x'\n}\n");
        String listed = new Reading(folder).errors(BEGIN + "    onBoot ['nginx']\n}\n");
        assertTrue(listed.contains("Put the list in parentheses: onBoot([ … ])."), listed);
        assertTrue(loose.contains("files { … }") && !loose.contains("initramfs { … }"), loose);
    }

    @Test
    void theDisksMenuNamesTheKernelOfTheCdAndSaysNothingTwice() throws Exception {
        Recipe recipe = new Reading(folder).recipe("""
            remaster('k', iso: local('a.iso'), core: '/boot/core.gz', vmlinuz: '/boot/vmlinuz') {
                bootCodes(['loglevel=3', 'tce=sda1'])
                disk bios: local('grub')
            }
            """);
        String disk = ((Node.Artifact) recipe.node("k.img").orElseThrow()).toString();
        assertTrue(disk.contains("/boot/vmlinuz") && disk.contains("/boot/core.gz"), disk);
        assertFalse(disk.contains("vmlinuz64") || disk.contains("corepure64"), disk);
        assertEquals(disk.indexOf("loglevel=3"), disk.lastIndexOf("loglevel=3"), disk);
    }

    @Test
    void extensionsNeedARepositoryAndTheCdMustBeAFile() throws Exception {
        assertTrue(new Reading(folder).errors("remaster('k', iso: local('a.iso')) { onBoot 'nginx' }\n")
            .contains("nothing says where the extensions come from"));
        assertTrue(new Reading(folder).errors("root('x') { pass('y') { mkdir '/a' } }\n"
            + "remaster('k', iso: root('x')) { bootCodes 'a' }\n").contains("'iso:' names no CD"));
    }

    @Test
    void anImportedRecipeIsInOrder() throws Exception {
        EzremasterConfig config = EzremasterConfig.parse("""
            cd_location = /mnt/sda1/CorePure64-11.1.iso
            temp_dir = /tmp/'${ez}
            cc = home=sda1 lang=zh_CN
            app_outside_initrd_onboot = nginx.tcz
            app_extract_initrd = original-modules-5.4.3-tinycore64.tcz
            extract_tcz_script = run
            copy2fs.flg
            """.getBytes(StandardCharsets.UTF_8), "ezremaster.cfg");
        String text = new RemasterRecipe(config, "ezremaster.cfg").text();
        Recipe recipe = new Reading(folder).recipe(text.replaceFirst("recipe '.*\n", "\n"));
        assertTrue(recipe.node("CorePure64-11.1-remastered.img").isPresent());
        assertTrue(recipe.node("CorePure64-11.1-remastered:onboot:nginx").isPresent());
        assertTrue(recipe.node("CorePure64-11.1-remastered:settings").isPresent());
    }
}
