package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.compress.Compressor;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.ImageOutput;
import org.rootbuild.image.Images;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.QemuImg;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;

/** What the verbs that make something of an image share. */
final class ImageMaking {
    static final String IMAGE = "image";
    /** The artifact's name, which says the format and stands in some. */
    static final String CALLED = "called";

    private final ArtifactContext context;
    private final Images images;
    private final ImageOutput output;

    ImageMaking(ArtifactContext context) throws IOException {
        this.context = context;
        Runners runners = context.equipment(Runners.class, Runners::on);
        QemuImg qemu = new QemuImg(runners.tools(), runners.processes());
        this.images = new Images(qemu, context.scratch(), "the step " + context.place());
        this.output = new ImageOutput(new Compressor(context.host().processors(), Compressor.usualMemoryBytes()), qemu);
    }

    static Fields named(ArtifactSpec self, Fields.Builder fields) {
        return fields.text(CALLED, self.name()).build();
    }

    ImageOutput output() {
        return output;
    }

    /** What the artifact's name says. */
    Optional<ImageFormat> format() {
        return ImageFormat.ofName(context.arguments().text(CALLED));
    }

    OpenImage open() throws IOException, InterruptedException {
        return open(context.arguments().ref(IMAGE));
    }

    OpenImage open(Value.Ref image) throws IOException, InterruptedException {
        return images.read(file(image));
    }

    Path file(Value.Ref image) throws IOException {
        return image.kind() == Value.RefKind.ARTIFACT ? context.artifact(image) : context.source(image);
    }

    /** Makes the artifact of a raw file in the scratch folder, which is gone then. */
    void put(Path raw, ImageFormat format) throws IOException, InterruptedException {
        if (format == ImageFormat.RAW) {
            Files.move(raw, context.output());
            return;
        }
        try (OpenImage image = images.read(raw)) {
            output.convert(image, raw, context.output(), format, context.arguments().text(CALLED));
        }
        Files.delete(raw);
    }
}
