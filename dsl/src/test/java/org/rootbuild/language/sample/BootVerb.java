package org.rootbuild.language.sample;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;
import java.util.Map;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** A check with a place of its own. */
public final class BootVerb implements Verb.OnCheck {
    @Override
    public String name() {
        return "boot";
    }

    public static void boot(RecipeScript recipe, String name,
        @DelegatesTo(value = BootSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        BootSpec spec = new BootSpec();
        body.setDelegate(spec);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
        recipe.declareCheck(name, BootVerb.class, spec.fields.build());
    }

    @Override
    public void check(StepContext context) {
    }

    /** The inside of {@code boot('…') { … }}. */
    @org.rootbuild.language.Words
    public static final class BootSpec {
        private final Fields.Builder fields = Fields.builder();

        public void disk(ArtifactRef disk) {
            fields.put("disk", disk.value());
        }

        public void disk(String name) {
            fields.ref("disk", Value.RefKind.ARTIFACT, name);
        }

        public void expect(@Option(name = "within", type = Duration.class, about = "how long it may take",
            required = true)
                           Map<String, Object> options, String text) {
            fields.text("expect", text).text("within", Options.of(options).duration("within").orElseThrow().toString());
        }
    }
}
