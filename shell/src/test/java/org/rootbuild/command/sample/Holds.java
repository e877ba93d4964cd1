package org.rootbuild.command.sample;

import org.rootbuild.language.RecipeScript;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code holds}: a check that this host cannot try. */
public final class Holds implements Verb.OnCheck {
    public static void holds(RecipeScript self, String name) {
        self.declareCheck(name, Holds.class, Fields.none());
    }

    @Override
    public String name() {
        return "holds";
    }

    @Override
    public void check(StepContext context) throws HostLacks {
        throw new HostLacks("there is no scale here", "Install a scale.");
    }
}
