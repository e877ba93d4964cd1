package org.rootbuild.verb;

import groovy.lang.Closure;
import java.io.IOException;
import org.rootbuild.model.Value;
import org.rootbuild.tree.EditableTree;

/** What a step of a pass is given. */
public interface PassContext extends StepContext {
    /** The root as the steps before left it; changes are private until the step ends well. */
    EditableTree tree();

    /** The closure that the recipe wrote where the model holds this code. */
    Closure<?> closure(Value.Code code) throws IOException, InterruptedException;
}
