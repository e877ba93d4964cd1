package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.rootbuild.fat.FatFilesystem;
import org.rootbuild.fat.FatKind;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.loader.AddedFiles;
import org.rootbuild.loader.SyslinuxFiles;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.Running;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.StepContext;
import org.rootbuild.volume.FileVolume;

/**
 * Gets at what only syslinux's installer has: it is run on a small FAT in a file, from which its image and its boot
 * sector are read then. Debian has them in no package as files.
 */
final class SyslinuxInstaller {
    private static final String TOOL = "syslinux";
    private static final long SCRATCH_BYTES = 2L << 20;
    private static final int MOST_WORDS = 2000;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final StepContext context;

    SyslinuxInstaller(StepContext context) {
        this.context = context;
    }

    /** @param tree with {@code /usr/lib/syslinux} */
    SyslinuxFiles files(FileTree tree, String source) throws IOException, InterruptedException {
        Content core = content(tree, "modules/bios/ldlinux.c32", source);
        byte[] mbr = content(tree, "mbr/mbr.bin", source).bytes();
        byte[] gptMbr = content(tree, "mbr/gptmbr.bin", source).bytes();
        Path image = Files.createTempDirectory(context.scratch(), "syslinux").resolve("fat.img");
        try (FileVolume volume = FileVolume.create(image, SCRATCH_BYTES)) {
            FileTree empty = AddedFiles.at(context.epochSeconds()).build();
            new FatMaker(FatOptions.defaults().withKind(FatKind.FAT12)).make(empty, volume, context.activity());
        }
        run(image);
        try (FileVolume volume = FileVolume.forReading(image)) {
            FatFilesystem made = FatFilesystem.open(volume).orElseThrow(() -> notInstalled());
            Entry.PlainFile file = made.tree().entries().filter(one -> one.path().equalsIgnoreCase("ldlinux.sys"))
                .filter(Entry.PlainFile.class::isInstance).map(Entry.PlainFile.class::cast).findFirst()
                .orElseThrow(() -> notInstalled());
            return SyslinuxFiles.of(file.content().bytes(), volume.read(0, 512).array(), core, mbr, gptMbr);
        }
    }

    private static Failure notInstalled() {
        return new Failure("'syslinux --install' left no ldlinux.sys", "Run it by hand on a small FAT image.");
    }

    private void run(Path image) throws IOException, InterruptedException {
        Runners runners = context.equipment(Runners.class, Runners::on);
        // Debian's syslinux copies its files with mcopy, which it looks for itself and says nothing about.
        runners.tools().find("mcopy");
        // mtools crashes without a HOME to look for its settings in.
        Command command = Command.of(runners.tools().find(TOOL), "--install", image.toString())
            .environment(Map.of("PATH", runners.tools().searchPath(), "TZ", "UTC", "LC_ALL", "C", "HOME",
                image.getParent().toString())).in(image.getParent());
        // It hands mcopy the image as /proc/PID/fd/N, so it needs a process number that /proc knows.
        try (Running tool = runners.processes().start(command, false)) {
            tool.input().close();
            boolean ended = tool.await(LIMIT).isPresent();
            String said = ended ? new String(tool.errors().readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip() : "";
            if (!ended || tool.await() != 0) {
                throw new Failure("'syslinux --install' " + (ended ? "did not work: " + said : "did not end within "
                    + LIMIT.toSeconds() + " s"), "Run it by hand on a small FAT image.");
            }
        }
    }

    private static Content content(FileTree tree, String path, String source) throws Failure {
        String whole = "usr/lib/" + ExtlinuxWords.FOLDER + "/" + path;
        if (tree.get(whole).orElse(null) instanceof Entry.PlainFile file) {
            return file.content();
        }
        throw new Failure(source + " has no /" + whole,
            "Take Debian's package syslinux-common, or install it on this host and write from: 'host'.");
    }
}
