package org.rootbuild.verbs;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RootSpec;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code umask}: which permission bits new files do not get. */
public final class Umask implements Verb.Word {
    @Doc(value = "Which permission bits the files that programs make do not get, for the passes after it; 022 where"
        + " nothing is"
        + " said.", examples = "umask 027")
    public static void umask(RootSpec self, int mode) {
        checked(mode, self::problem).ifPresent(mask -> self.setting(Settings.UMASK, mask));
    }

    @Doc("The same for the steps of this pass after it.")
    public static void umask(PassSpec self, int mode) {
        checked(mode, self::problem).ifPresent(mask -> self.option(Settings.UMASK, mask));
    }

    private static Optional<Value> checked(int mode, BiConsumer<String, String> problem) {
        if (mode < 0 || mode > 0777) {
            problem.accept("the umask " + mode + " is not between 0 and 0777",
                "Write it in octal, with a leading 0: 022.");
            return Optional.empty();
        }
        return Optional.of(new Value.Whole(mode));
    }

    @Override
    public String name() {
        return "umask";
    }
}
