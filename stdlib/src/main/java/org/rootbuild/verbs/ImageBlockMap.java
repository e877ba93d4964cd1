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
    @Doc(value = "Says which blocks of a disk image are in use, with checksums, in bmaptool's format: 'bmaptool copy"
        + " disk.img.zst /dev/sdX' finds disk.img.bmap beside the image, checks what it writes, and skips what is free"
        + " room of FAT and ext filesystems, or a hole elsewhere.",
        examples = "artifact('disk.img.bmap') { blockMap artifact('disk.img') }")
    public static void blockMap(ArtifactSpec self, ArtifactRef image) {
        self.make(ImageBlockMap.class, Fields.builder().put(ImageMaking.IMAGE, image.value()).build());
    }

    @Override
    public String name() {
        return "blockMap";
    }

    /** The first version left out all holes. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        try (OpenImage image = making.open()) {
            making.output().blockMap(image.volume(), context.output(), context.activity());
        }
    }
}
