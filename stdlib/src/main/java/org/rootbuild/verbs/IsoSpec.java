package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
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
import org.rootbuild.verb.OptionsOf;

/** The inside of {@code iso(label: '…') { … }}: what lies on the ISO, and what boots it. */
@Words
public final class IsoSpec {
    private final PartitionContents contents;
    private final IsoLoaderWords loaders;

    IsoSpec(ArtifactSpec artifact) {
        this.contents = new PartitionContents(artifact);
        this.loaders = new IsoLoaderWords(artifact);
    }

    PartitionContents contents() {
        return contents;
    }

    IsoLoaderWords loaders() {
        return loaders;
    }

    @Doc(value = "Puts a whole root on the ISO. What was put at the same path before is replaced.",
        examples = "copy root('cd')")
    public void copy(RootRef root) {
        copy(Map.of(), root);
    }

    @Doc(value = "Puts a part of a root on the ISO.",
        examples = "copy root('kernel'), from: '/boot', into: '/live', only: ['vmlinuz-*', 'initrd.img-*']")
    public void copy(
        @Option(name = "from", type = String.class, about = "the folder of the root whose contents are put there")
        @Option(name = "into", type = String.class, about = "the folder of the ISO that they are put into")
        @Option(name = "only", type = Object.class, about = "a pattern, or a list of them, of the paths that are put"
            + " there, relative to from:; the folders on the way come along, and what a folder holds")
        @Option(name = "without", type = Object.class, about = "a pattern, or a list of them, of the paths that are"
            + " not")
        Map<String, Object> options, RootRef root) {
        contents.copyTree(root.value(), Optional.empty(), Options.of(options));
    }

    @Doc(value = "Puts a file or folder that lies beside the recipe, or a file that was fetched, at this path; into it,"
        + " where it ends with a slash. Owners become 0:0 and times the recipe's epoch.",
        examples = "copy local('README'), '/'")
    public void copy(SourceRef source, String to) {
        copy(Map.of(), source, to);
    }

    @Doc("Puts a file or folder that lies beside the recipe at this path, with another mode or owner for plain files.")
    public void copy(
        @Option(name = "mode", type = Integer.class, about = "permission bits of plain files")
        @Option(name = "owner", type = String.class, about = "user or user:group; 0:0 where it is not given")
        Map<String, Object> options, SourceRef source, String to) {
        contents.copyFile(source.value(), Options.of(options), to);
    }

    @Doc(value = "Puts an artifact at this path; into it, where it ends with a slash.",
        examples = "copy artifact('root.squashfs'), '/live/filesystem.squashfs'")
    public void copy(ArtifactRef artifact, String to) {
        copy(Map.of(), artifact, to);
    }

    @Doc("Puts an artifact at this path, with another mode or owner.")
    public void copy(
        @Option(name = "mode", type = Integer.class, about = "permission bits")
        @Option(name = "owner", type = String.class, about = "user or user:group")
        Map<String, Object> options, ArtifactRef artifact, String to) {
        contents.copyFile(artifact.value(), Options.of(options), to);
    }

    @Doc(value = "Writes a file with exactly this text, in UTF-8.", examples = "write '/version', '1.0\\n'")
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

    @Doc(value = "Makes folders, and those on the way to them.", examples = "mkdir '/live'")
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

    @Doc(value = "Makes a symbolic link.", examples = "symlink '/debian', to: '.'")
    public void symlink(
        @Option(name = "to", type = String.class, about = "the text of the link, absolute or relative to its folder",
            required = true)
        Map<String, Object> options, String path) {
        contents.symlink(Options.of(options), path);
    }

    @Doc(value = "Puts isolinux on the ISO, for a BIOS that boots it as a CD or as a disk.",
        examples = {"isolinux(from: bookworm.deb('isolinux'), modules: bookworm.deb('syslinux-common'),",
            "         timeout: 3.seconds) {",
            "    entry('Live') { linux '/live/vmlinuz', 'boot=live'; initrd '/live/initrd.img' }", "}"})
    public void isolinux(@OptionsOf({IsolinuxOptions.class, MenuOptions.class}) Map<String, Object> options,
        @DelegatesTo(value = MenuSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        loaders.isolinux(Options.of(options), body);
    }

    @Doc(value = "Puts GRUB on the ISO, so that a BIOS starts it, or UEFI, or either, as a CD or as a disk. For UEFI an"
        + " EFI system partition is made and put behind the files.",
        examples = {"grub(bios: bookworm.deb('grub-pc-bin'), efi: bookworm.deb('grub-efi-amd64-bin')) {",
            "    entry('Live') { linux '/live/vmlinuz', 'boot=live'; initrd '/live/initrd.img' }", "}"})
    public void grub(@OptionsOf({IsoGrubOptions.class, MenuOptions.class}) Map<String, Object> options,
        @DelegatesTo(value = MenuSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        loaders.grub(Options.of(options), body);
    }
}
