import org.rootbuild.testing.RecipeSpec

/** What dsm-relayout.groovy promises. Needs no network and no privileges, and no machine is booted. */
class DsmRelayoutSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'the disk is laid out anew when it changed, and from nothing else'() {
        expect:
        plan['after.img'].needs 'before.img'
        plan['after starts'].needs 'after.img'
        editing { it.replace('20.GiB', '24.GiB') } reruns 'after.img', 'after starts'
    }

    def 'a disk that would be too small for the layout is refused before anything is made'() {
        expect:
        loadingWith { it.replace('size: 20.GiB', 'size: 5.GiB') }.errors.any { it.message.contains('data') }
    }

    def 'a partition that runs into the next one is refused before anything is made'() {
        expect:
        loadingWith { it.replace('end: 7081727.sectors', 'end: 7081728.sectors') }.errors.any {
            it.message.contains('swap') && it.message.contains('system')
        }
    }

    def 'files, owners and links of the data are what they were, and the kernel has moved'() {
        given: 'no boot loader, which would have to be a real one'
        edit { it.replaceAll(/(?s)\n        grub\(.*?\n        \}/, '') }
        otherSources tarball('boot/vmlinuz-1': 'a kernel', 'bin/busybox': '#!ELF', 'sbin/mdadm': '#!ELF',
            'lib/x86_64-linux-gnu/libc.so.6': 'c', 'lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': '#!',
            'lib/x86_64-linux-gnu/libudev.so.1': 'udev', *: drivers())

        when:
        build.runUntil 'after.img'

        then:
        def before = build.files('before.img', 3)
        def after = build.files('after.img', 4)
        after.paths == before.paths
        after.paths.every { after[it].toString() == before[it].toString() && after[it].owner == before[it].owner }
        after['/homes/td/letter.txt'].owner == '1026:100'
        after['/homes/td/letter.txt'].permissions == '0600'
        after['/照片/2020/海.jpg'].bytes == before['/照片/2020/海.jpg'].bytes

        and:
        build.files('before.img', 4)['/boot/grub/DS3615xs/zImage'].text == 'a kernel'
        build.files('after.img', 1).find('/boot/DS3615xs/*')*.toString().size() == 3
        build.files('after.img', 1)['/boot/DS3615xs/zImage'].text == 'a kernel'
        build.files('after.img', 2)['/etc/VERSION'].text.contains('buildnumber="15284"')
    }

    static Map<String, String> drivers() {
        ['block/virtio_blk', 'md/md-mod', 'md/raid1', 'virtio/virtio', 'virtio/virtio_ring', 'virtio/virtio_pci',
         'virtio/virtio_pci_legacy_dev', 'virtio/virtio_pci_modern_dev']
            .collectEntries { ["lib/modules/1/kernel/drivers/${it}.ko".toString(), 'a driver'] }
    }
}
