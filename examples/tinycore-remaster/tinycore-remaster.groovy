// A CorePure64 with a server for ssh and drivers for virtual machines in its initramfs, and a web server that is loaded on
// boot: as an ISO, and as a disk. It takes the CD and the mirror of Tiny Core itself, or those of fixture/fixture.groovy,
// which have the same shape. The article's remaster.sh and packagehd() do it with root, mounts and loop devices.

recipe 'tinycore-remaster', about: 'A Tiny Core with other extensions, files and boot codes, as an ISO and as a disk'

String iso      = param('iso', 'fixture/out/CorePure64.iso', 'the CD that is remastered, such as CorePure64-11.1.iso')
String mirror   = param('mirror', 'fixture/out/mirror', 'a mirror of Tiny Core: its address, or a folder beside the recipe')
String release  = param('release', '11.x', 'release of the extensions')
String kernel   = param('kernel', '6.1.0-50-amd64', "version of the CD's kernel, as 'uname -r' prints it")
List<String> inside = param('inside', ['dropbear', 'original-modules-KERNEL'], 'extensions in the initramfs')
List<String> onboot = param('onboot', ['nginx'], 'extensions that are loaded on boot')
List<String> more   = param('outside', ['tree'], 'extensions that can be loaded')
List<String> start  = param('start', ['/usr/local/etc/init.d/dropbear start', '/usr/local/etc/init.d/nginx start'], 'what is started at the end')
String hostname = param('hostname', 'kiosk', 'name of the machine')
Size   size     = param('size', 128.MiB, 'size of the disk')
String suite    = param('suite', 'bookworm', "Debian suite to take the disk's boot loader from")
String archive  = param('archive', '', "address of a Debian mirror; empty for the one that this host's apt uses")

def core = repository(mirror, release: release, arch: 'x86_64', kernel: kernel)
def grub = debian(suite, mirror: archive).deb('grub-pc-bin')

remaster('kiosk', iso: local(iso), mirror: core) {
    bootCodes 'console=tty0', 'console=ttyS0,115200'
    bootCodes 'tce=sda1', 'opt=sda1', 'home=sda1', 'restore=sda1', on: 'disk'
    insideInitramfs inside
    onBoot onboot
    outside more
    startupScripts 'atBoot'
    bootLocal start
    tceMirror 'http://127.0.0.1/'
    files {
        write '/etc/hostname', "$hostname\n"
        write '/etc/motd', "This is $hostname.\n"
        mkdir '/var/lib/sshd'
    }
    disk size: size, bios: grub, timeout: 1.second, serial: 115200, title: "$hostname"
}

boot('the ISO starts') {
    cdrom artifact('kiosk.iso')
    // The one is inside the initramfs, a file like all others there; the other is loaded on boot, from a mounted image.
    expect 'dropbear is started', within: 3.minutes
    expect 'nginx is started', within: 3.minutes
    send '\n[ -L /usr/local/sbin/dropbear ]; echo "dropbear is a link: $?"; readlink /usr/local/sbin/nginx\n'
    expect 'dropbear is a link: 1'
    expect '/tmp/tcloop/nginx/usr/local/sbin/nginx'
    send 'wget -qO- http://127.0.0.1/\n'
    expect 'A page of nginx, loaded on boot'
}
boot('the disk starts') {
    disk artifact('kiosk.img'), interface: 'ide'
    // The one is inside the initramfs, a file like all others there; the other is loaded on boot, from a mounted image.
    expect 'dropbear is started', within: 3.minutes
    expect 'nginx is started', within: 3.minutes
    send '\n[ -L /usr/local/sbin/dropbear ]; echo "dropbear is a link: $?"; readlink /usr/local/sbin/nginx\n'
    expect 'dropbear is a link: 1'
    expect '/tmp/tcloop/nginx/usr/local/sbin/nginx'
    send 'wget -qO- http://127.0.0.1/\n'
    expect 'A page of nginx, loaded on boot'
}
