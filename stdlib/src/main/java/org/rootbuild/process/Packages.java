package org.rootbuild.process;

import java.util.List;
import java.util.Optional;

/** Which package of a distribution holds which tool. */
final class Packages {
    private static final String NONE = "-";

    /** The tools of one row are in one package; Homebrew has no equal of what belongs to the Linux kernel. */
    private record Row(String tools, String debian, String fedora, String alpine, String homebrew) {
        boolean holds(String tool) {
            return List.of(tools.split(" ")).contains(tool);
        }
    }

    private static final List<Row> ROWS = List.of(
        new Row("qemu-system-x86_64", "qemu-system-x86", "qemu-system-x86-core", "qemu-system-x86_64", "qemu"),
        new Row("qemu-img qemu-nbd", "qemu-utils", "qemu-img", "qemu-img", "qemu"),
        new Row("setpriv", "util-linux", "util-linux", "setpriv", NONE),
        new Row("unshare nsenter setsid", "util-linux", "util-linux-core", "util-linux-misc", NONE),
        new Row("newuidmap newgidmap", "uidmap", "shadow-utils", "shadow-uidmap", NONE),
        new Row("mount umount", "mount", "util-linux-core", "mount", NONE),
        new Row("sfdisk", "fdisk", "util-linux-core", "sfdisk", "util-linux"),
        new Row("sgdisk", "gdisk", "gdisk", "sgdisk", "gptfdisk"),
        new Row("flock", "util-linux", "util-linux-core", "flock", "flock"),
        new Row("mkfs.ext4 e2fsck debugfs resize2fs", "e2fsprogs", "e2fsprogs", "e2fsprogs", "e2fsprogs"),
        new Row("mkfs.fat mkfs.vfat fsck.fat", "dosfstools", "dosfstools", "dosfstools", "dosfstools"),
        new Row("mcopy mdir mtools", "mtools", "mtools", "mtools", "mtools"),
        new Row("syslinux extlinux", "syslinux", "syslinux", "syslinux", NONE),
        new Row("mksquashfs unsquashfs", "squashfs-tools", "squashfs-tools", "squashfs-tools", "squashfs"),
        new Row("mkfs.btrfs btrfs", "btrfs-progs", "btrfs-progs", "btrfs-progs", NONE),
        new Row("mkfs.xfs xfs_db xfs_repair", "xfsprogs", "xfsprogs", "xfsprogs", NONE),
        new Row("xorriso", "xorriso", "xorriso", "xorriso", "xorriso"),
        new Row("cpio", "cpio", "cpio", "cpio", "cpio"),
        new Row("tar", "tar", "tar", "tar", "gnu-tar"),
        new Row("depmod", "kmod", "kmod", "kmod", NONE),
        new Row("ldconfig", "libc-bin", "glibc", "musl-utils", NONE),
        new Row("advdef", "advancecomp", "advancecomp", "advancecomp", "advancecomp"),
        new Row("xz", "xz-utils", "xz", "xz", "xz"),
        new Row("zstd", "zstd", "zstd", "zstd", "zstd"),
        new Row("gzip", "gzip", "gzip", "gzip", "gzip"),
        new Row("env mkdir readlink cp rm", "coreutils", "coreutils", "coreutils", "coreutils"),
        new Row("busybox", "busybox-static", "busybox", "busybox-static", NONE),
        new Row("script", "bsdutils", "util-linux-script", "util-linux-misc", NONE),
        new Row("bash", "bash", "bash", "bash", "bash"),
        new Row("make", "make", "make", "make", "make"),
        new Row("gcc", "gcc", "gcc", "gcc", "gcc"),
        new Row("as ld objdump readelf", "binutils", "binutils", "binutils", "binutils"),
        new Row("patch", "patch", "patch", "patch", "gpatch"),
        new Row("git", "git", "git-core", "git", "git"),
        new Row("gpg gpgv", "gnupg", "gnupg2", "gnupg", "gnupg"),
        new Row("mmdebstrap", "mmdebstrap", "mmdebstrap", NONE, NONE),
        new Row("dpkg-deb", "dpkg", "dpkg", "dpkg", "dpkg"));

    private Packages() {
    }

    /** A sentence that says what to install, for the four package managers that are known here. */
    static String remedy(String tool) {
        return row(tool)
            .map(row -> "Install the package that holds it: " + commands(row) + ".")
            .orElse("Install the package that holds '" + tool + "', or add its folder to PATH.");
    }

    private static Optional<Row> row(String tool) {
        return ROWS.stream().filter(row -> row.holds(tool)).findFirst();
    }

    private static String commands(Row row) {
        String linux = "'apt-get install " + row.debian() + "' (Debian, Ubuntu), 'dnf install " + row.fedora()
            + "' (Fedora), 'apk add " + row.alpine() + "' (Alpine)";
        return row.homebrew().equals(NONE) ? linux
            : linux + ", 'brew install " + row.homebrew() + "' (Homebrew)";
    }
}
