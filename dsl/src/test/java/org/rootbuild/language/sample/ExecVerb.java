package org.rootbuild.language.sample;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** A verb with any number of texts, and one with a place of its own in a pass. */
public final class ExecVerb implements Verb.OnPass {
    @Override
    public String name() {
        return "exec";
    }

    public static void exec(PassSpec pass, String... command) {
        pass.step(ExecVerb.class, Fields.builder().texts("command", List.of(command)).build());
    }

    public static void autotools(PassSpec pass,
        @Option(name = "jobs", type = Integer.class, about = "parallel jobs") Map<String, Object> options,
        @DelegatesTo(value = Autotools.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Autotools spec = new Autotools();
        body.setDelegate(spec);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
        pass.step(ExecVerb.class, Fields.builder().texts("command", spec.flags)
            .whole("jobs", Options.of(options).whole("jobs").orElse(1L)).build());
    }

    @Override
    public void run(PassContext context) {
    }

    /** The inside of {@code autotools { … }}. */
    @Words
    public static final class Autotools {
        private final List<String> flags = new ArrayList<>();

        public void configure(String... more) {
            flags.addAll(List.of(more));
        }

        public void configure(List<String> more) {
            flags.addAll(more);
        }
    }
}
