// Extensions for Tiny Core: GNU hello built from source and linked statically, its manual as an extension of its own that
// needs the first, and what a repository has beside them. Copied to a web server as RELEASE/ARCH/tcz/, out/ is a mirror.

recipe 'tcz', about: 'A package built from source and shipped as extensions of Tiny Core'

String suite  = param('suite', 'bookworm', 'Debian suite to take the source from')
String mirror = param('mirror', '', "address of a Debian mirror; empty for the one that this host's apt uses")
String greets = param('greets', 'Tiny Core', 'whom the start-up script greets')

def hello = debian(suite, mirror: mirror).source('hello')

root('hello', from: host()) {
    environment LC_ALL: 'POSIX'

    pass('hello') {
        sources hello
        autotools {
            configure '--prefix=/usr/local', '--disable-nls', 'CFLAGS=-Os', 'LDFLAGS=-static'
            install 'DESTDIR=/package'
        }
        exec 'strip', '/package/usr/local/bin/hello'
        verify('it runs on a system that has no library') {
            output '/package/usr/local/bin/hello -g works', equals: 'works'
            sh '! readelf -l /package/usr/local/bin/hello | grep interpreter'
        }
    }
    pass('manual') {
        copy '/package/usr/local/share', '/manual/usr/local/share'
        remove '/package/usr/local/share'
    }
}

artifact('hello.tcz') {
    tcz root('hello'), from: '/package', owner: '0:0',
        description: 'prints a greeting', version: '2.10', author: 'Free Software Foundation',
        site: 'https://www.gnu.org/software/hello', license: 'GPLv3+', tags: ['cli', 'greeting'],
        script: "/usr/local/bin/hello -g 'Hello, $greets' > /tmp/hello\n"
}
artifact('hello-doc.tcz') {
    tcz root('hello'), from: '/manual', owner: '0:0', needs: ['hello'],
        description: 'the manual of hello', version: '2.10', author: 'Free Software Foundation',
        site: 'https://www.gnu.org/software/hello', license: 'GFDL', tags: ['doc']
}
artifact('info.lst')    { infoList artifact('hello.tcz'), artifact('hello-doc.tcz') }
artifact('info.lst.gz') { infoList artifact('hello.tcz'), artifact('hello-doc.tcz') }
