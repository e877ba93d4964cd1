package org.rootbuild.verbs;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rootbuild.ext.ExtFeature;
import org.rootbuild.ext.ExtMaker;
import org.rootbuild.ext.ExtMountOption;
import org.rootbuild.ext.ExtOptions;
import org.rootbuild.ext.ExtRevision;
import org.rootbuild.ext.ExtUsage;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Suggestion;

/** What a recipe says of an ext2, ext3 or ext4 filesystem, as its maker is told. */
final class DiskExt {
    private DiskExt() {
    }

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    static FilesystemMaker maker(DiskFormatOptions given) {
        return new ExtMaker(of(given));
    }

    private static ExtOptions of(DiskFormatOptions given) {
        Fields said = given.said();
        ExtOptions.Builder options = ExtOptions.builder(ExtRevision.valueOf(given.kind()
            .toUpperCase(Locale.ROOT)), given.uuid()).label(given.label()).epochSeconds(given.epochSeconds())
            .lastMountedOn(said.findText("mountedOn").orElse(""));
        given.number("blockSize").ifPresent(options::blockSize);
        given.number("inodeSize").ifPresent(options::inodeSize);
        said.findWhole("inodes").ifPresent(options::inodeCount);
        said.findWhole("bytesPerInode").ifPresent(options::bytesPerInode);
        said.findWhole("reservedPercent").ifPresent(options::reservedPercent);
        said.findWhole("journalSize").ifPresent(options::journalBytes);
        said.findWhole("growsTo").ifPresent(options::growthLimitBytes);
        said.findText("usage").ifPresent(usage -> options.usage(named("usage", usage, ExtUsage.class)));
        said.findText("onErrors").ifPresent(what -> options.onErrors(onErrors(what)));
        said.texts("features").forEach(word -> feature(word, options));
        if (said.find("mountOptions").isPresent()) {
            Set<ExtMountOption> chosen = EnumSet.noneOf(ExtMountOption.class);
            said.texts("mountOptions").forEach(word -> chosen.add(named("mount option", word, ExtMountOption.class)));
            options.mountOptions(chosen);
        }
        return options.build();
    }

    private static void feature(String word, ExtOptions.Builder options) {
        boolean off = word.startsWith("^");
        String name = off ? word.substring(1) : word;
        ExtFeature feature = ExtFeature.named(name).orElseThrow(() -> new DiskMistake("ext filesystems have no"
            + " feature '" + name + "'", "Write names as mke2fs -O has them." + Suggestion.sentence(name,
                Arrays.stream(ExtFeature.values()).map(ExtFeature::word).toList())));
        if (off) {
            options.without(feature);
        } else {
            options.with(feature);
        }
    }

    private static ExtOptions.OnErrors onErrors(String word) {
        return switch (word) {
            case "continue" -> ExtOptions.OnErrors.CONTINUE;
            case "remount-ro" -> ExtOptions.OnErrors.REMOUNT_READ_ONLY;
            case "panic" -> ExtOptions.OnErrors.PANIC;
            default -> throw new DiskMistake("'onErrors:' is '" + word + "'", "It is continue, remount-ro or panic.");
        };
    }

    private static <E extends Enum<E>> E named(String what, String word, Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
        if (!known.contains(word)) {
            throw new DiskMistake("there is no " + what + " '" + word + "' of ext filesystems",
                "There are " + String.join(", ", known) + "." + Suggestion.sentence(word, known));
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
