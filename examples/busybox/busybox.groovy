// A small Linux from source: the kernel's headers, musl as the C library, and busybox as everything else, linked
// statically. It boots with Debian's kernel. Needs gcc and make on the host; nothing is written to it.

recipe 'busybox', about: 'A small Linux, built from source and booted'

String suite  = param('suite', 'bookworm', 'Debian suite to take the sources and the kernel from')
String mirror = param('mirror', '', "address of a Debian mirror; empty for the one that this host's apt uses")

def archive = debian(suite, mirror: mirror)
def linux  = archive.source('linux')
def musl   = archive.source('musl')
def busybox = archive.source('busybox')
def booted = archive.deb('linux-image-cloud-amd64', follow: ~/linux-image-[0-9].*-cloud-amd64/)

root('toolchain', from: host()) {
    environment LC_ALL: 'POSIX'

    pass('headers') {
        // Making the headers takes a small part of the kernel's source.
        unpack linux, into: '.', strip: 1, only: ['*/Makefile', '*/{arch,include,scripts}/**', '*/tools/{include,build}/**']
        kernelHeaders into: '/small/include', arch: 'x86'
    }
    pass('musl') {
        sources musl
        autotools {
            configure '--prefix=/small', '--disable-shared', 'CFLAGS=-Os -pipe'
        }
        verify('a program is linked against our library and nothing else') {
            sh '''
                echo 'int main(void) { return 42; }' > t.c
                /small/bin/musl-gcc -static -o t t.c
                ./t || test $? = 42
            '''
            output 'readelf -h t', contains: 'EXEC'
            sh '! readelf -l t | grep interpreter'
        }
    }
    pass('busybox') {
        sources busybox
        make 'defconfig'
        substitute '.config', '# CONFIG_STATIC is not set', 'CONFIG_STATIC=y'
        make 'CC=/small/bin/musl-gcc'
        make 'CC=/small/bin/musl-gcc', 'CONFIG_PREFIX=/small/root', 'install'
        verify('busybox runs by itself') {
            output '/small/root/bin/busybox echo hello', equals: 'hello'
            sh '! readelf -l /small/root/bin/busybox | grep interpreter'
        }
    }
}

root('system') {
    pass('folders') {
        mkdir '/dev', '/etc', '/proc', '/root', '/run', '/sys'
        mkdir '/tmp', mode: 01777
        mknod '/dev/console', 'c', 5, 1
    }
    pass('programs') {
        copy root('toolchain'), '/small/root/*', '/'
    }
    pass('init') {
        write '/init', mode: 0755, indented: """
            #!/bin/sh
            # The kernel starts this as process 1. It must not end.
            mount -t devtmpfs dev /dev
            mount -t proc proc /proc
            mount -t sysfs sys /sys
            echo "A Linux from source, with \$(ls /bin /sbin /usr/bin /usr/sbin | wc -l) commands, on \$(uname -r)"
            exec setsid cttyhack sh
            """
    }
}

root('kernel') {
    pass('kernel') {
        unpack booted, only: ['boot/vmlinuz-*']
    }
}

artifact('vmlinuz') {
    file root('kernel'), '/boot/vmlinuz-*'
}
artifact('initramfs.cpio.gz') {
    initramfs root('system')
}

boot('it boots') {
    kernel artifact('vmlinuz')
    initrd artifact('initramfs.cpio.gz')
    commandLine 'console=ttyS0 quiet panic=-1'
    expect 'A Linux from source, with ', within: 90.seconds
}
