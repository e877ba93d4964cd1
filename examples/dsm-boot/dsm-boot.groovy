// The boot disk of the articles, 617kvmboot: 32 MB with a DOS partition table, one active FAT partition, GRUB 2 for a BIOS,
// its menu, a kernel and two initramfs behind each other. Synology's files cannot be had here, so others of the same
// shape stand in for them: Debian's kernel as zImage, busybox as rd.gz, drivers, mdadm and its configuration as
// extra.lzma. It really boots, and puts a disk with the arrays of mdadm.conf together when there is one.

recipe 'dsm-boot', about: "The articles' 617kvmboot: GRUB, a kernel and two initramfs on 32 MB"

String mac    = param('mac', '52:54:00:66:76:1B', 'address of the network card, which must begin with 52:54:00')
String md0    = param('md0', '57d437b5:798159fc:3017a5a8:c86610be', "UUID of the array with DSM's system")
String md1    = param('md1', '7580a324:5f709df7:dcd287d5:29e3aff2', "UUID of the array with DSM's swap")
String suite  = param('suite', 'bookworm', 'Debian suite to take the stand-ins and GRUB from')
String mirror = param('mirror', '', "address of a Debian mirror; empty for the one that this host's apt uses")

// As the menu of the loader wants it: without colons.
String digits(String address) {
    String plain = address.replace(':', '').toUpperCase()
    if (!(plain ==~ /525400[0-9A-F]{6}/)) {
        throw new IllegalArgumentException("'$address' is no address that begins with 52:54:00")
    }
    return plain
}

String mac1 = digits(mac)

def archive = debian(suite, mirror: mirror)
def kernel  = archive.deb('linux-image-cloud-amd64', follow: ~/linux-image-[0-9].*-cloud-amd64/)
def busybox = archive.deb('busybox-static')
def mdadm   = archive.deb('mdadm')
def libc    = archive.deb('libc6')
def udev    = archive.deb('libudev1')
def bios    = archive.deb('grub-pc-bin')

root('kernel') {
    pass('kernel') {
        unpack kernel, only: ['boot/vmlinuz-*', 'lib/modules/*/kernel/drivers/block/virtio_blk.ko',
            'lib/modules/*/kernel/drivers/md/{md-mod,raid1}.ko',
            'lib/modules/*/kernel/drivers/virtio/virtio{,_ring,_pci,_pci_legacy_dev,_pci_modern_dev}.ko']
    }
}

// What DSM starts with: it knows neither disks nor arrays before extra.lzma is on top of it.
root('rd') {
    pass('busybox') {
        mkdir '/dev', '/etc', '/proc', '/run', '/sys', '/tmpRoot', '/usr/bin'
        mknod '/dev/console', 'c', 5, 1
        symlink '/bin', to: 'usr/bin'       // so that busybox ends up there from the packages of any suite
        unpack busybox, only: ['{,usr/}bin/busybox']
        ['cat', 'cttyhack', 'echo', 'grep', 'insmod', 'ls', 'mount', 'poweroff', 'sed', 'setsid', 'sh', 'uname'].each {
            symlink "/bin/$it", to: 'busybox'
        }
    }
    pass('linuxrc') {
        write '/init', mode: 0755, indented: '''
            #!/bin/sh
            mount -t devtmpfs dev /dev
            mount -t proc proc /proc
            mount -t sysfs sys /sys
            echo "Linux $(uname -r) with $(grep -o 'mac1=[^ ]*' /proc/cmdline)"
            if [ -x /etc/jun.sh ]; then /etc/jun.sh; else echo 'There is no extra.lzma'; fi
            exec setsid cttyhack sh
            '''
    }
}

root('extra') {
    pass('drivers') {
        copy root('kernel'), '/lib/modules/*/kernel/drivers/*/*.ko', '/drivers/'
    }
    pass('programs') {
        symlink '/sbin', to: 'usr/sbin'     // so that all ends up below /usr from the packages of any suite
        symlink '/lib', to: 'usr/lib'
        symlink '/lib64', to: 'usr/lib/x86_64-linux-gnu'
        mkdir '/usr/sbin', '/usr/lib/x86_64-linux-gnu'
        unpack mdadm, only: ['{,usr/}sbin/mdadm']
        unpack libc, only: ['{,usr/}lib/x86_64-linux-gnu/{libc.so.6,ld-linux-x86-64.so.2}']
        unpack udev, only: ['{,usr/}lib/x86_64-linux-gnu/libudev.so.1*']
    }
    pass('mdadm.conf') {
        write '/etc/mdadm.conf', indented: """
            ARRAY /dev/md0 metadata=0.90 UUID=$md0
            ARRAY /dev/md1 metadata=0.90 UUID=$md1
            """
    }
    // What jun.patch makes of linuxrc.syno: arrays are put together by their UUIDs before the system is mounted.
    pass('jun') {
        write '/etc/jun.sh', mode: 0755, indented: '''
            #!/bin/sh
            for driver in virtio virtio_ring virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk md-mod raid1
            do insmod /drivers/$driver.ko; done
            echo "Drivers of extra.lzma: $(grep -c . /proc/modules)"
            mdadm --version
            mdadm --assemble --scan --run
            sed -n 's/^md/Array md/p' /proc/mdstat
            if mount -t ext4 /dev/md0 /tmpRoot; then echo "System: $(cat /tmpRoot/etc/VERSION)"
            else echo 'DSM is not installed'; fi
            '''
    }
}

artifact('zImage')     { file root('kernel'), '/boot/vmlinuz-*' }
artifact('rd.gz')      { initramfs root('rd') }
artifact('extra.lzma') { initramfs root('extra'), compress: 'lzma' }

artifact('617kvmboot.img') {
    disk(size: 32.MiB) {
        mbr {
            partition('boot', size: rest(), active: true, fat16(label: 'SYNOBOOT')) {
                copy artifact('zImage'), '/boot/grub/DS3615xs/zImage'
                copy artifact('rd.gz'), '/boot/grub/DS3615xs/rd.gz'
                copy artifact('extra.lzma'), '/boot/grub/DS3615xs/extra.lzma'
            }
        }
        grub(bios: bios, on: 'boot', timeout: 1.second, serial: 115200) {
            raw """
                set img=/boot/grub/DS3615xs
                set vid=0x058f
                set pid=0x6387
                set sn=C7LWN09761
                set mac1=$mac1
                set common='syno_hw_version=DS3615xs console=ttyS0,115200n8 elevator=elevator quiet panic=-1'

                menuentry 'DS3615xs 6.1.7 on KVM' {
                    linux \$img/zImage root=/dev/md0 netif_num=1 mac1=\$mac1 vid=\$vid pid=\$pid sn=\$sn \$common
                    initrd \$img/rd.gz \$img/extra.lzma
                }
                menuentry 'DS3615xs 6.1.7 on KVM, without extra.lzma' {
                    linux \$img/zImage root=/dev/md0 netif_num=1 mac1=\$mac1 vid=\$vid pid=\$pid sn=\$sn \$common
                    initrd \$img/rd.gz
                }
            """
        }
    }
}

boot('it starts') {
    disk artifact('617kvmboot.img')
    expect "with mac1=$mac1", within: 90.seconds
    expect 'Drivers of extra.lzma: 8'
    expect 'mdadm - v'
    expect 'DSM is not installed'
}
