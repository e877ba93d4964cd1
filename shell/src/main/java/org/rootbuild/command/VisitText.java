package org.rootbuild.command;

import java.io.IOException;
import java.util.List;
import org.rootbuild.enter.Wording;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.session.Inspection;

/**
 * What is said about a visit to a pass.
 *
 * @param goingOnHere what is to be typed to go on with what was kept in a failed step's files
 * @param goingOn     what is to be typed to go on
 */
public record VisitText(String goingOnHere, String goingOn) implements Wording {
    @Override
    public List<String> changed(List<Inspection.Changed> changes) {
        return new ChangesText(false, "'diff' lists all of them").lines("changed by hand", changes);
    }

    @Override
    public List<String> lines(PathDifference difference) throws IOException {
        return TextDifference.lines(difference);
    }
}
