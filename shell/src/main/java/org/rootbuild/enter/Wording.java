package org.rootbuild.enter;

import java.io.IOException;
import java.util.List;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.session.Inspection;

/** How what was changed is shown, and what to type next: that depends on where one is asked. */
public interface Wording {
    /** The paths with their sizes, or how many there are and the biggest. */
    List<String> changed(List<Inspection.Changed> changes);

    /** How the lines of one text file differ; none for all else. */
    List<String> lines(PathDifference difference) throws IOException;

    /** What goes on with what was kept in a failed step's files. */
    String goingOnHere();

    /** What goes on with what was kept before a step. */
    String goingOn();
}
