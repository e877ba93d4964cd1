package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Words;
import org.rootbuild.model.Extent;
import org.rootbuild.remaster.BootCodes;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.OptionsOf;

/** The inside of {@code remaster(…) { … }}. */
@Words
public final class RemasterSpec {
    private final RemasterWishes wishes;

    RemasterSpec(RemasterWishes wishes) {
        this.wishes = wishes;
    }

    @Doc(value = "Words for the kernel and for Tiny Core, in the menus of the CD and of the disk.",
        examples = {"bootCodes 'home=sda1', 'opt=sda1', 'restore=sda1'", "bootCodes 'tce=sda1', on: 'disk'"})
    public void bootCodes(String first, String... more) {
        bootCodes(Map.of(), first, more);
    }

    @Doc("Words for the kernel and for Tiny Core, in one of the two menus.")
    public void bootCodes(
        @Option(name = "on", type = String.class, about = "'iso' or 'disk'; both where it is not given")
        Map<String, Object> options, String first, String... more) {
        String on = Options.of(options).text("on").orElse("both");
        if (!List.of("iso", "disk", "both").contains(on)) {
            wishes.problem("there is no boot menu on '" + on + "'", "It is 'iso' or 'disk'.");
        }
        codes(List.of(PathCheck.all(first, more)), on);
    }

    @Doc("The same with a list, such as a parameter has it.")
    public void bootCodes(List<String> codes) {
        codes(codes, "both");
    }

    private void codes(List<String> texts, String on) {
        for (String text : texts) {
            for (String code : text.strip().split("\\s+")) {
                code(code, on);
            }
        }
    }

    private void code(String code, String on) {
        if (!BootCodes.isWord(code)) {
            wishes.problem("a boot code is empty, or cannot be typed", "Write it as 'tce=sda1'.");
            return;
        }
        if (!on.equals("disk")) {
            wishes.isoCodes.add(code);
        }
        if (!on.equals("iso")) {
            wishes.diskCodes.add(code);
        }
    }

    @Doc(value = "Takes boot codes out of the menus of the CD; tce stands for every tce=… too.",
        examples = "withoutBootCodes 'cde', 'loglevel'")
    public void withoutBootCodes(String first, String... more) {
        wishes.withoutCodes.addAll(List.of(PathCheck.all(first, more)));
    }

    @Doc(value = "Extensions whose files become a part of the initramfs, with all that they need.",
        examples = "insideInitramfs 'openssh', 'original-modules-KERNEL'")
    public void insideInitramfs(String first, String... more) {
        wishes.inside.addAll(names(first, more));
    }

    @Doc(value = "Extensions that lie beside the initramfs, with all that they need, and are loaded on boot.",
        examples = "onBoot 'nginx', 'iptables'")
    public void onBoot(String first, String... more) {
        wishes.onBoot.addAll(names(first, more));
    }

    @Doc(value = "Extensions that lie beside the initramfs, with all that they need, and are loaded when somebody wants"
        + " them: tce-load -i nano.", examples = "outside 'nano'")
    public void outside(String first, String... more) {
        wishes.outside.addAll(names(first, more));
    }

    @Doc("The same with a list, such as a parameter has it.")
    public void insideInitramfs(List<String> extensions) {
        wishes.inside.addAll(names(extensions));
    }

    @Doc("The same with a list, such as a parameter has it.")
    public void onBoot(List<String> extensions) {
        wishes.onBoot.addAll(names(extensions));
    }

    @Doc("The same with a list, such as a parameter has it.")
    public void outside(List<String> extensions) {
        wishes.outside.addAll(names(extensions));
    }

    private List<String> names(String first, String... more) {
        return names(List.of(PathCheck.all(first, more)));
    }

    private List<String> names(List<String> texts) {
        return TczWords.names(wishes::problem, texts).stream().map(ExtensionName::bare).toList();
    }

    @Doc(value = "What becomes of the start-up scripts of extensions inside the initramfs: 'ignore' (where nothing is"
        + " said), 'atBoot', before all else in /opt/bootlocal.sh, or 'now', in a sandbox while the initramfs is made.",
        examples = "startupScripts 'atBoot'")
    public void startupScripts(String when) {
        if (!RemasterWishes.SCRIPTS.contains(when)) {
            wishes.problem("start-up scripts cannot be run '" + when + "'", "It is one of: "
                + String.join(", ", RemasterWishes.SCRIPTS) + ".");
            return;
        }
        wishes.scripts = when;
    }

    @Doc(value = "Copies the files of all extensions into memory when they are loaded, and does not mount them: the file"
        + " copy2fs.flg.", examples = "copyToFilesystem()")
    public void copyToFilesystem() {
        wishes.copiesAll = true;
    }

    @Doc(value = "Copies the files of these extensions into memory when they are loaded: the file copy2fs.lst.",
        examples = "copyToFilesystem 'nginx'")
    public void copyToFilesystem(String first, String... more) {
        wishes.copied.addAll(names(first, more));
    }

    @Doc(value = "Commands that /opt/bootlocal.sh runs as root at the end of the start, behind those that it has.",
        examples = "bootLocal '/usr/local/etc/init.d/openssh start'")
    public void bootLocal(String first, String... more) {
        wishes.local.addAll(List.of(PathCheck.all(first, more)));
    }

    @Doc("The same with a list, such as a parameter has it.")
    public void bootLocal(List<String> commands) {
        wishes.local.addAll(commands);
    }

    @Doc(value = "The mirror that the running system loads extensions from: /opt/tcemirror.",
        examples = "tceMirror 'http://192.168.1.2/tinycorelinux/'")
    public void tceMirror(String address) {
        if (address.isBlank() || address.contains("\n")) {
            wishes.problem("a mirror needs an address of one line", "Write it as tceMirror 'http://…/'.");
            return;
        }
        wishes.mirror = Optional.of(address.endsWith("/") ? address : address + "/");
    }

    @Doc(value = "Paths that the running system keeps when it shuts down with a backup: lines of /opt/.filetool.lst.",
        examples = "backup 'etc/passwd', 'etc/shadow'")
    public void backup(String first, String... more) {
        wishes.kept.addAll(List.of(PathCheck.all(first, more)));
    }

    @Doc("The same with a list, such as a parameter has it.")
    public void backup(List<String> paths) {
        wishes.kept.addAll(paths);
    }

    @Doc(value = "Changes of the initramfs, with all words of a pass. Several blocks are several passes: a change reaches"
        + " its own and those behind it.",
        examples = {"files {", "    copy local('sshd_config'), '/usr/local/etc/ssh/sshd_config'",
            "    write '/etc/sysconfig/Xserver', 'Xorg\\n'", "}"})
    public void files(@DelegatesTo(value = PassSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        wishes.files.add(body);
    }

    @Doc(value = "Files of the CD besides, with the words for files of an image that is changed.",
        examples = "onIso { copy local('boot.msg'), '/boot/isolinux/boot.msg' }")
    public void onIso(@DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        wishes.onIso.add(body);
    }

    @Doc(value = "How the new initramfs is compressed.", examples = "compress 'xz', level: 6")
    public void compress(@Option(name = "level", type = Integer.class, about = "how hard; the codec's usual level where"
        + " it is not given") Map<String, Object> options, String codec) {
        Optional<Long> level = Options.of(options).whole("level");
        if (Packing.checked(wishes::problem, "an initramfs", codec, level).isPresent()) {
            wishes.compress = Optional.of(codec);
            wishes.level = level.map(Long::intValue);
        }
    }

    @Doc(value = "How the new initramfs is compressed: gzip, where nothing is said, xz, lzma, zstd or none.",
        examples = "compress 'xz'")
    public void compress(String codec) {
        compress(Map.of(), codec);
    }

    @Doc(value = "Makes a disk image too: one active partition with the kernel and the initramfs in /boot, the extensions"
        + " in /tce, and GRUB for a BIOS.",
        examples = "disk size: 20.GiB, bios: debian('bookworm').deb('grub-pc-bin'), timeout: 3.seconds")
    public void disk(@OptionsOf({RemasterDiskOptions.class, MenuOptions.class}) Map<String, Object> options) {
        disk(options, new RemasterBlock<>(this, PartitionSpec.class, nothing -> { }));
    }

    @Doc(value = "Makes a disk image too, with more files on its partition.",
        examples = "disk(bios: grub) { copy local('mydata.tgz'), '/tce/' }")
    public void disk(@OptionsOf({RemasterDiskOptions.class, MenuOptions.class}) Map<String, Object> options,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        if (wishes.disk.isPresent()) {
            wishes.problem("the disk is described twice", "Write disk once.");
        }
        given.find(RemasterDiskOptions.SIZE, Extent.class);
        wishes.disk = Optional.of(new RemasterWishes.DiskWish(options, body));
    }
}
