package org.rootbuild.verbs;

import java.io.IOException;
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

/** {@code extract}: a partition of an image, as a file. */
public final class ImageExtract implements Verb.OnArtifact {
    private static final String PARTITION = "partition";

    @Doc(value = "Takes a partition out of a disk image, as a file with its bytes.",
        examples = "artifact('root.ext4') { extract artifact('disk.img'), 2 }")
    public static void extract(ArtifactSpec self, ArtifactRef image, int number) {
        record(self, image.value(), number);
    }

    @Doc("Takes a partition out of a disk image that was fetched.")
    public static void extract(ArtifactSpec self, SourceRef image, int number) {
        record(self, image.value(), number);
    }

    private static void record(ArtifactSpec self, Value.Ref image, int number) {
        if (number < 1) {
            self.problem("there is no partition " + number, "They are counted from 1.");
        }
        self.make(ImageExtract.class, Fields.builder().put(ImageMaking.IMAGE, image).text(PARTITION,
            Integer.toString(number)).build());
    }

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        try (OpenImage image = making.open()) {
            making.output().raw(new DiskParts(image.volume()).volume(context.arguments().text(PARTITION)),
                context.output());
        }
    }
}
