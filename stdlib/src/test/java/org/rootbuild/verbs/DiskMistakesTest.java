package org.rootbuild.verbs;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskMistakesTest {
    @TempDir
    static Path folder;

    @Test
    void show() throws Exception {
        Reading reading = new Reading(folder);
        String before = "def old = local('old.img')\nroot('a') { pass('p') { write '/x', 'x' } }\n";
        for (String one : new String[] {
            "disk(size: 1.GiB) { gpt { partition('a', size: 64.MiB, typ: 'esp') } }",
            "disk(size: '1G') { gpt { partition('a', size: 64.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 64, type: 'esp') } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 10.percent) } }",
            "disk(size: 1.GiB) { gpt { partition('a', type: 'esp') } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, end: 2.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', start: rest(), end: 2.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 2.GiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 600.MiB); partition('b', size: 600.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', start: 2048.sectors, size: 64.MiB)\n partition('b', start: 4096.sectors, size: 64.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', start: 3.sectors, size: 64.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: rest()); partition('b', size: rest()) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB); partition('a', size: rest()) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, type: 'esb') } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, type: '0x83') } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, uuid: 'xyz') } }",
            "disk(size: 1.GiB) { gpt(uuid: 'xyz') { partition('a', size: 1.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, flags: ['boot']) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, active: true) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, number: 200) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, number: 2); partition('b', size: 1.MiB, number: 2) } }",
            "disk(size: 1.GiB) { mbr { ['a','b','c','d','e'].each { partition(it, size: 1.MiB) } } }",
            "disk(size: 1.GiB) { mbr(signature: 'x') { partition('a', size: 1.MiB) } }",
            "disk(size: 1.GiB) { mbr { partition('a', size: 1.MiB, uuid: 'x') } }",
            "disk(size: 1.GiB) { mbr { partition('a', size: 1.MiB, active: true); partition('b', size: 1.MiB, active: true) } }",
            "disk(size: 3.TiB) { mbr { partition('a', size: 2500.GiB) } }",
            "disk(size: 1.GiB) { mbr { partition('a', size: 1.MiB, type: 'bios-boot') } }",
            "disk(size: 1.GiB, sectorSize: 1024) { mbr { partition('a', size: 1.MiB) } }",
            "disk(size: 1.GiB) { }",
            "disk(size: 1.GiB) { gpt { }; mbr { } }",
            "disk(size: 1.GiB) { gpt { } }",
            "disk(size: 1.MiB) { gpt { partition('a', size: 1.MiB) } }",
            "disk(size: 1.GiB + 100.B) { gpt { partition('a', size: 1.MiB) } }",
            "disk(size: rest()) { gpt { partition('a', size: 1.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, ext5()) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.MiB, ext4(lable: 'x')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4(label: 'x' * 17)) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, fat32(label: 'x' * 17)) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, fat32(id: '12')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4(uuid: '12')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4(blockSize: 3.KiB)) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4(features: ['64bits'])) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4(mountOptions: ['noatime'])) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, squashfs(compress: 'bzip2')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, xfs(label: 'much too long')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, raid(level: 5)) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, raid(metadata: '1.3')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, raid(metadata: '0.90', name: 'x')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, raid(slot: 1)) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, raid(uuid: '1')) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, raid(level: 1, raid(level: 1))) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB) { copy root('a') } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { raw old } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, swap()) { write '/x', 'x' } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { copy old } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { copy root('a'), to: '/x' } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { copy root('a'), only: [] } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { copy root('a'), only: '{x' } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { copy root('b') } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { write '/../x', 'x' } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { write '/x', 'x', mode: 755 } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB, ext4()) { copy filesOf(old, 300) } } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 100.MiB) { raw partitionOf(old, 1); raw old } } }",
            "disk(size: 1.GiB) { gpt(hybrid: ['b']) { partition('a', size: 100.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a' * 40, size: 100.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('', size: 100.MiB) } }",
            "disk(size: 1.GiB) { gpt { partition('a', size: 1.5.sectors) } }",
            "disk(size: 1.GiB) { gpt { partition 'a', size: 0.MiB } }",
            "disk(size: 1.GiB) { gpt(align: 100.B) { partition 'a', size: 1.MiB } }",
            "disk { gpt { partition 'a', size: rest() } }",
            "ext4 root('a'), size: rest()",
            "ext4 root('a'), sise: 1.GiB",
            "squashfs root('a'), level: 99",
            "gpt { partition('a', size: 1.MiB) }",
            "disk { partition('a', size: 1.MiB) }",
            }) {
            System.out.println("#### " + one);
            System.out.println(reading.errors(before + "artifact('d.img') {\n" + one + "\n}\n"));
        }
        for (String name : new String[] {"d.qcow", "d.qcow2.gz", "d.iso", "d"}) {
            System.out.println("#### " + name);
            System.out.println(reading.errors(before + "artifact('" + name + "') {\ndisk { gpt { partition('a', size: 1.MiB) } }\n}\n"));
        }
    }
}
