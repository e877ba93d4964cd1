// The articles' disk of DSM, 50 GB with its boot partition of 32 MB at the end, laid out anew on 20 GB with a boot
// partition of 1 GB at the front. System and swap are copied sector by sector with their RAID superblocks; data goes file
// by file into a new filesystem in a new member of the same array. The disk of before is made here as well, of stand-ins
// of the same shape: Debian's kernel as zImage, busybox as rd.gz, drivers and mdadm as extra.lzma, and some files.

recipe 'dsm-relayout', about: 'A disk of DSM, from 50 GB to 20 GB, with its boot partition moved to the front'

String mac    = param('mac', '52:54:00:66:76:1B', 'address of the network card, which must begin with 52:54:00')
String md0    = param('md0', '5d279172:1ed20bf2:3017a5a8:c86610be', "UUID of the array with DSM's system")
String md1    = param('md1', '188d0705:2995b6c6:3017a5a8:c86610be', "UUID of the array with DSM's swap")
String md2    = param('md2', '61203c7b:83ed31ed:29334798:82e3a353', 'UUID of the array with the data')
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

// ---- what stands in for DSM; examples/dsm-boot says more about the first three

root('kernel') {
    pass('kernel') {
        unpack kernel, only: ['boot/vmlinuz-*', 'lib/modules/*/kernel/drivers/block/virtio_blk.ko',
            'lib/modules/*/kernel/drivers/md/{md-mod,raid1}.ko',
            'lib/modules/*/kernel/drivers/virtio/virtio{,_ring,_pci,_pci_legacy_dev,_pci_modern_dev}.ko']
    }
}
root('rd') {
    pass('busybox') {
        mkdir '/dev', '/etc', '/proc', '/run', '/sys', '/tmpRoot', '/usr/bin', '/volume1'
        mknod '/dev/console', 'c', 5, 1
        symlink '/bin', to: 'usr/bin'       // so that busybox ends up there from the packages of any suite
        unpack busybox, only: ['{,usr/}bin/busybox']
        ['cat', 'cttyhack', 'echo', 'find', 'grep', 'insmod', 'ls', 'mount', 'poweroff', 'sed', 'setsid', 'sh', 'stat',
         'swapon', 'uname', 'wc'].each {
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
            /etc/jun.sh
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
            ARRAY /dev/md2 metadata=1.2 name=yunnas:2 UUID=$md2
            """
    }
    pass('jun') {
        write '/etc/jun.sh', mode: 0755, indented: '''
            #!/bin/sh
            for driver in virtio virtio_ring virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk md-mod raid1
            do insmod /drivers/$driver.ko; done
            mdadm --assemble --scan --run
            sed -n 's/^md/Array md/p' /proc/mdstat
            mount -t ext4 /dev/md0 /tmpRoot && echo "System: $(cat /tmpRoot/etc/VERSION)"
            swapon /dev/md1 && echo "Swap: $(grep -c md1 /proc/swaps)"
            mount -t ext4 /dev/md2 /volume1 && echo "Volume: $(find /volume1 -type f | wc -l) files"
            echo "Letter: $(stat -c '%u:%g %a' /volume1/homes/td/letter.txt), $(cat /volume1/homes/td/letter.txt)"
            '''
    }
}
root('dsm') {
    pass('dsm') {
        mkdir '/etc.defaults', '/usr/syno/bin', '/var/log'
        mkdir '/root', mode: 0700
        write '/etc/VERSION', 'majorversion="6" minorversion="1" buildnumber="15284"\n'
        write '/etc.defaults/synoinfo.conf', 'unique="synology_bromolow_3615xs"\n'
        write '/usr/syno/bin/synocheckpartition', '#!/bin/sh\nexit 8\n', mode: 0755
        symlink '/etc/synoinfo.conf', to: '../etc.defaults/synoinfo.conf'
    }
}
root('volume1') {
    pass('files') {
        mkdir '/@eaDir', '/@database', mode: 0700
        mkdir '/homes/td', '/照片/2020', owner: '1026:100'
        write '/homes/td/letter.txt', 'from before\n', mode: 0600, owner: '1026:100'
        write '/照片/2020/海.jpg', 'a picture, ' * 20_000, mode: 0640, owner: '1026:100'
        (1..40).each { int n -> write "/web/page${n}.html", "<p>$n</p>\n" * n, owner: '1023:1023' }
        symlink '/web/index.html', to: 'page1.html'
        symlink '/homes/td/photos', to: '/volume1/照片'
    }
}

artifact('zImage')     { file root('kernel'), '/boot/vmlinuz-*' }
artifact('rd.gz')      { initramfs root('rd') }
artifact('extra.lzma') { initramfs root('extra'), compress: 'lzma' }

String entry = """
    set mac1=$mac1
    set common='syno_hw_version=DS3615xs console=ttyS0,115200n8 elevator=elevator quiet panic=-1'

    menuentry 'DS3615xs 6.1.7' {
        linux \$img/zImage root=/dev/md0 netif_num=1 mac1=\$mac1 \$common
        initrd \$img/rd.gz \$img/extra.lzma
    }
"""

// As DSM lays out a disk of 50 GB, with the boot partition that the articles added at its end.
artifact('before.img') {
    disk(size: 50.GiB) {
        mbr {
            partition('system', start: 2048.sectors, size: 4980480.sectors,
                raid(metadata: '0.90', uuid: md0, devices: 2, slot: 1, number: 0, ext4(label: '1.41.12-15284'))) {
                copy root('dsm')
            }
            partition('swap', start: 4982528.sectors, size: 4194304.sectors,
                raid(metadata: '0.90', uuid: md1, devices: 2, slot: 1, number: 1, swap()))
            partition('data', start: 9437184.sectors, end: 104792063.sectors, raid(name: 'yunnas:2', uuid: md2, ext4())) {
                copy root('volume1')
            }
            partition('boot', start: 104792064.sectors, size: 32.MiB, active: true, fat16(label: 'SYNOBOOT')) {
                copy artifact('zImage'), '/boot/grub/DS3615xs/'
                copy artifact('rd.gz'), '/boot/grub/DS3615xs/'
                copy artifact('extra.lzma'), '/boot/grub/DS3615xs/'
            }
        }
        grub(bios: bios, on: 'boot', timeout: 1.second, serial: 115200) {
            raw 'set img=/boot/grub/DS3615xs'
            raw entry
        }
    }
}

// ---- the layout anew; for a disk of your own, put local('dsm61715284') instead of artifact('before.img')

def before = artifact('before.img')

artifact('after.img') {
    disk(size: 20.GiB) {
        mbr {
            partition('boot', start: 2048.sectors, end: 2099199.sectors, active: true, fat16(label: 'SYNOBOOT')) {
                copy filesOf(before, 4), from: '/boot/grub/DS3615xs', into: '/boot/DS3615xs'
            }
            // From here on it is DSM's own layout, 2099200 sectors further back, with the gap that it leaves.
            partition('system', start: 2101248.sectors, end: 7081727.sectors, type: 'raid') {
                raw partitionOf(before, 1)
            }
            partition('swap', start: 7081728.sectors, end: 11276031.sectors, type: 'raid') {
                raw partitionOf(before, 2)
            }
            partition('data', start: 11536384.sectors, size: rest(), raid(name: 'yunnas:2', uuid: md2, ext4())) {
                copy filesOf(before, 3)
            }
        }
        grub(bios: bios, on: 'boot', timeout: 1.second, serial: 115200) {
            raw 'set img=/boot/DS3615xs'
            raw entry
        }
    }
}

boot('before starts') {
    disk artifact('before.img')
    expect "with mac1=$mac1", within: 90.seconds
    expect 'Volume: 42 files'
    expect 'Letter: 1026:100 600, from before'
}
boot('after starts') {
    disk artifact('after.img')
    expect "with mac1=$mac1", within: 90.seconds
    expect 'System: majorversion="6"'
    expect 'Swap: 1'
    expect 'Volume: 42 files'
    expect 'Letter: 1026:100 600, from before'
}
