package org.rootbuild.verbs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.SourceRef;
import org.rootbuild.language.Values;
import org.rootbuild.language.Words;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code partition('…') { … }}: what lies in it. */
@Words
public final class PartitionSpec {
    private final PartitionContents contents;

    PartitionSpec(ArtifactSpec artifact) {
        this.contents = new PartitionContents(artifact);
    }

    PartitionContents contents() {
        return contents;
    }

    @Doc(value = "Puts a whole root into the partition's filesystem. What was put at the same path before is replaced.",
        examples = "copy root('system')")
    public void copy(RootRef root) {
        copy(Map.of(), root);
    }

    @Doc(value = "Puts a part of a root into the partition's filesystem.",
        examples = {"copy root('kernel'), from: '/boot', only: ['vmlinuz-*', 'initrd.img-*']",
            "copy root('system'), into: '/system', without: ['usr/share/doc/**']"})
    public void copy(
        @Option(name = "from", type = String.class, about = "the folder of the root whose contents are put there")
        @Option(name = "into", type = String.class, about = "the folder of the filesystem that they are put into")
        @Option(name = "only", type = Object.class, about = "a pattern, or a list of them, of the paths that are put"
            + " there, relative to from:; the folders on the way come along, and what a folder holds")
        @Option(name = "without", type = Object.class, about = "a pattern, or a list of them, of the paths that are"
            + " not")
        Map<String, Object> options, RootRef root) {
        contents.copyTree(root.value(), Optional.empty(), Options.of(options));
    }

    @Doc(value = "Puts a file or folder that lies beside the recipe, or a file that was fetched, at this path; into it,"
        + " where it ends with a slash. Owners become 0:0 and times the recipe's epoch.",
        examples = "copy local('grub.cfg'), '/boot/grub/'")
    public void copy(SourceRef source, String to) {
        contents.copyFile(source.value(), Options.of(Map.of()), to);
    }

    @Doc("Puts a file or folder that lies beside the recipe at this path, with another mode or owner for plain files.")
    public void copy(
        @Option(name = "mode", type = Integer.class, about = "permission bits of plain files")
        @Option(name = "owner", type = String.class, about = "user or user:group, by number or as the partition's own"
            + " /etc/passwd names them; 0:0 where it is not given")
        Map<String, Object> options, SourceRef source, String to) {
        contents.copyFile(source.value(), Options.of(options), to);
    }

    @Doc(value = "Puts an artifact at this path; into it, where it ends with a slash.",
        examples = "copy artifact('initramfs.cpio.gz'), '/boot/initramfs'")
    public void copy(ArtifactRef artifact, String to) {
        contents.copyFile(artifact.value(), Options.of(Map.of()), to);
    }

    @Doc("Puts an artifact at this path, with another mode or owner.")
    public void copy(
        @Option(name = "mode", type = Integer.class, about = "permission bits")
        @Option(name = "owner", type = String.class, about = "user or user:group")
        Map<String, Object> options, ArtifactRef artifact, String to) {
        contents.copyFile(artifact.value(), Options.of(options), to);
    }

    @Doc(value = "Puts the files of another image's partition into this one.",
        examples = "copy filesOf(local('old.img'), 1)")
    public void copy(DiskImagePart.Files files) {
        copy(Map.of(), files);
    }

    @Doc(value = "Puts some files of another image's partition into this one.",
        examples = "copy filesOf(artifact('old.img'), 4), from: '/boot', into: '/boot', without: ['grub/**']")
    public void copy(
        @Option(name = "from", type = String.class, about = "the folder whose contents are put there")
        @Option(name = "into", type = String.class, about = "the folder of the filesystem that they are put into")
        @Option(name = "only", type = Object.class, about = "a pattern, or a list of them")
        @Option(name = "without", type = Object.class, about = "a pattern, or a list of them")
        Map<String, Object> options, DiskImagePart.Files files) {
        contents.copyTree(files.image(), Optional.of(files.number()), Options.of(options));
    }

    @Doc(value = "Writes a file with exactly this text, in UTF-8.", examples = "write '/etc/hostname', 'box\\n'")
    public void write(String path, CharSequence text) {
        write(Map.of(), path, text);
    }

    @Doc("Writes a file with exactly this text, in UTF-8, and a mode or owner.")
    public void write(
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0644 where it is not given")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, String path, CharSequence text) {
        contents.write(Options.of(options), path, Values.sealed(text));
    }

    @Doc(value = "Writes a file with a text of several lines that is indented as the recipe is.",
        examples = {"write '/loader/loader.conf', indented: '''", "    timeout 3", "    '''"})
    public void write(
        @Option(name = TextOption.INDENTED, type = String.class, about = TextOption.ABOUT, required = true)
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0644 where it is not given")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, String path) {
        contents.write(Options.of(options), path, TextOption.of(Options.of(options)));
    }

    @Doc(value = "Makes folders, and those on the way to them.", examples = "mkdir '/EFI/BOOT', '/loader'")
    public void mkdir(String path, String... more) {
        mkdir(Map.of(), path, more);
    }

    @Doc("Makes folders with a mode and owner.")
    public void mkdir(
        @Option(name = "mode", type = Integer.class, about = "permission bits; 0755 where it is not given")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, String path, String... more) {
        contents.mkdir(Options.of(options), List.of(PathCheck.all(path, more)));
    }

    @Doc(value = "Makes a symbolic link.", examples = "symlink '/sbin/init', to: '/lib/systemd/systemd'")
    public void symlink(
        @Option(name = "to", type = String.class, about = "the text of the link, absolute or relative to its folder",
            required = true)
        Map<String, Object> options, String path) {
        contents.symlink(Options.of(options), path);
    }

    @Doc(value = "Fills the partition with the bytes of a file instead of a filesystem.",
        examples = "raw local('u-boot.bin')")
    public void raw(SourceRef source) {
        contents.raw(source.value(), Optional.empty());
    }

    @Doc(value = "Fills the partition with the bytes of an artifact instead of a filesystem.",
        examples = "raw artifact('root.squashfs')")
    public void raw(ArtifactRef artifact) {
        contents.raw(artifact.value(), Optional.empty());
    }

    @Doc(value = "Fills the partition with the bytes of another image's partition.",
        examples = "raw partitionOf(local('old.img'), 2)")
    public void raw(DiskImagePart.Bytes part) {
        contents.raw(part.image(), Optional.of(part.number()));
    }

    @Doc(value = "The bytes of a partition of an image that was fetched, by its number; the image may have any format.",
        examples = "raw partitionOf(local('old.img'), 2)")
    public DiskImagePart.Bytes partitionOf(SourceRef image, int number) {
        return new DiskImagePart.Bytes(image.value(), contents.number(number));
    }

    @Doc("The bytes of a partition of an artifact, by its number.")
    public DiskImagePart.Bytes partitionOf(ArtifactRef image, int number) {
        return new DiskImagePart.Bytes(image.value(), contents.number(number));
    }

    @Doc(value = "The files in a partition of an image that was fetched, by its number; 0 stands for an image without a"
        + " partition table. The filesystem may be FAT, ext2, ext3, ext4, ISO 9660 or squashfs, also on a"
        + " RAID member.",
        examples = "copy filesOf(local('old.img'), 1)")
    public DiskImagePart.Files filesOf(SourceRef image, int number) {
        return new DiskImagePart.Files(image.value(), contents.number(number));
    }

    @Doc(value = "The files of an ISO, a squashfs or another image without a partition table; of an ISO that boots as a"
        + " disk too, those of the ISO.", examples = "copy filesOf(local('cd.iso'))")
    public DiskImagePart.Files filesOf(SourceRef image) {
        return filesOf(image, 0);
    }

    @Doc("The files of an artifact that is an ISO, a squashfs or another image without a partition table.")
    public DiskImagePart.Files filesOf(ArtifactRef image) {
        return filesOf(image, 0);
    }

    @Doc("The files in a partition of an artifact, by its number; 0 stands for an image without a partition table.")
    public DiskImagePart.Files filesOf(ArtifactRef image, int number) {
        return new DiskImagePart.Files(image.value(), contents.number(number));
    }
}
