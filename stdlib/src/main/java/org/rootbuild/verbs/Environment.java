package org.rootbuild.verbs;

import java.util.Map;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RootSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** {@code environment}: the variables that programs see. */
public final class Environment implements Verb.Word {
    @Doc(value = "Sets environment variables for the programs of the passes after it; null takes one away. Besides"
        + " these, programs"
        + " see only PATH, HOME (/build), LC_ALL=POSIX, TZ=UTC, TERM=dumb, SOURCE_DATE_EPOCH and MAKEFLAGS: nothing"
        + " of the"
        + " environment that rootbuild was called in.",
        examples = "environment PATH: '/tools/bin:/usr/bin:/bin', CONFIG_SITE: null")
    public static void environment(RootSpec self, Map<String, Object> variables) {
        Fields given = Variables.of(variables, self::problem);
        self.setting(Settings.ENVIRONMENT, new Value.Group(Variables.joined(Variables.here(self::option), given)));
    }

    @Doc(value = "Sets environment variables for the steps of this pass after it; null takes one away.",
        examples = "environment CC: \"$target-gcc\", AR: \"$target-ar\"")
    public static void environment(PassSpec self, Map<String, Object> variables) {
        Fields given = Variables.of(variables, self::problem);
        self.option(Settings.ENVIRONMENT, new Value.Group(Variables.joined(Variables.here(self::option), given)));
    }

    @Override
    public String name() {
        return "environment";
    }
}
