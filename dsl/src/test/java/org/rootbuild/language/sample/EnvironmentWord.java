package org.rootbuild.language.sample;

import java.util.Map;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.Values;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Verb;

/** A word about a root whose named arguments may have any names. */
public final class EnvironmentWord implements Verb.Word {
    @Override
    public String name() {
        return "environment";
    }

    public static void environment(RootSpec root, Map<String, String> variables) {
        root.option("environment", new Value.Group(Values.fields(variables)));
    }
}
