package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Recipe;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoreUse;
import org.rootbuild.verb.Verbs;

/** What is finished, for a person to go into while another process works on the recipe: nothing there can be kept. */
public final class Look {
    private Look() {
    }

    /**
     * As {@link Session#entrance}, without a session: nothing is locked, and nothing of the build is written.
     *
     * @throws Failure also where the place is not finished
     */
    public static Entrance at(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, String place,
                              boolean before) throws IOException {
        StoreUse use = store.use(settings.command());
        Path folder = store.temporaryFolder();
        VisitedPass visited;
        try {
            Course course = Course.seen(settings.withTargets(Set.of()), recipe, verbs, store);
            Entrances.Spot spot = new Entrances(course, store, new Workspace(folder)).finishedAt(place, before);
            StageTools tools = new StageTools(store, recipe.epochSeconds(), settings.host().processors());
            Stages stages = new Stages(tools, spot.layers(), RootOptions.of(recipe, spot.pass().root(),
                settings.manner().isolation() == Manner.Isolation.NONE), recipe.epochSeconds());
            JobSlots jobs = new JobSlots(store.hostMemory(), folder.resolve("stepjobs"), settings.host().processors());
            Visits visits = new Visits(new Workspace(folder), store, tools);
            visited = new VisitedPass(spot, store, stages, folder.resolve("none"), visits,
                new BorrowedJobs(jobs, Optional.empty()), hand -> { }, () -> {
                    jobs.close();
                    end(folder, use);
                });
        } catch (IOException | RuntimeException failed) {
            end(folder, use);
            throw failed;
        }
        return visited.entrance(settings.host());
    }

    private static void end(Path folder, StoreUse use) throws IOException {
        try {
            Deletion.delete(folder);
        } finally {
            use.close();
        }
    }
}
