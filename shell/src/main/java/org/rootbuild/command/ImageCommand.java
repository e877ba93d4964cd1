package org.rootbuild.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild image}: looks at disk images that are there already, and changes them. */
final class ImageCommand implements Subcommand {
    private static final List<ImagePart> PARTS = List.of(new ImageInspect(), new ImageList(), new ImageCat(),
        new ImageExtract(), new ImagePut(), new ImageRemove(), new ImageMkdir(), new ImageCopyPartition(),
        new ImageGrow(), new ImageMove(), new ImageResize(), new ImageRelayout(),
        new ImageConvert(), new ImageCompress());

    @Override
    public void describe(CommandSpec spec) {
        for (ImagePart part : PARTS) {
            CommandSpec own = Model.part(part.word(), part.summary());
            own.usageMessage().customSynopsis("rootbuild image " + part.word() + " " + part.synopsis());
            part.describe(own);
            Places.describeStore(own);
            Choice.stacktrace(own);
            spec.addSubcommand(part.word(), own);
        }
    }

    @Override
    public int leastArguments() {
        return 0;
    }

    @Override
    public int mostArguments() {
        return -1;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        for (ImagePart part : PARTS) {
            if (part.word().equals(given.part())) {
                return part.run(given, caller);
            }
        }
        throw new UsageError("'rootbuild image' needs to know what to do", "Type one of: " + PARTS.stream()
            .map(part -> "rootbuild image " + part.word()).collect(Collectors.joining(", ")) + ".");
    }
}
