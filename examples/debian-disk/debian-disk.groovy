// A Debian as small as Debian itself makes it, on a disk that a BIOS and UEFI start alike: for a virtual machine, or to be
// written to the disk of a real one. Its packages are installed in a sandbox, and the disk is written from the files of
// that: no root, loop device or mount is needed, and the same packages give the same bytes.

recipe 'debian-disk', about: 'A minimal Debian on a disk that boots under a BIOS and under UEFI'

String suite    = param('suite', 'bookworm', 'Debian suite')
String mirror   = param('mirror', '', "address of a Debian mirror to build from; empty for the one that this host's apt uses")
String apt      = param('apt', '', 'address of a Debian mirror for apt on the machine itself; empty for none')
String kernel   = param('kernel', 'cloud-amd64', 'for virtual machines, or for all', choices: ['cloud-amd64', 'amd64'])
String hostname = param('hostname', 'debian', 'name of the machine')
Secret password = param('password', "root's; where neither it nor its hash is given, root logs in WITHOUT one", secret: true)
String hash     = param('hash', '', "that of root's password, as 'openssl passwd -6' prints it")
Size   size     = param('size', 2.GiB, 'size of the disk')

def archive = debian(suite, mirror: mirror)
def bios    = archive.deb('grub-pc-bin')
def uefi    = archive.deb(suite == 'bookworm' ? 'grub-efi-amd64-bin' : 'grub-efi-amd64-unsigned')

// The kernel's package makes the initramfs, here as on any Debian.
root('system', from: archive.base("linux-image-$kernel", 'systemd-sysv', 'systemd-resolved', 'udev', 'iproute2', 'zstd')) {
    pass('disks') {
        write '/etc/fstab', indented: '''
            LABEL=root  /          ext4  errors=remount-ro,x-systemd.growfs  0 1
            LABEL=ESP   /boot/efi  vfat  umask=0077,nofail                   0 2
            '''
        mkdir '/boot/efi', mode: 0700
        // Where the disk is larger than this image was, the partition takes the rest; growfs above does the same inside of it.
        write '/etc/repart.d/root.conf', '[Partition]\nType=root\n'
        // Emulated on a busy host, a machine may take longer than 90 seconds to find its serial port.
        write '/etc/systemd/system.conf.d/devices.conf', '[Manager]\nDefaultDeviceTimeoutSec=10min\n'
    }
    pass('network') {
        write '/etc/hostname', "$hostname\n"
        write '/etc/hosts', "127.0.0.1 localhost\n127.0.1.1 $hostname\n::1 localhost ip6-localhost\n"
        write '/etc/systemd/network/wired.network', indented: '''
            [Match]
            Name=en* eth*
            [Network]
            DHCP=yes
            '''
        symlink '/etc/resolv.conf', to: '/run/systemd/resolve/stub-resolv.conf'
        exec 'systemctl', 'enable', 'systemd-networkd', 'systemd-resolved'
    }
    pass('root') {
        if (hash) {
            user 'root', hash: hash
        } else if (password.given) {
            user 'root', password: password
        } else {
            substitute '/etc/shadow', 'root:*:', 'root::'
        }
    }
    if (apt) {
        pass('apt') { write '/etc/apt/sources.list', "deb $apt $suite main\n" }
    }
}

artifact('debian.img') {
    disk(size: size) {
        gpt {
            partition('bios', size: 1.MiB, type: 'bios-boot')                      // a BIOS finds the rest of GRUB here
            partition('esp', size: 32.MiB, type: 'esp', fat(label: 'ESP'))         // UEFI all of it
            partition('root', size: rest(), type: 'linux-root-x86-64', ext4(label: 'root')) { copy root('system') }
        }
        grub(bios: bios, efi: uefi, timeout: 2.seconds, serial: 115200) {
            entry('Debian') {
                linux '/vmlinuz', 'root=LABEL=root ro console=tty0 console=ttyS0,115200'
                initrd '/initrd.img'
            }
        }
    }
}
artifact('debian.qcow2')          { convert artifact('debian.img') }
artifact('debian.img.zst')        { compress artifact('debian.img') }
artifact('debian.img.bmap')       { blockMap artifact('debian.img') }
artifact('debian.img.zst.sha256') { checksum artifact('debian.img.zst') }

boot('root logs in') {
    disk artifact('debian.qcow2')
    firmware 'bios', 'uefi'
    expect "$hostname login:", within: 10.minutes
    if (!hash) {
        send 'root\n'
        if (password.given) {
            expect 'Password:'
            send "$password\n"
        }
        expect "root@$hostname:~#", within: 2.minutes
    }
}
