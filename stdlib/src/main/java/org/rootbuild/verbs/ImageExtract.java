package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.image.DiskParts;
import org.rootbuild.image.OpenImage;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code extract}: a partition of an image, or a file of its filesystem, as a file. */
public final class ImageExtract implements Verb.OnArtifact {
    private static final String PARTITION = "partition";
    private static final String PATH = "path";

    @Doc(value = "Takes a partition out of a disk image, as a file with its bytes.",
        examples = "artifact('root.ext4') { extract artifact('disk.img'), 2 }")
    public static void extract(ArtifactSpec self, ArtifactRef image, int number) {
        record(self, image.value(), number);
    }

    @Doc("Takes a partition out of a disk image that was fetched.")
    public static void extract(ArtifactSpec self, SourceRef image, int number) {
        record(self, image.value(), number);
    }

    @Doc(value = "Takes a file out of a partition of a disk image, without mounting anything; 0 is a disk that is not"
        + " divided. Links are followed. The path may be a pattern, which must stand for exactly one file.",
        examples = "artifact('extra.lzma') { extract artifact('disk.img'), 1, '/boot/extra.lzma' }")
    public static void extract(ArtifactSpec self, ArtifactRef image, int number, String path) {
        record(self, image.value(), number, path);
    }

    @Doc("Takes a file out of a partition of a disk image that was fetched.")
    public static void extract(ArtifactSpec self, SourceRef image, int number, String path) {
        record(self, image.value(), number, path);
    }

    private static void record(ArtifactSpec self, Value.Ref image, int number) {
        if (number < 1) {
            self.problem("there is no partition " + number, "They are counted from 1.");
        }
        self.make(ImageExtract.class, fields(image, number).build());
    }

    private static void record(ArtifactSpec self, Value.Ref image, int number, String path) {
        if (number < 0) {
            self.problem("there is no partition " + number, "They are counted from 1.");
        }
        self.make(ImageExtract.class, fields(image, number).text(PATH, PathCheck.checked(self::problem, path)).build());
    }

    private static Fields.Builder fields(Value.Ref image, int number) {
        return Fields.builder().put(ImageMaking.IMAGE, image).text(PARTITION, Integer.toString(number));
    }

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        try (OpenImage image = making.open()) {
            DiskParts parts = new DiskParts(image.volume());
            String partition = context.arguments().text(PARTITION);
            Optional<String> path = context.arguments().findText(PATH);
            if (path.isPresent()) {
                FileArtifact.put(parts.filesystem(partition).tree(), path.get(), "the partition " + partition,
                    context.output());
            } else {
                making.output().raw(parts.volume(partition), context.output());
            }
        }
    }
}
