package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.DiskText;
import org.rootbuild.desk.Desk;
import org.rootbuild.model.Node;
import org.rootbuild.session.Inspection;

/** The layout of a disk, for the commands that tell what is known of a node. */
final class DiskLines {
    private DiskLines() {
    }

    static List<String> of(Node node, Inspection found, Desk desk) throws IOException {
        String searchPath = desk.workplace().settings().host().environment().getOrDefault("PATH", "");
        try {
            return new DiskText(desk.workplace().store(), searchPath).lines(node, found);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("looking at the disk was interrupted", interrupted);
        }
    }
}
