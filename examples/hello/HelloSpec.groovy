import org.rootbuild.testing.RecipeSpec

/** What hello.groovy promises. Needs no network and no privileges, and no machine is booted. */
class HelloSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'busybox is there before what links to it, and everything before the initramfs'() {
        expect:
        plan['applets'].needs 'busybox'
        plan['initramfs.cpio.gz'].needs 'init'
        ['vmlinuz', 'initramfs.cpio.gz', 'grub-pc-bin', 'grub-efi-amd64-bin'].every { plan['hello.img'].needs it }
        plan['hello.img'].comesBefore 'says hello'
        plan.layersOf('system') == ['folders', 'busybox', 'applets', 'devices', 'etc', 'init']
    }

    def 'another greeting reaches the init script and what is made of it'() {
        expect:
        changing greeting: 'Good morning' reruns 'init', 'initramfs.cpio.gz', 'hello.img', 'says hello'
    }

    def 'another mirror makes nothing again, another suite all that comes from it'() {
        expect:
        changing mirror: 'http://mirror.invalid/debian' reruns nothing
        changing(suite: 'trixie').rerunsAtLeast 'kernel', 'busybox', 'vmlinuz'
        !changing(suite: 'trixie').reruns.contains('folders')
    }

    def 'the system says the greeting #greeting'() {
        given:
        load greeting: greeting
        source 'linux-image-cloud-amd64', tarball('boot/vmlinuz-6.1.0-cloud-amd64': 'a kernel',
            'boot/config-6.1.0-cloud-amd64': 'CONFIG_EXT4=y')
        source 'busybox-static', tarball('bin/busybox': '#!ELF', 'usr/share/doc/busybox/copyright': 'GPL')

        when:
        build.runUntil 'initramfs.cpio.gz'

        then:
        def system = build.root('system')
        system['/init'].permissions == '0755'
        system['/init'].lines.contains("echo '$greeting'".toString())
        system['/usr/bin/sh'].target == 'busybox'
        system['/dev/console'].device == 'c 5:1'
        !system['/usr/share/doc']

        and:
        build.artifact('vmlinuz').text == 'a kernel'

        where:
        greeting << ['Hello from rootbuild', 'Guten Tag']
    }

    def 'the disk holds the kernel and what it starts, beside an empty partition for a BIOS'() {
        given: 'no boot loader, which would have to be a real one'
        edit { it.replaceFirst(/(?s)\n        grub\(.*?\n        \}/, '') }
        otherSources tarball('boot/vmlinuz-1': 'a kernel', 'boot/config-1': '', 'usr/bin/busybox': 'busybox')

        when:
        build.runUntil 'hello.img'

        then:
        def boot = build.files('hello.img', 2)
        boot.paths == ['/initramfs.gz', '/vmlinuz']
        boot['/vmlinuz'].text == 'a kernel'
        boot['/initramfs.gz'].bytes == build.artifact('initramfs.cpio.gz').bytes
    }

    def 'a second run makes nothing'() {
        given:
        otherSources tarball('boot/vmlinuz-1': 'a kernel', 'boot/config-1': '', 'usr/bin/busybox': 'busybox')

        when:
        build.runUntil 'initramfs.cpio.gz'
        build.again().runUntil 'initramfs.cpio.gz'

        then:
        build.made == []
    }
}
