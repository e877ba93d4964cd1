import org.rootbuild.testing.RecipeSpec

/** What debian-disk.groovy promises. Needs no network and no privileges, and no machine is booted. */
class DebianDiskSpec extends RecipeSpec {
    /** Of the word 'secret'. */
    private static final String YESCRYPT = '$y$j75$YK4qKtiiWw9tcfBnJIEFG/$lICqJjuzjqozgc8vanhn5l03dH2pgydC3VI0c/Z/ozC'

    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'another name reaches the machine and its disk, and installs no package again'() {
        expect:
        changing(hostname: 'box').reruns == ['network', 'root'] + images()
        changing mirror: 'http://mirror.invalid/debian' reruns nothing
        changing(kernel: 'amd64').rerunsAtLeast 'system:base', 'debian.img'
    }

    def 'another size of the disk makes the disk again and no file on it'() {
        expect:
        changing(size: '4GiB').reruns == images()
    }

    def 'what the hash #hash becomes in the shadow file is #becomes'() {
        given:
        load hash: hash
        installed()

        when:
        build.runUntil 'root'

        then:
        build.root('system')['/etc/shadow'].lines.first() == becomes

        where:
        hash             | becomes
        ''               | 'root::3652:0:99999:7:::'
        YESCRYPT         | "root:$YESCRYPT:3652:0:99999:7:::"
    }

    def 'a password is hashed, and nothing but its hash is written'() {
        given:
        load password: 'se cret'
        installed()

        when:
        build.runUntil 'root'

        then:
        build.root('system')['/etc/shadow'].lines.first() ==~ /root:\$6\$[^$]{16}\$[^:]{86}:3652:0:99999:7:::/
    }

    private static List<String> images() {
        ['debian.img', 'debian.qcow2', 'debian.img.zst', 'debian.img.bmap', 'debian.img.zst.sha256', 'root logs in']
    }

    private void installed() {
        programs {
            on 'bootstrap', writes: ['/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
                '/etc/group': 'root:x:0:\n', '/etc/shadow': 'root:*:3652:0:99999:7:::\n', '/vmlinuz': 'a kernel']
            on 'systemctl enable systemd-networkd systemd-resolved'
        }
    }
}
