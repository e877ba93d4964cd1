// The smallest Linux that says hello: Debian's kernel for clouds, with busybox as everything else, on a disk that a BIOS
// and UEFI start alike. Nothing of it needs root, a compiler or a mount, and the same packages give the same bytes.

recipe 'hello', about: 'A kernel and a shell that boot and say hello'

String greeting = param('greeting', 'Hello from rootbuild', 'what the machine says when it is up')
String suite    = param('suite', 'bookworm', 'Debian suite to take the kernel and busybox from')
String mirror   = param('mirror', '', "address of a Debian mirror; empty for the one that this host's apt uses")

def archive = debian(suite, mirror: mirror)
def kernel  = archive.deb('linux-image-cloud-amd64', follow: ~/linux-image-[0-9].*-cloud-amd64/)
def busybox = archive.deb('busybox-static')
def bios    = archive.deb('grub-pc-bin')
def uefi    = archive.deb(suite == 'bookworm' ? 'grub-efi-amd64-bin' : 'grub-efi-amd64-unsigned')

root('kernel') {
    pass('kernel') {
        unpack kernel, only: ['boot/vmlinuz-*', 'boot/config-*']
    }
}

root('system') {
    pass('folders') {
        mkdir '/dev', '/etc', '/proc', '/root', '/run', '/sys', '/usr/bin'
        mkdir '/tmp', mode: 01777
        symlink '/bin', to: 'usr/bin'       // so that busybox ends up there from the packages of any suite
    }
    pass('busybox') {
        unpack busybox, only: ['{,usr/}bin/busybox']
    }
    pass('applets') {
        ['cat', 'cttyhack', 'dmesg', 'echo', 'free', 'ls', 'mount', 'poweroff', 'ps', 'setsid', 'sh', 'uname', 'vi'].each {
            symlink "/bin/$it", to: 'busybox'
        }
    }
    pass('devices') {
        mknod '/dev/console', 'c', 5, 1
        mknod '/dev/null', 'c', 1, 3, mode: 0666
        mknod '/dev/ttyS0', 'c', 4, 64
    }
    pass('etc') {
        write '/etc/hostname', 'hello\n'
        write '/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'
        write '/etc/group', 'root:x:0:\n'
        chown 'root:root', '/root'
        chmod 0700, '/root'
    }
    pass('init') {
        write '/init', mode: 0755, indented: """
            #!/bin/sh
            # The kernel starts this as process 1. It must not end.
            mount -t devtmpfs dev /dev
            mount -t proc proc /proc
            mount -t sysfs sys /sys
            uname -n -r -m
            echo '$greeting'
            exec setsid cttyhack sh
            """
    }
}

artifact('vmlinuz') {
    file root('kernel'), '/boot/vmlinuz-*'
}
artifact('initramfs.cpio.gz') {
    initramfs root('system')
}

artifact('hello.img') {
    disk(size: 64.MiB) {
        gpt {
            partition('bios', size: 1.MiB, type: 'bios-boot')       // a BIOS finds the rest of GRUB here
            partition('boot', size: rest(), type: 'esp', fat32(label: 'HELLO')) {
                copy artifact('vmlinuz'), '/vmlinuz'
                copy artifact('initramfs.cpio.gz'), '/initramfs.gz'
            }
        }
        grub(bios: bios, efi: uefi, on: 'boot', esp: 'boot', timeout: 1.second, serial: 115200) {
            entry('Hello') {
                linux '/vmlinuz', 'console=ttyS0', 'quiet', 'panic=-1'
                initrd '/initramfs.gz'
            }
        }
    }
}

boot('says hello') {
    disk artifact('hello.img')
    firmware 'bios', 'uefi'
    expect greeting, within: 90.seconds
}
