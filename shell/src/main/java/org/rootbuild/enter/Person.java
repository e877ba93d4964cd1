package org.rootbuild.enter;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who goes in: hears what there is to say, and answers. */
public interface Person {
    /** Lines of any origin. */
    void tell(List<String> lines);

    /** The choice that was made; empty where nobody answers, or the question was interrupted. */
    Optional<String> choose(String question, List<String> choices) throws IOException, InterruptedException;
}
