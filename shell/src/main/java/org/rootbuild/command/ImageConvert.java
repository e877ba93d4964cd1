package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.OpenImage;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image convert}. */
final class ImageConvert implements ImagePart {
    private static final String TO = "--to";
    private static final List<String> FORMATS = Arrays.stream(ImageFormat.values()).map(ImageFormat::word).toList();

    @Override
    public String word() {
        return "convert";
    }

    @Override
    public String summary() {
        return "Puts an image out in another format.";
    }

    @Override
    public String synopsis() {
        return "IMAGE FILE [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.image(spec);
        ImageBench.argument(spec, 1, "FILE", Path.class, "What is made, and by its ending in which format: .img, .raw,"
            + " .qcow2, .vmdk, .vdi, .vhd or .vhdx.");
        spec.addOption(Choice.words(TO, "FORMAT", FORMATS, "The format, where the name does not say it."));
        ImageBench.examples(spec, "rootbuild image convert disk.img disk.qcow2",
            "rootbuild image convert disk.vmdk disk.img");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        String name = given.argument(1).orElseThrow();
        Optional<String> word = given.value(TO);
        Optional<ImageFormat> format = word.isPresent() ? ImageFormat.named(word.get()) : ImageFormat.ofName(name);
        if (format.isEmpty()) {
            throw new UsageError("'" + word.orElse(name) + "' says no format that is known", "Add " + TO
                + " and one of: "
                + String.join(", ", FORMATS) + ". To compress: rootbuild image compress.");
        }
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().read(bench.path(given, 0))) {
            Path target = bench.target(given, 1);
            bench.output().convert(image, bench.path(given, 0), target, format.get(),
                String.valueOf(target.getFileName()));
            return ExitStatus.DONE;
        }
    }
}
