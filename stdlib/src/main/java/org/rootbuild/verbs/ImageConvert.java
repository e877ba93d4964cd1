package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.OpenImage;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code convert}: an image in another format. */
public final class ImageConvert implements Verb.OnArtifact {
    private static final String TO = "to";

    @Doc(value = "Puts a disk image out in the format that the artifact's name says: .img, .raw, .qcow2, .vmdk, .vdi, .vhd"
        + " or .vhdx. Zeros take no room in it. The same image gives the same bytes. All but raw needs qemu-img.",
        examples = "artifact('disk.qcow2') { convert artifact('disk.img') }")
    public static void convert(ArtifactSpec self, ArtifactRef image) {
        record(self, Options.of(Map.of()), image.value());
    }

    @Doc(value = "Puts a disk image out in the format that is said.",
        examples = "artifact('disk') { convert artifact('disk.img'), to: 'vmdk' }")
    public static void convert(ArtifactSpec self,
        @Option(name = TO, type = String.class, about = "raw, qcow2, vmdk, vdi, vhd or vhdx") Map<String,
            Object> options,
        ArtifactRef image) {
        record(self, Options.of(options), image.value());
    }

    @Doc(value = "Puts a disk image that was fetched out in the format that the artifact's name says.",
        examples = "artifact('debian.img') { convert source('debian.qcow2') }")
    public static void convert(ArtifactSpec self, SourceRef image) {
        record(self, Options.of(Map.of()), image.value());
    }

    private static void record(ArtifactSpec self, Options given, Value.Ref image) {
        var format = given.has(TO) ? given.text(TO).flatMap(ImageFormat::named) : ImageFormat.ofName(self.name());
        if (format.isEmpty()) {
            self.problem("'" + given.text(TO).orElse(self.name()) + "' says no format of disk images",
                "These are known: "
                + Arrays.stream(ImageFormat.values()).map(ImageFormat::word).collect(Collectors.joining(", "))
                + ". Let the artifact's name end with one, or say it with to:.");
            return;
        }
        self.make(ImageConvert.class, ImageMaking.named(self, Fields.builder().put(ImageMaking.IMAGE, image)
            .text(TO, format.get().word())));
    }

    @Override
    public String name() {
        return "convert";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        ImageMaking making = new ImageMaking(context);
        Fields fields = context.arguments();
        try (OpenImage image = making.open()) {
            making.output().convert(image, making.file(fields.ref(ImageMaking.IMAGE)), context.output(),
                ImageFormat.named(fields.text(TO)).orElseThrow(), fields.text(ImageMaking.CALLED));
        }
    }
}
