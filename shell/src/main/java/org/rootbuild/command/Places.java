package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.problem.Reason;
import org.rootbuild.store.Store;
import picocli.CommandLine.Model.CommandSpec;

/** Where a recipe's state, its outputs and the store are: as an option says, a variable, or what is usual. */
final class Places {
    static final String STORE = "--store";
    static final String STATE = "--state";
    static final String OUT = "--out";

    private final Given given;
    private final Caller caller;

    Places(Given given, Caller caller) {
        this.given = given;
        this.caller = caller;
    }

    static void describeStore(CommandSpec spec) {
        spec.addOption(Choice.path(STORE, "DIR", "Keeps sources and results there (ROOTBUILD_STORE)."));
    }

    static void describeState(CommandSpec spec) {
        spec.addOption(Choice.path(STATE, "DIR", "Keeps journal and logs of the recipe there (ROOTBUILD_STATE)."));
    }

    static void describeOut(CommandSpec spec) {
        spec.addOption(Choice.path(OUT, "DIR", "Puts artifacts there (ROOTBUILD_OUT)."));
    }

    /** The state of that recipe alone: several recipes may share the folder that is named. */
    Path state(RecipePath recipe) {
        return stateIn(recipe.folder()).resolve(recipe.baseName());
    }

    /** The state of all recipes in that folder. */
    Path stateIn(Path folder) {
        return named(STATE, "ROOTBUILD_STATE").orElse(folder.resolve(".rootbuild"));
    }

    Path out(RecipePath recipe) {
        return named(OUT, "ROOTBUILD_OUT").orElse(recipe.folder().resolve("out"));
    }

    Path store() throws UsageError {
        Optional<Path> named = named(STORE, "ROOTBUILD_STORE");
        if (named.isPresent()) {
            return named.get();
        }
        // Relative values are to be ignored, says the XDG Base Directory Specification.
        Optional<String> cache = caller.variable("XDG_CACHE_HOME").filter(value -> value.startsWith("/"));
        if (cache.isEmpty() && caller.variable("HOME").isEmpty()) {
            throw new UsageError("neither HOME nor XDG_CACHE_HOME says where the store is",
                "Name a folder with --store or ROOTBUILD_STORE.");
        }
        return caller.path(cache.orElseGet(() -> caller.environment().get("HOME") + "/.cache")).resolve("rootbuild");
    }

    Store openStore() throws IOException {
        try {
            return Store.open(store(), caller.clock());
        } catch (UsageError told) {
            throw told;
        } catch (Failure failure) {
            throw failure.getCause() == null ? failure
                : new HostLacks(failure.getMessage(), failure.remedy(), failure);
        }
    }

    private Optional<Path> named(String option, String variable) {
        return given.value(option).or(() -> caller.variable(variable)).map(caller::path);
    }

    /** Makes the folder for the state. */
    void prepareState(Path state) throws HostLacks {
        try {
            Files.createDirectories(state);
        } catch (IOException refused) {
            throw unwritable(state, "the state of the recipe", refused);
        }
        if (!Files.isWritable(state)) {
            throw unwritable(state, "the state of the recipe", new IOException("no permission"));
        }
    }

    /** Finds out before anything is made whether artifacts can be put out. */
    void checkOut(Path out) throws HostLacks {
        Path there = out;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw unwritable(out, "artifacts", new IOException(there + " is no folder"));
        } else if (!Files.isWritable(there)) {
            throw unwritable(out, "artifacts", new IOException("no permission for " + there));
        }
    }

    private static HostLacks unwritable(Path folder, String what, IOException why) {
        return new HostLacks("the folder " + folder + " for " + what + " cannot be written to: " + Reason.of(why),
            "Name folders of your own: --state DIR for journal and logs, --out DIR for artifacts"
                + " (or the variables ROOTBUILD_STATE and ROOTBUILD_OUT).", why);
    }
}
