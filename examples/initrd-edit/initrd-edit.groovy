// The articles' surgery on a boot disk that is there already, 617kvmboot: its extra.lzma is taken out, gets the mdadm.conf of
// another disk's arrays, and is put back; the card's address in grub.cfg becomes another one. Nothing is unpacked to the
// host, nothing is mounted, and what is not named keeps its bytes. That it did any good is tried in a machine: the arrays
// of a second disk are found by the new extra.lzma, and were not found by the old one.

recipe 'initrd-edit', about: "The articles' extra.lzma with another mdadm.conf, and grub.cfg with another mac1"

String path   = param('disk', '../dsm-boot/out/617kvmboot.img', 'the boot disk that is to be changed; it stays as it is')
int    number = param('partition', 1, "the partition of it with GRUB's files")
String loader = param('loader', '/boot/grub/DS3615xs', 'the folder in that partition with extra.lzma')
String conf   = param('conf', '/etc/mdadm.conf', 'where extra.lzma has its mdadm.conf; some have /etc/juno/etc/mdadm.conf')
String mac    = param('mac', '52:54:00:c9:18:27', 'address of the network card, which must begin with 52:54:00')
String md0    = param('md0', '5d279172:1ed20bf2:3017a5a8:c86610be', "UUID of the array with DSM's system")
String md1    = param('md1', '188d0705:2995b6c6:3017a5a8:c86610be', "UUID of the array with DSM's swap")

// As the menu of the loader wants it: without colons.
String digits(String address) {
    String plain = address.replace(':', '').toUpperCase()
    if (!(plain ==~ /525400[0-9A-F]{6}/)) {
        throw new IllegalArgumentException("'$address' is no address that begins with 52:54:00")
    }
    return plain
}

String mac1 = digits(mac)
def before = local(path)

// ---- what the new mdadm.conf is for: the disk of an installed system, here a small one of the same shape

root('dsm') {
    pass('dsm') {
        write '/etc/VERSION', 'majorversion="6" minorversion="1" buildnumber="15284"\n'
        mkdir '/proc', '/sys', '/volume1'
    }
}

artifact('extra.before.lzma') { extract before, number, "$loader/extra.lzma" }

artifact('extra.lzma') {
    initramfs(artifact('extra.before.lzma')) {
        write conf, indented: """
            ARRAY /dev/md0 metadata=0.90 UUID=$md0
            ARRAY /dev/md1 metadata=0.90 UUID=$md1
            """
    }
}

artifact('617kvmboot.img') {
    image(before) {
        partition(number) {
            copy artifact('extra.lzma'), "$loader/extra.lzma"
            substitute '/boot/grub/grub.cfg', ~/(?m)^(\s*set mac1=)[0-9A-Fa-f]{12}$/, '$1' + mac1, times: 1
        }
    }
}

artifact('dsm.img') {
    disk(size: 64.MiB) {
        mbr {
            partition('system', start: 2048.sectors, size: 40.MiB,
                raid(metadata: '0.90', uuid: md0, devices: 2, slot: 1, number: 0, ext4(label: '1.41.12-15284'))) {
                copy root('dsm')
            }
            partition('swap', size: 16.MiB, raid(metadata: '0.90', uuid: md1, devices: 2, slot: 1, number: 1, swap()))
        }
    }
}

boot('before, the system is not found') {
    disk before
    disk artifact('dsm.img')
    expect 'DSM is not installed', within: 90.seconds
}
boot('now it is') {
    disk artifact('617kvmboot.img')
    disk artifact('dsm.img')
    expect "with mac1=$mac1", within: 90.seconds
    expect 'Array md0 : active raid1'
    expect 'System: majorversion="6" minorversion="1" buildnumber="15284"'
}
