package org.rootbuild.remaster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.problem.Failure;

class EzremasterConfigTest {
    private static final String WHOLE = """
        cd_location = /mnt/sda1/CorePure64-11.1.iso
        temp_dir = /mnt/sda1/ezremaster/
        cc = home=sda1 opt=sda1 tce=sda1 restore=sda1
        app_outside_initrd_onboot = iptables.tcz
        app_outside_initrd_onboot = nginx.tcz
        app_outside_initrd = nano.tcz
        app_extract_initrd = openssh.tcz
        app_extract_initrd = original-modules-5.4.3-tinycore64.tcz
        extract_tcz_script = ignore
        copy2fs.flg
        """;

    @Test
    void everyKeyIsUnderstood() throws Exception {
        EzremasterConfig config = parse(WHOLE);
        assertEquals("/mnt/sda1/CorePure64-11.1.iso", config.cd());
        assertEquals(Optional.of("/mnt/sda1/ezremaster/"), config.folder());
        assertEquals(List.of("home=sda1", "opt=sda1", "tce=sda1", "restore=sda1"), config.bootCodes());
        assertEquals(names("iptables", "nginx"), config.onBoot());
        assertEquals(names("nano"), config.outside());
        assertEquals(names("openssh", "original-modules-5.4.3-tinycore64"), config.inside());
        assertEquals(Optional.of("ignore"), config.scripts());
        assertTrue(config.isCopied());
        assertEquals(List.of(), config.notUnderstood());
    }

    @Test
    void aScriptThatHasItInAVariableWillDo() throws Exception {
        String script = "#!/bin/sh\ninput=\"" + WHOLE.stripTrailing() + "\"\nif [ ! -n $input ]; then\n\texit 2\nfi\n";
        assertEquals(parse(WHOLE), parse(script));
    }

    @Test
    void whatIsNotUnderstoodIsKeptAndNamesAreTakenOnce() throws Exception {
        EzremasterConfig config = parse("cd_location = a.iso\r\nmydata = yes\r\nwhat\r\n"
            + "app_extract_initrd = openssh.tcz\r\napp_extract_initrd = /tce/optional/openssh.tcz\r\n");
        assertEquals(List.of("mydata = yes", "what"), config.notUnderstood());
        assertEquals(names("openssh"), config.inside());
        assertFalse(config.isCopied());
    }

    @Test
    void whatIsNoSuchFileIsRefusedWithASentence() {
        assertTrue(refused("").contains("it has no line 'cd_location"));
        assertTrue(refused("cd_location =\n").contains("it has no line 'cd_location"));
        assertTrue(refused("cd_location = a.iso\napp_extract_initrd = ../../etc/pa$$wd\n").contains("cannot be the name"));
        assertTrue(assertThrows(Failure.class, () -> EzremasterConfig.parse(new byte[] {(byte) 0xff, 0}, "x"))
            .getMessage().contains("no text in UTF-8"));
        assertTrue(assertThrows(Failure.class, () -> EzremasterConfig.parse(new byte[(1 << 20) + 1], "x"))
            .getMessage().contains("more than 1048576 bytes"));
    }

    @Test
    void theRecipeSaysTheSameAndQuotesWhatItMust() throws Exception {
        String recipe = new RemasterRecipe(parse(WHOLE), "ezremaster.cfg").text();
        for (String part : List.of("param('iso', '/mnt/sda1/CorePure64-11.1.iso'", "param('release', '11.x'",
                "param('kernel', '5.4.3-tinycore64'", "bootCodes 'home=sda1', 'opt=sda1', 'tce=sda1', 'restore=sda1'\n",
                "insideInitramfs 'openssh', 'original-modules-5.4.3-tinycore64'\n", "onBoot 'iptables', 'nginx'\n",
                "outside 'nano'\n", "startupScripts 'ignore'\n", "copyToFilesystem()\n", "arch: 'x86_64'")) {
            assertTrue(recipe.contains(part), part + "\n" + recipe);
        }
        String hostile = new RemasterRecipe(parse("cd_location = /a/'${x}\\\u0007.iso\n"), "e\n.cfg").text();
        assertTrue(hostile.contains("'/a/\\'${x}\\\\\\u0007.iso'"), hostile);
        assertTrue(hostile.startsWith("// What e?.cfg says"), hostile);
        assertTrue(hostile.contains("core: '/boot/core.gz'"), hostile);
    }

    private static EzremasterConfig parse(String text) throws Failure {
        return EzremasterConfig.parse(text.getBytes(StandardCharsets.UTF_8), "ezremaster.cfg");
    }

    private static String refused(String text) {
        return assertThrows(Failure.class, () -> parse(text)).getMessage();
    }

    private static List<ExtensionName> names(String... names) {
        return List.of(names).stream().map(ExtensionName::of).toList();
    }
}
