# A Tiny Core's CD of 200 MB with an initramfs of 60 MB remastered, as an ISO and a disk of 1 GiB, against the article's
# commands as bash; then once more after one file was changed. Sourced by ../benchmark.
names+=(remaster)

prepare_remaster() {
    need xorriso xorriso unsquashfs squashfs-tools mksquashfs squashfs-tools advdef advancecomp cpio cpio \
        grub-mkimage grub-common mkfs.ext3 e2fsprogs parted parted depmod kmod ldconfig libc-bin
    (( $(id -u) == 0 )) || fail "losetup and mount want root"
    cp -r "$top/examples/tinycore-remaster" "$work/remaster"
    # Programs that make an initramfs of some 60 MiB, and extensions beside it that cannot be compressed.
    "$rootbuild" run "$work/remaster/fixture" -P ballast=140MiB CorePure64.iso mirror.tar --out "$work/remaster/fixture/out" \
        --state "$work/remaster/fixture-state" > "$work/output" 2>&1 || failed fixture
    mkdir -p "$work/remaster/fixture/out/mirror"
    tar -xf "$work/remaster/fixture/out/mirror.tar" -C "$work/remaster/fixture/out/mirror"
    sed -i '/^boot(/,$d' "$work/remaster/tinycore-remaster.groovy"
    head -c 440 /usr/lib/grub/i386-pc/boot.img > "$work/boot.img"
    grub-mkimage -O i386-pc -o "$work/core.img" -p '(,msdos1)/boot/grub' biosdisk part_msdos ext2 normal configfile linux
}

# remaster_fetch NAME…: what remaster.sh does with an extension and what it needs, from a mirror on this disk.
remaster_fetch() {
    local name
    for name; do
        name=${name//KERNEL/$kernel}
        [[ ! -e $into/$name.tcz ]] || continue
        cp "$tcz/$name.tcz" "$tcz/$name.tcz.md5.txt" "$into/"
        (cd "$into" && md5sum --quiet -c "$name.tcz.md5.txt")
        if [[ -e $tcz/$name.tcz.dep ]]; then
            cp "$tcz/$name.tcz.dep" "$into/"
            # shellcheck disable=SC2046
            remaster_fetch $(sed 's/\.tcz$//' "$into/$name.tcz.dep")
        fi
    done
}

# What the article calls: remaster.sh's rebuild and its own packagehd, without its sudo and with a disk of 1 GiB, not 20.
# grub-install is put here as the two writes that it comes to, for it looks at the host.
remaster_by_hand() (
    cd "$work"
    rm -rf hand && mkdir -p hand/image hand/extract hand/in hand/mnt
    local kernel tcz=$work/remaster/fixture/out/mirror/11.x/x86_64/tcz into= loop= one
    kernel=$(basename "$tcz"/original-modules-*.tcz .tcz); kernel=${kernel#original-modules-}
    # Instead of a mount, which not every kernel has a driver for.
    xorriso -osirrox on -indev remaster/fixture/out/CorePure64.iso -extract / hand/image > /dev/null 2>&1
    chmod -R u+w hand/image
    (cd hand/extract && zcat ../image/boot/corepure64.gz | cpio -i -H newc -d --quiet)
    into=$work/hand/in remaster_fetch dropbear original-modules-KERNEL
    for one in hand/in/*.tcz; do unsquashfs -q -n -f -d hand/extract "$one" > /dev/null; done
    into=$work/hand/image/cde/optional remaster_fetch nginx tree
    printf 'nginx.tcz\n' >> hand/image/cde/onboot.lst
    sed -i 's/append .*/& console=tty0 console=ttyS0,115200/' hand/image/boot/isolinux/isolinux.cfg
    remaster_pack
)

remaster_pack() {
    depmod -a -b hand/extract "$kernel"
    ldconfig -r hand/extract
    printf 'kiosk\n' > hand/extract/etc/hostname
    printf 'This is %s.\n' "${1:-kiosk}" > hand/extract/etc/motd
    mkdir -p hand/extract/var/lib/sshd
    printf '%s\n' /usr/local/tce.installed/dropbear '/usr/local/etc/init.d/dropbear start' \
        '/usr/local/etc/init.d/nginx start' >> hand/extract/opt/bootlocal.sh
    echo http://127.0.0.1/ > hand/extract/opt/tcemirror
    (cd hand/extract && find . | cpio -o -H newc --quiet | gzip -2 > ../image/boot/corepure64.gz)
    advdef -q -z4 hand/image/boot/corepure64.gz
    xorriso -as mkisofs -quiet -l -J -R -V TC-custom -no-emul-boot -boot-load-size 4 -boot-info-table \
        -b boot/isolinux/isolinux.bin -c boot/isolinux/boot.cat -o hand/kiosk.iso hand/image
    rm -f hand/kiosk.img
    dd if=/dev/zero of=hand/kiosk.img bs=1024 count=1048576 status=none
    parted -s hand/kiosk.img mktable msdos mkpart primary ext3 2048s 100% set 1 boot on
    dd if=boot.img of=hand/kiosk.img conv=notrunc status=none
    dd if=core.img of=hand/kiosk.img bs=512 seek=1 conv=notrunc status=none
    # The partition by its place: nodes of partitions come only where udev runs.
    loop=$(losetup -f --show -o 1048576 hand/kiosk.img)
    mkfs.ext3 -q -F "$loop"
    mount "$loop" hand/mnt
    mkdir -p hand/mnt/boot/grub
    cp -r /usr/lib/grub/i386-pc hand/mnt/boot/grub/
    printf 'set timeout=3\nmenuentry "this is a raw hd" {\nlinux /boot/vmlinuz64 loglevel=3 tce=sda1 cde\ninitrd %s\n}\n' \
        /boot/corepure64.gz > hand/mnt/boot/grub/grub.cfg
    cp -a hand/image/boot hand/mnt/
    cp -a hand/image/cde hand/mnt/tce
    umount hand/mnt
    losetup -d "$loop"
    sync -d hand/kiosk.img
}

# One changed file: fixandmodinitrd once more, which its flag file would have left out.
remaster_again_by_hand() (
    cd "$work"
    local kernel loop=
    kernel=$(ls hand/extract/lib/modules)
    remaster_pack changed
)

# In a bash of its own: where its status is asked for, set -e would not hold.
remaster_strictly() {
    work=$work bash -euo pipefail -c "$(declare -f remaster_fetch remaster_pack remaster_by_hand remaster_again_by_hand)
        $1"
}

remaster_run() {
    "$rootbuild" run "$work/remaster" -P size=1GiB -P "kernel=$kernel_of_fixture" "$@" --out "$work/remaster/out" \
        --state "$work/remaster/state"
}

bench_remaster() {
    prepare_remaster
    kernel_of_fixture=$(basename "$work"/remaster/fixture/out/mirror/11.x/x86_64/tcz/original-modules-*.tcz .tcz)
    kernel_of_fixture=${kernel_of_fixture#original-modules-}
    run_number=0
    ours_remaster() {
        rm -rf "$work/store/results" "$work/store/views" "$work/store/work" "$work/remaster/state" "$work/remaster/out"
        millis remaster_run
    }
    theirs_remaster() { millis remaster_strictly remaster_by_hand; }
    ours_again() {
        run_number=$((run_number + 1))
        millis remaster_run -P "hostname=kiosk$run_number"
    }
    theirs_again() { millis remaster_strictly remaster_again_by_hand; }
    ROUNDS=${ROUNDS:-1}
    row 'a CD of 200 MB remastered: ISO and disk' ratio:0.7 ours_remaster "the article's commands in bash" theirs_remaster
    row 'once more after one changed file' ratio:0.2 ours_again 'the same commands from the packing on' theirs_again
    note "- the CD has $(($(stat -c %s "$work/remaster/fixture/out/CorePure64.iso") >> 20)) MiB; the new initramfs" \
        "$(stat -c %s "$work/remaster/out/kiosk.gz") bytes, that of gzip -2 and advdef -z4" \
        "$(stat -c %s "$work/hand/image/boot/corepure64.gz")"
    rm -rf "$work/hand" "$work/remaster"
}
