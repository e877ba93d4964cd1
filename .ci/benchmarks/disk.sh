# A whole bootable disk against the tools that make such disks. Sourced by ../benchmark.
names+=(disk)

# The disk that all make: 2 GiB, a DOS partition table, GRUB for a BIOS in the gap before the first partition, and an
# ext4 with a Debian minbase, its kernel and initramfs. FAT is left out, since three of the peers would have to mount it,
# and not every kernel can. All begin with the same tarball; genimage, which takes none, also with its tree unpacked.
prepare_disk() {
    [[ ! -e $work/disk ]] || return 0
    need mmdebstrap mmdebstrap grub-mkimage grub-common genimage genimage vmdb2 vmdb2 zerofree zerofree debos debos \
        mkosi mkosi losetup mount sfdisk fdisk e2fsck e2fsprogs parted parted
    [[ -d /usr/lib/grub/i386-pc ]] || fail "GRUB for a BIOS is missing: apt-get install grub-pc-bin"
    (( $(id -u) == 0 )) || fail "vmdb2, debos and mkosi want root, loop devices and mounts"
    mkdir -p "$work/disk/over/boot/grub" "$work/disk/stand-ins"
    cat > "$work/disk/over/boot/grub/grub.cfg" <<'CFG'
serial
terminal_output serial
linux /vmlinuz root=/dev/vda1 rw console=ttyS0 quiet panic=-1 init=/bin/sh
initrd /initrd.img
boot
CFG
    if [[ -n ${SYSTEM:-} ]]; then
        cp "$SYSTEM" "$work/disk/system.tar"
    else
        mmdebstrap --quiet --variant=minbase --include=linux-image-cloud-amd64,initramfs-tools bookworm \
            "$work/disk/system.tar" >&2
    fi
    tar --owner=0 --group=0 -rf "$work/disk/system.tar" -C "$work/disk/over" ./boot/grub/grub.cfg
    head -c 440 /usr/lib/grub/i386-pc/boot.img > "$work/disk/boot.img"
    grub-mkimage -O i386-pc -o "$work/disk/core.img" -p '(hd0,msdos1)/boot/grub' biosdisk part_msdos ext2 normal \
        configfile linux serial terminal search echo
    disk_recipes
    disk_stand_ins
}

disk_recipes() {
    cat > "$work/disk.groovy" <<'GROOVY'
recipe 'disk'
def base = local('disk/system.tar')
root('system') { pass('unpack') { unpack base } }
artifact('disk.img') {
    disk(size: 2.GiB) {
        mbr { partition('root', size: rest(), ext4(label: 'root')) { copy root('system') } }
        grub(bios: 'host', timeout: 0.seconds, serial: 115200) {
            entry('Debian') {
                linux '/vmlinuz', 'root=/dev/vda1', 'rw', 'console=ttyS0', 'quiet', 'panic=-1', 'init=/bin/sh'
                initrd '/initrd.img'
            }
        }
    }
}
GROOVY
    cat > "$work/disk/genimage.cfg" <<'CFG'
image disk.img {
    hdimage {
        partition-table-type = "mbr"
    }
    partition boot {
        in-partition-table = "false"
        image = "boot.img"
        offset = 0
        size = 440
    }
    partition core {
        in-partition-table = "false"
        image = "core.img"
        offset = 512
    }
    partition root {
        partition-type = 0x83
        image = "root.ext4"
        offset = 1M
    }
}
image root.ext4 {
    ext4 {
        label = "root"
        use-mke2fs = true
    }
    mountpoint = "/"
    size = 2047M
}
CFG
    # kpartx, which vmdb2 would use for a file, wants a device mapper; so it gets a loop device.
    cat > "$work/disk/vmdb2.yaml" <<'YAML'
steps:
  - mklabel: msdos
    device: "{{ image }}"
  - mkpart: primary
    device: "{{ image }}"
    start: 1MiB
    end: 100%
    tag: root
  - mkfs: ext4
    partition: root
    label: root
  - mount: root
  - unpack-rootfs: root
YAML
    cat > "$work/disk/debos.yaml" <<'YAML'
architecture: amd64
actions:
  - action: unpack
    file: system.tar
  - action: image-partition
    imagename: debos.img
    imagesize: 2GB
    partitiontype: msdos
    mountpoints:
      - mountpoint: /
        partition: root
    partitions:
      - name: root
        fs: ext4
        start: 1MiB
        end: 100%
  - action: filesystem-deploy
    setup-fstab: false
    setup-kernel-cmdline: false
  - action: raw
    origin: recipe
    source: boot.img
    offset: 0
  - action: raw
    origin: recipe
    source: core.img
    offset: 512
YAML
}

# What a container lacks is stood in for by less work, never by more: without udevd nobody answers 'udevadm trigger
# --settle'; mkosi installs with debootstrap and apt-get, and here unpacks the tarball instead; without a system bus its
# systemd-nspawn does not start, and chroot does the same.
disk_stand_ins() {
    printf '#!/bin/sh\nexit 0\n' | tee "$work/disk/stand-ins/udevadm" > "$work/disk/stand-ins/apt-get"
    cat > "$work/disk/stand-ins/debootstrap" <<SH
#!/usr/bin/env bash
for word in "\$@"; do [[ ! -d \$word ]] || root=\$word; done
exec tar -C "\$root" -xpf "$work/disk/system.tar"
SH
    cat > "$work/disk/stand-ins/systemd-nspawn" <<'SH'
#!/usr/bin/env bash
while [[ $1 == -* ]]; do [[ $1 != --directory=* ]] || root=${1#*=}; shift; done
exec chroot "$root" "$@"
SH
    chmod +x "$work"/disk/stand-ins/*
}

disk_by_genimage() {
    (cd "$work/disk" && genimage --rootpath "$1" --tmppath genimage.tmp --inputpath . --outputpath genimage.out \
        --config genimage.cfg)
}

disk_by_genimage_from_tar() {
    mkdir "$work/disk/unpacked"
    tar -C "$work/disk/unpacked" -xpf "$work/disk/system.tar"
    disk_by_genimage "$work/disk/unpacked"
}

disk_by_vmdb2() (
    cd "$work/disk"
    truncate -s 2G vmdb2.img
    loop=$(losetup --find --partscan --show vmdb2.img)
    trap 'losetup -d "$loop"' EXIT
    vmdb2 --image "$loop" --rootfs-tarball "$PWD/system.tar" vmdb2.yaml || exit
    dd if=boot.img of="$loop" conv=notrunc status=none
    dd if=core.img of="$loop" bs=512 seek=1 conv=notrunc status=none
)

# What it leaves mounted when it fails is unmounted.
disk_by_debos() (
    mkdir -p "$work/disk/debos"
    cd "$work/disk/debos"
    ln -f ../system.tar .
    PATH=$work/disk/stand-ins:$PATH timeout 300 debos --disable-fakemachine --artifactdir "$PWD" ../debos.yaml
    status=$?
    { grep -o "$work/disk/[^ ]*" /proc/mounts || true; } | sort -r | xargs -r umount
    exit "$status"
)

# Without a loader: its only one for a BIOS is grub-install in the tree.
disk_by_mkosi() (
    mkdir -p "$work/disk/mkosi"
    cd "$work/disk/mkosi"
    PATH=$work/disk/stand-ins:$PATH timeout 300 mkosi --distribution=debian --release=bookworm --format=gpt_ext4 \
        --root-size=1900M --output=disk.raw --bootable=no --with-docs --force --checksum=no build
)

forget_disks() { rm -rf "$work"/disk/{genimage.tmp,genimage.out,unpacked,vmdb2.img,debos,mkosi}; }

# The disk is there, and the filesystem of its last partition is whole.
require_disk() {   # image
    local start
    start=$(sfdisk -d "$1" | sed -n 's/.*start= *\([0-9]*\).*/\1/p' | tail -n 1)
    [[ -n $start ]] || fail "$1 has no partition"
    e2fsck -fn "$1?offset=$((start * 512))" > "$work/output" 2>&1 || failed "e2fsck of $1"
}

# disk_row WHAT OURS NAME IMAGE COMMAND…: a peer that cannot run here is noted with what it said last.
disk_row() {
    local what=$1 ours=$2 name=$3 image=$4
    shift 4
    forget_disks
    if ! "$@" > "$work/output" 2>&1; then
        note "- $name could not be measured here: $(grep -v '^$' "$work/output" | tail -n 1 | cut -c 1-200)"
        return 0
    fi
    require_disk "$work/disk/$image"
    peer=("$@")
    peer_disk() { forget_disks; millis "${peer[@]}"; }
    row "$what" ratio:1.0 "$ours" "$name" peer_disk
}

bench_disk() {
    prepare_disk
    mkdir "$work/disk/tree"
    tar -C "$work/disk/tree" -xpf "$work/disk/system.tar"
    ours_disk() { forget; run_with_events "$work/disk.groovy"; of_node disk.img; }
    ours_from_tar() { forget; run_with_events "$work/disk.groovy"; echo $(($(of_node unpack) + $(of_node disk.img))); }
    run_with_events "$work/disk.groovy"
    require_disk "$work/out/disk.img"
    disk_row 'a bootable disk from a tree, the step' ours_disk '`genimage`' genimage.out/disk.img \
        disk_by_genimage "$work/disk/tree"
    disk_row 'a bootable disk from a tarball, both steps' ours_from_tar '`tar xf`, `genimage`' genimage.out/disk.img \
        disk_by_genimage_from_tar
    disk_row 'a bootable disk from a tarball, both steps' ours_from_tar '`vmdb2`' vmdb2.img disk_by_vmdb2
    disk_row 'a bootable disk from a tarball, both steps' ours_from_tar '`debos --disable-fakemachine`' debos/debos.img \
        disk_by_debos
    disk_row 'a bootable disk from a tarball, both steps' ours_from_tar '`mkosi` (without a loader)' mkosi/disk.raw \
        disk_by_mkosi
    forget_disks
    rm -rf "$work/disk/tree"
}
