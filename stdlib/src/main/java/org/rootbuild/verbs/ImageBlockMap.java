package org.rootbuild.verbs;

import java.io.IOException;
import org.rootbuild.image.OpenImage;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code blockMap}: what of an image has to be written to a disk. */
public final class ImageBlockMap implements Verb.OnArtifact {
    @Doc(value = "Says which blocks of a disk image hold data, with checksums, in bmaptool's format: 'bmaptool copy"
        + " disk.img.zst /dev/sdX' finds disk.img.bmap beside the image, checks what it writes, and skips the image's"
        + " holes. It is made of the image that is not compressed.",
        examples = "artifact('disk.img.bmap') { blockMap artifact('disk.img') }")
    public static void blockMap(ArtifactSpec self, ArtifactRef image) {
        self.make(ImageBlockMap.class, Fields.builder().put(ImageMaking.IMAGE, image.value()).build());
    }

    @Override
    public String name() {
        return "blockMap";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        try (OpenImage image = making.open()) {
            making.output().blockMap(image.volume(), context.output(), context.activity());
        }
    }
}
