package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a partition that a GPT is to have. */
final class GptChecks {
    private GptChecks() {
    }

    static List<String> problems(Partition one, List<Partition> others, GptHeader header) {
        List<Partition> all = new ArrayList<>(others);
        all.add(one);
        List<String> found = new ArrayList<>(Conflicts.of(all, header.firstUsable(), header.lastUsable()));
        if (one.type().gptId().filter(id -> !id.equals(Guid.NONE)).isEmpty()) {
            found.add(one.spoken() + " is of type '" + one.type() + "', which a GPT cannot say");
        }
        if (one.name().length() > GptEntry.NAME_UNITS || one.name().indexOf('\0') >= 0) {
            found.add(one.spoken() + " has a name that does not fit: " + GptEntry.NAME_UNITS
                + " UTF-16 units are the most");
        }
        if (one.uuid().isEmpty()) {
            found.add(one.spoken() + " has no UUID");
        }
        for (Partition other : others) {
            if (other.uuid().equals(one.uuid())) {
                found.add(one.spoken() + " has the UUID of " + other.spoken());
            }
        }
        if (one.flags().active()) {
            found.add(one.spoken() + " is active, which only an MBR can say; a GPT has legacy-boot");
        }
        return found;
    }
}
