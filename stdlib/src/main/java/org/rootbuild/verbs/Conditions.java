package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Step;

/** What holds for all programs of a step, in the words of its log. */
public final class Conditions {
    private Conditions() {
    }

    /**
     * As far as the recipe says it: one variable a line, then the umask, network and limits. None for a step that runs
     * no programs.
     *
     * @param epochSeconds of the recipe
     */
    public static List<String> of(Step step, long epochSeconds) {
        List<String> lines = new ArrayList<>();
        if (step.arguments().find(ProgramStep.FOLDER).isPresent()) {
            Settings settings = Settings.of(step.arguments());
            settings.variables(epochSeconds).forEach((name, value) -> lines.add(name + "=" + value));
            lines.add(limits(settings, step.arguments()));
        }
        return lines;
    }

    static String limits(Settings settings, Fields arguments) {
        Optional<String> chroot = arguments.findText(PassSpec.CHROOT);
        return "umask " + String.format("%03o", settings.umask())
            + (settings.network() ? ", with network" : ", without network")
            + settings.time().map(time -> ", at most " + time.toSeconds() + " s").orElse("")
            + chroot.map(folder -> ", in " + folder).orElse("");
    }
}
