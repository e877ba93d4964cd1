import org.rootbuild.testing.RecipeSpec

/** What initrd-edit.groovy promises. Needs no network and no privileges, and no machine is booted. */
class InitrdEditSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'another network card changes the menu, and not the initramfs'() {
        expect:
        changing mac: '52:54:00:00:00:01' reruns '617kvmboot.img', 'now it is'
    }

    def 'the address may be written in both ways'() {
        expect:
        changing mac: '525400C91827' reruns nothing
    }

    def 'an address that KVM would not have is refused: #mac'() {
        expect:
        loading(mac: mac).errors*.message == ["'$mac' is no address that begins with 52:54:00".toString()]

        where:
        mac << ['00:11:32:2C:A7:85', '52:54:00:66:76', '52:54:00:66:76:1G', '']
    }

    def 'another array reaches extra.lzma, and does not take it out again'() {
        expect:
        changing(md0: '57d437b5:798159fc:3017a5a8:c86610be').reruns.every { it != 'extra.before.lzma' }
        changing(md0: '57d437b5:798159fc:3017a5a8:c86610be').reruns.containsAll(['extra.lzma', '617kvmboot.img'])
    }

    def 'a disk with other partitions and folders is a matter of parameters'() {
        expect:
        changing(partition: 4, loader: '/boot/DS3615xs').reruns.containsAll(['extra.before.lzma', '617kvmboot.img'])
    }
}
