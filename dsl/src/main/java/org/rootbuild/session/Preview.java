package org.rootbuild.session;

import java.io.IOException;
import java.util.Set;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Verbs;

/**
 * What a session would find, without one: nothing is locked and nothing is written, and another process may be working
 * on the recipe.
 */
public final class Preview {
    private Preview() {
    }

    /** What there would be to do. */
    public static Plan plan(SessionSettings settings, Recipe recipe, Verbs verbs, Store store) throws IOException {
        return Course.seen(settings, recipe, verbs, store).plan();
    }

    /** As {@link #plan}, as if that node had been rolled back. */
    public static Plan planFrom(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, String from)
            throws IOException {
        Course course = Course.seen(settings, recipe, verbs, store);
        course.takeBack(course.madeWith(from));
        return course.planned(recipe);
    }

    /**
     * What is known about a node.
     *
     * @param path {@code NODE} or {@code NODE/STEP}
     * @throws org.rootbuild.problem.Failure when the recipe has no such node or step
     */
    public static Inspection inspect(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, String path)
            throws IOException {
        return Course.seen(settings.withTargets(Set.of()), recipe, verbs, store).inspect(path, false);
    }
}
