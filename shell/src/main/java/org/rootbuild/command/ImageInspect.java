package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.image.Images;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.QemuImg;
import org.rootbuild.image.Survey;
import org.rootbuild.image.SurveyOpener;
import org.rootbuild.image.SurveyText;
import org.rootbuild.image.Surveyor;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code rootbuild image inspect}. */
final class ImageInspect implements ImagePart {
    private static final String JSON = "--json";

    @Override
    public String word() {
        return "inspect";
    }

    @Override
    public String summary() {
        return "Shows partitions, filesystems, RAID members and what boots; or the segments of an initramfs.";
    }

    @Override
    public String synopsis() {
        return "FILE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(Path.class).required(true)
            .description("A disk image: raw, qcow2, vmdk, vdi, vhd or vhdx; or an initramfs.").build());
        spec.addOption(Choice.flag(JSON, "Prints one JSON object, for programs."));
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        Path file = caller.path(given.argument(0).orElseThrow());
        if (Initrd.is(file)) {
            return initramfs(file, given, caller);
        }
        Path scratch = Files.createDirectories(new Places(given, caller).store().resolve("scratch"));
        Tools tools = new Tools(caller.variable("PATH").orElse(""));
        try (Processes processes = new Processes(tools);
             OpenImage image = new Images(new QemuImg(tools, processes), scratch, "process "
                 + ProcessHandle.current().pid() + ", '" + caller.commandLine() + "'").read(file)) {
            Survey survey = new Surveyor(SurveyOpener.all()).survey(image.volume());
            if (given.isSet(JSON)) {
                caller.out().println(SurveyForm.json(survey, file, image.format().word()));
            } else {
                String lead = caller.shown(file) + " (" + image.format().word() + "):";
                caller.out().println(caller.screen().look().clean(lead));
                SurveyText.of(survey).forEach(line -> caller.out().println(caller.screen().look().clean(line)));
            }
            return ExitStatus.DONE;
        }
    }

    private static int initramfs(Path file, Given given, Caller caller) throws IOException {
        Path scratch = Files.createDirectories(new Places(given, caller).store().resolve("scratch"));
        try (Initrd initrd = Initrd.open(file, scratch)) {
            if (given.isSet(JSON)) {
                caller.out().println(InitramfsForm.json(initrd, file, Files.size(file)));
            } else {
                String lead = caller.shown(file) + " (initramfs):";
                caller.out().println(caller.screen().look().clean(lead));
                InitramfsForm.lines(initrd).forEach(line -> caller.out().println(caller.screen().look().clean(line)));
            }
            return ExitStatus.DONE;
        }
    }
}
