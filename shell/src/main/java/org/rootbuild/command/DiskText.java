package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.image.Images;
import org.rootbuild.image.OpenImage;
import org.rootbuild.image.QemuImg;
import org.rootbuild.image.SurveyOpener;
import org.rootbuild.image.SurveyText;
import org.rootbuild.image.Surveyor;
import org.rootbuild.model.Node;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.session.Inspection;
import org.rootbuild.store.Store;
import org.rootbuild.verbs.DiskPlan;

/** The layout of an artifact that is a disk: what is on it once it is made, what the recipe says before. */
public final class DiskText {
    private static final String DISK = "disk";
    /** What makes images that are looked into; those that are compressed would have to be unpacked first. */
    private static final Set<String> IMAGES = Set.of(DISK, "image", "convert", "extract");

    private final Store store;
    private final String searchPath;

    /** @param searchPath where the host's tools are */
    public DiskText(Store store, String searchPath) {
        this.store = store;
        this.searchPath = searchPath;
    }

    /** Nothing for all that is no disk. */
    public List<String> lines(Node node, Inspection found) throws IOException, InterruptedException {
        if (found.selected().isPresent() || !(node instanceof Node.Artifact artifact)
            || !IMAGES.contains(artifact.step().verb()) || node.name().matches(".*\\.(gz|xz|zst|bz2)")) {
            return List.of();
        }
        Optional<Path> file = found.file().filter(one -> found.state().isSettled() && Files.isRegularFile(one));
        List<String> lines = new ArrayList<>();
        if (file.isPresent()) {
            lines.addAll(List.of("", "layout"));
            survey(file.get()).forEach(line -> lines.add("  " + line));
        } else if (artifact.step().verb().equals(DISK)) {
            lines.addAll(List.of("", "layout, as the recipe says"));
            new DiskPlan(artifact.step().arguments()).lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private List<String> survey(Path file) throws IOException, InterruptedException {
        Tools tools = new Tools(searchPath);
        Path scratch = Files.createDirectories(store.folder().resolve("scratch"));
        try (Processes processes = new Processes(tools);
             OpenImage image = new Images(new QemuImg(tools, processes), scratch,
                 "process " + ProcessHandle.current().pid()).read(file)) {
            return SurveyText.of(new Surveyor(SurveyOpener.all()).survey(image.volume()));
        } catch (Failure failure) {
            return List.of(failure.getMessage());
        }
    }
}
