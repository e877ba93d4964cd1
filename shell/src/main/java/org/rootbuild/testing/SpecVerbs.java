package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.sandbox.Job;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/**
 * The verbs as a session of a specification finds them: sources may be stood in for, and unless programs are run for
 * real, steps are given a {@link Script}. The engine itself is the same as ever.
 */
final class SpecVerbs implements Verbs {
    /** Verbs whose programs come out of packages and cannot be told apart: such a step is one command of that name. */
    private static final List<String> ONE_COMMAND = List.of("bootstrap");
    private static final int USUAL_UMASK = 022;

    private final Verbs real;
    private final StandIns sources;
    private final Optional<Script> script;

    /** @param script empty where programs run for real */
    SpecVerbs(Verbs real, StandIns sources, Optional<Script> script) {
        this.real = real;
        this.sources = sources;
        this.script = script;
    }

    @Override
    public Optional<Verb> find(String name) {
        return real.find(name).map(verb -> {
            if (verb instanceof Verb.OnSource provider) {
                SpecSource source = new SpecSource(provider, sources, script.isEmpty());
                return verb instanceof Verb.OnPass step ? new Both(source, scripted(step)) : source;
            } else if (verb instanceof Verb.OnPass step) {
                return scripted(step);
            } else if (verb instanceof Verb.OnCheck check && script.isPresent()) {
                return new ScriptedCheck(check);
            }
            return verb;
        });
    }

    private Verb.OnPass scripted(Verb.OnPass step) {
        return script.isPresent() ? new ScriptedVerb(step, script.get()) : step;
    }

    /** A verb that brings a source and makes a layer of it, such as {@code host}. */
    private record Both(SpecSource source, Verb.OnPass step) implements Verb.OnSource, Verb.OnPass {
        @Override
        public String name() {
            return source.name();
        }

        @Override
        public int version() {
            return source.version();
        }

        @Override
        public Optional<Pin> pinned(Fields request, SourceContext context) throws IOException {
            return source.pinned(request, context);
        }

        @Override
        public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
            return source.resolve(request, context);
        }

        @Override
        public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
            source.fetch(pin, request, target, context);
        }

        @Override
        public void run(PassContext context) throws IOException, InterruptedException {
            step.run(context);
        }
    }

    private record ScriptedVerb(Verb.OnPass real, Script script) implements Verb.OnPass {
        @Override
        public String name() {
            return real.name();
        }

        @Override
        public int version() {
            return real.version();
        }

        @Override
        public void run(PassContext context) throws IOException, InterruptedException {
            if (ONE_COMMAND.contains(real.name())) {
                Job job = new Job(List.of(real.name()), new TreeMap<>(), "/", Optional.empty(), false, USUAL_UMASK,
                    Optional.empty(), OptionalLong.empty(), Optional.empty(), 1);
                script.of(context).run(job, new ScriptedStep(context, script).stage(), context.scratch(),
                    context.activity()::log);
            } else {
                real.run(new ScriptedStep(context, script));
            }
        }
    }

    private record ScriptedCheck(Verb.OnCheck real) implements Verb.OnCheck {
        @Override
        public String name() {
            return real.name();
        }

        @Override
        public int version() {
            return real.version();
        }

        @Override
        public void check(StepContext context) throws IOException {
            throw new HostLacks("programs are answered by a script, and no machine can be tried so",
                "Say forReal() in the specification to try it.");
        }
    }
}
