package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rootbuild.image.ImageFormat;
import org.rootbuild.image.SurveyOpener;
import org.rootbuild.image.SurveyText;
import org.rootbuild.image.Surveyor;
import org.rootbuild.model.Node;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;

/** What is on a disk that was made, for what is told of its artifact. */
final class DiskLayoutText {
    /** Verbs whose artifacts are images of disks. */
    private static final Set<String> DISKS = Set.of("disk", "image");

    private DiskLayoutText() {
    }

    /**
     * @param file what was made
     * @return empty for other artifacts, and for compressed ones
     */
    static List<String> lines(Node node, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        if (!(node instanceof Node.Artifact artifact) || !DISKS.contains(artifact.step().verb())
            || artifact.name().matches(".*\\.(gz|xz|zst)")) {
            return lines;
        }
        lines.add("");
        lines.add("what is on it");
        if (ImageFormat.of(file) != ImageFormat.RAW) {
            lines.add("  'rootbuild image inspect' shows it of images that are not raw");
            return lines;
        }
        try (FileVolume volume = FileVolume.forReading(file)) {
            SurveyText.of(new Surveyor(SurveyOpener.all()).survey(volume)).forEach(line -> lines.add("  " + line));
        } catch (Failure damaged) {
            lines.add("  " + damaged.getMessage());
        }
        return lines;
    }
}
