package org.rootbuild.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.desk.Desk;
import org.rootbuild.problem.Failure;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * What was set in the shell, among the state of a recipe as a JSON object of texts: the next shell stands where this
 * one stood, also when it is killed.
 */
final class KeptParameters {
    private static final String FILE = "parameters";

    private KeptParameters() {
    }

    /** Goes on with what an earlier shell has set; what the command line says is stronger. */
    static void resume(Desk desk, Talk talk) throws IOException, InterruptedException {
        Path file = file(desk);
        if (!Files.exists(file)) {
            return;
        }
        List<String> taken = new ArrayList<>();
        for (Map.Entry<String, String> one : read(file).entrySet()) {
            String shown = one.getKey() + "=" + one.getValue();
            try {
                if (!desk.parameters().containsKey(one.getKey())) {
                    desk.set(one.getKey(), one.getValue());
                    taken.add(shown);
                }
            } catch (Failure unfit) {
                talk.tell("'" + shown + "', which an earlier shell has set, does not fit the recipe any more.");
                keep(desk, one.getKey(), "", false);
            }
        }
        if (!taken.isEmpty()) {
            talk.tell("Goes on with " + String.join(", ", taken) + " as set in an earlier shell; 'set NAME default'"
                + " takes that back.");
        }
    }

    static void set(Desk desk, String name, String value) throws IOException {
        keep(desk, name, value, true);
    }

    static void unset(Desk desk, String name) throws IOException {
        keep(desk, name, "", false);
    }

    /** Of a run that asks what to do, the parameters are those of its command line. */
    private static void keep(Desk desk, String name, String value, boolean isSet) throws IOException {
        Path file = file(desk);
        if (desk.isGuest() || !isSet && !Files.exists(file)) {
            return;
        }
        Map<String, String> all = Files.exists(file) ? read(file) : new TreeMap<>();
        if (isSet) {
            all.put(name, value);
        } else {
            all.remove(name);
        }
        if (all.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, JSON.std.asString(all));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A file that was damaged holds nothing. */
    private static Map<String, String> read(Path file) throws IOException {
        try {
            return new TreeMap<>(JSON.std.mapOfFrom(String.class, Files.readString(file)));
        } catch (JacksonException damaged) {
            return new TreeMap<>();
        }
    }

    private static Path file(Desk desk) {
        return desk.workplace().settings().stateFolder().resolve(FILE);
    }
}
