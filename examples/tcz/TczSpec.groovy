import org.rootbuild.testing.RecipeSpec

/** What tcz.groovy promises; its programs are answered by a script: it needs neither a compiler nor a network. */
class TczSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'whom the script greets reaches the extension that has the script, and no compiler'() {
        expect:
        changing(greets: 'you').reruns == ['hello.tcz', 'hello.tcz.md5.txt', 'hello.tcz.list', 'hello.tcz.info']
        changing mirror: 'http://mirror.invalid/debian' reruns nothing
    }

    def 'the extensions and what lies beside them'() {
        given:
        source 'debian:hello', tarball('hello-2.10/configure': '#!/bin/sh')
        programs {
            on 'configure'
            on 'make install *', writes: ['/package/usr/local/bin/hello': executable('hello'),
                                          '/package/usr/local/share/man/man1/hello.1': 'the manual']
            on 'make'
            on 'strip'
            on '* -g works', prints: 'works'
            otherwise()
        }

        when:
        build.run()

        then:
        build.artifact('hello.tcz.list').readLines() == ['usr/local/bin/hello', 'usr/local/tce.installed/hello']
        build.artifact('hello-doc.tcz.list').readLines() == ['usr/local/share/man/man1/hello.1']
        build.artifact('hello-doc.tcz.dep').text == 'hello.tcz\n'
        build.artifact('hello.tcz.info').readLines().contains('Copying-policy: GPLv3+')
        build.artifact('info.lst').readLines() == ['hello-doc.tcz', 'hello.tcz']
        new String(build.artifact('hello.tcz').bytes, 0, 4) == 'hsqs'
        build.artifact('hello.tcz.md5.txt').text ==
            "${build.artifact('hello.tcz').bytes.md5()}  hello.tcz\n".toString()
    }
}
