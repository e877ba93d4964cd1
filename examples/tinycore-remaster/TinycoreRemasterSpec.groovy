import org.rootbuild.testing.RecipeSpec

/** What tinycore-remaster.groovy promises. Needs no network and no privileges, and no machine is booted. */
class TinycoreRemasterSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'another name reaches the files, the new initramfs and what holds it, and no extension again'() {
        expect:
        changing(hostname: 'box').reruns == ['kiosk:files'] + results()
    }

    def 'another command at the end of the start leaves the extensions alone'() {
        expect:
        changing(start: 'echo hello').reruns == ['kiosk:settings', 'kiosk:files'] + results()
    }

    def 'an extension beside the initramfs leaves the initramfs alone'() {
        expect:
        changing(outside: 'nano').reruns.every { !it.startsWith('kiosk:inside') && it != 'kiosk.gz' }
    }

    def 'another size of the disk makes the disk again and no ISO'() {
        expect:
        changing size: '256MiB' reruns 'kiosk.img', 'the disk starts'
    }

    def 'what cannot be an extension is told'() {
        expect:
        loading(inside: '../dropbear').errors*.message.any { it.contains('cannot be the name of an extension') }
    }

    static List<String> results() {
        ['kiosk.gz', 'kiosk.iso', 'kiosk.img', 'the ISO starts', 'the disk starts']
    }
}
