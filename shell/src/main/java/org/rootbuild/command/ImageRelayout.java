package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.image.DiskRelayout;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.Relayout;
import org.rootbuild.image.SurveyOpener;
import org.rootbuild.image.SurveyText;
import org.rootbuild.image.Surveyor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code rootbuild image relayout}. */
final class ImageRelayout implements ImagePart {
    private static final String OUTPUT = "--output";
    private static final String PARTITION = "--partition";
    private static final String LAYOUT = "--layout";

    @Override
    public String word() {
        return "relayout";
    }

    @Override
    public String summary() {
        return "Makes another image of a disk: of another size, its partitions at other places and of other sizes.";
    }

    @Override
    public String synopsis() {
        return "IMAGE --output FILE [--size SIZE] [--partition N:start=…,size=…]… [OPTIONS]";
    }

    @Override
    public void describe(CommandSpec spec) {
        ImageBench.image(spec);
        spec.addOption(OptionSpec.builder(OUTPUT, "-o").paramLabel("FILE").type(Path.class).description("What"
            + " is made, and by"
            + " its ending in which format; it has its name only when it is whole.").build());
        spec.addOption(Choice.text(ImageResize.SIZE, "SIZE", "Of the new disk; that of the old one where it is"
            + " not given."));
        spec.addOption(OptionSpec.builder(PARTITION).paramLabel("N:start=PLACE,size=SIZE").type(List.class)
            .auxiliaryTypes(String.class).description("What becomes of a partition, by its number or"
            + " name: start= is bytes like 1MiB, sectors like 2048s, or 'next' for behind the one that is named"
            + " before it;"
            + " size= is bytes, sectors, or 'rest'. Partitions that are not named keep place and size.").build());
        spec.addOption(Choice.path(LAYOUT, "DUMP", "Places and sizes as 'sfdisk --dump' writes them; each"
            + " --partition counts"
            + " instead of what it says."));
        spec.addOption(Choice.flag(ImageResize.RAW, ImageResize.RAW_ABOUT));
        ImageBench.examples(spec, "rootbuild image relayout old.img -o new.img --size 20GiB --partition"
            + " boot:start=2048s,size=1GiB --partition data:start=next,size=rest",
            "rootbuild image relayout old.qcow2 -o new.qcow2 --layout new.sfdisk");
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        Path target = caller.path(given.value(OUTPUT).orElseThrow(() -> new UsageError("nothing says what is made",
            "Add -o FILE.")));
        Relayout wanted = new Relayout(size(given), changes(given, caller), given.isSet(ImageResize.RAW));
        try (ImageBench bench = new ImageBench(given, caller);
             OpenImage image = bench.images().read(bench.path(given, 0))) {
            ImageFormat format = ImageFormat.ofName(String.valueOf(target.getFileName())).orElse(image.format());
            DiskRelayout relayout = DiskRelayout.of(image.volume(), wanted);
            bench.output().laidOut(relayout, target, format, bench.scratch(), bench.activity());
            try (OpenImage made = bench.images().read(target)) {
                SurveyText.of(new Surveyor(SurveyOpener.all()).survey(made.volume()))
                    .forEach(line -> caller.out().println(caller.screen().look().clean(line)));
            }
            return ExitStatus.DONE;
        }
    }

    private static OptionalLong size(Given given) throws UsageError {
        Optional<String> text = given.value(ImageResize.SIZE);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ImageBench.size(text.get()));
    }

    private static List<Relayout.Change> changes(Given given, Caller caller) throws IOException {
        List<Relayout.Change> changes = new ArrayList<>();
        for (String typed : given.values(PARTITION)) {
            changes.add(ImagePlaces.change(typed));
        }
        if (given.value(LAYOUT).isPresent()) {
            List<String> named = changes.stream().map(Relayout.Change::partition).toList();
            ImagePlaces.dumped(caller.path(given.value(LAYOUT).get())).stream()
                .filter(one -> !named.contains(one.partition())).forEach(changes::add);
        }
        if (changes.isEmpty() && given.value(ImageResize.SIZE).isEmpty()) {
            throw new UsageError("nothing is said to change", "Add --size, --partition or --layout.");
        }
        return changes;
    }
}
