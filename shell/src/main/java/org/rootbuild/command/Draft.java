package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.problem.Reason;

/** The recipe of a shell that was started without one: it lies with the state, until it is saved elsewhere. */
final class Draft {
    private static final String NAME = "draft";
    private static final String BEGINNING = "recipe '" + NAME + "'\n";

    private Draft() {
    }

    /** The work on it; what an earlier shell left there is still there. */
    static Job job(Given given, Caller caller) throws IOException {
        Path state = new Places(given, caller).stateIn(caller.folder());
        Path script = state.resolve(NAME + RecipePath.ENDING);
        try {
            if (!Files.exists(script)) {
                Files.createDirectories(state);
                Files.writeString(script, BEGINNING);
            }
        } catch (IOException refused) {
            throw new HostLacks("a recipe cannot be begun in " + state + ": " + Reason.of(refused),
                "Name a folder of your own with --state or ROOTBUILD_STATE, or name a recipe.", refused);
        }
        return new Job(given, caller, new RecipePath(script, caller.folder(), script.toString()));
    }
}
