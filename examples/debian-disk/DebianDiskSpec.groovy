import org.rootbuild.testing.RecipeSpec

/** What debian-disk.groovy promises. Needs no network and no privileges, and no machine is booted. */
class DebianDiskSpec extends RecipeSpec {
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

    def 'what the password #password becomes in the shadow file is #becomes'() {
        given:
        load password: password
        installed()

        when:
        build.runUntil 'root'

        then:
        build.root('system')['/etc/shadow'].lines.first() == becomes

        where:
        password      | becomes
        ''            | 'root::3652:0:99999:7:::'
        '$6$salt$abc' | 'root:$6$salt$abc:3652:0:99999:7:::'
    }

    def 'a password reaches the program that hashes it by its environment, and no command line'() {
        given:
        load password: 'se cret'

        expect:
        commandsOf('root')*.environment*.PASSWORD == ['se cret']
        !commandsOf('root').first().text.contains('se cret')
    }

    private static List<String> images() {
        ['debian.img', 'debian.qcow2', 'debian.img.zst', 'debian.img.bmap', 'debian.img.zst.sha256', 'root logs in']
    }

    private void installed() {
        programs {
            on 'bootstrap', writes: ['/etc/shadow': 'root:*:3652:0:99999:7:::\n', '/vmlinuz': 'a kernel']
            on 'systemctl enable systemd-networkd systemd-resolved'
        }
    }
}
