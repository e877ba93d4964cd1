import org.rootbuild.testing.RecipeSpec

/** What dsm-boot.groovy promises. Needs no network and no privileges, and no machine is booted. */
class DsmBootSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'another network card changes the menu and nothing else'() {
        expect:
        changing mac: '52:54:00:c9:18:27' reruns '617kvmboot.img', 'it starts'
    }

    def 'the address may be written in both ways'() {
        expect:
        changing mac: '52540066761b' reruns nothing
    }

    def 'an address that KVM would not have is refused: #mac'() {
        expect:
        loading(mac: mac).errors*.message == ["'$mac' is no address that begins with 52:54:00".toString()]

        where:
        mac << ['00:11:32:2C:A7:85', '52:54:00:66:76', '52:54:00:66:76:1G', '']
    }

    def 'another array reaches extra.lzma, but neither the kernel nor rd.gz'() {
        expect:
        changing md0: '5d279172:1ed20bf2:3017a5a8:c86610be' reruns 'mdadm.conf', 'jun', 'extra.lzma', '617kvmboot.img',
            'it starts'
    }

    def 'the disk holds the three files, and extra.lzma is packed as the articles pack it'() {
        given: 'no boot loader, which would have to be a real one'
        edit { it.replaceFirst(/(?s)\n        grub\(.*?\n        \}/, '') }
        source 'linux-image-cloud-amd64', tarball('boot/vmlinuz-1': 'a kernel', *: drivers())
        source 'busybox-static', tarball('bin/busybox': '#!ELF')
        source 'mdadm', tarball('sbin/mdadm': '#!ELF')
        source 'libc6', tarball('lib/x86_64-linux-gnu/libc.so.6': 'c', 'lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': '#!')
        source 'libudev1', tarball('usr/lib/x86_64-linux-gnu/libudev.so.1': 'udev')

        when:
        build.runUntil '617kvmboot.img'

        then:
        def boot = build.files('617kvmboot.img', 1)
        ['zImage', 'rd.gz', 'extra.lzma'].every {
            boot["/boot/grub/DS3615xs/$it"].bytes == build.artifact(it).bytes
        }
        boot['/boot/grub/DS3615xs/zImage'].text == 'a kernel'
        build.artifact('extra.lzma').bytes[0..4] == [0x5d, 0, 0, -128, 0] as List<Byte>

        and:
        def extra = build.root('extra')
        extra['/etc/mdadm.conf'].lines[0] == 'ARRAY /dev/md0 metadata=0.90 UUID=57d437b5:798159fc:3017a5a8:c86610be'
        extra['/usr/sbin/mdadm'].executable
        extra.find('/drivers/*').size() == 8
    }

    static Map<String, String> drivers() {
        ['block/virtio_blk', 'md/md-mod', 'md/raid1', 'virtio/virtio', 'virtio/virtio_ring', 'virtio/virtio_pci',
         'virtio/virtio_pci_legacy_dev', 'virtio/virtio_pci_modern_dev']
            .collectEntries { ["lib/modules/1/kernel/drivers/${it}.ko".toString(), 'a driver'] }
    }
}
