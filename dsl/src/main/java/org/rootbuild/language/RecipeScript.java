package org.rootbuild.language;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.lang.Script;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Recipe;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/**
 * What every recipe script is. Its annotated methods are the words that stand anywhere in a recipe; the others are for
 * verbs, which add their own words as extension methods of this class.
 */
public abstract class RecipeScript extends Script {
    private Evaluation evaluation;

    final void attach(Evaluation running) {
        this.evaluation = running;
    }

    final Evaluation evaluation() {
        return evaluation;
    }

    @Words
    @Doc("The name of the recipe. Every recipe says it once.")
    public final void recipe(@Doc("letters, digits and . _ : + -") String name) {
        recipe(Map.of(), name);
    }

    @Words
    @Doc(value = "The name of the recipe. Every recipe says it once.", examples = "recipe 'toolchain'")
    public final void recipe(
        @Option(name = "about", type = String.class, about = "one sentence for people")
        @Option(name = "epoch", type = Long.class, about = "the time that all files carry, in seconds since 1970; "
            + Recipe.DEFAULT_EPOCH_SECONDS + " (1980-01-01) where it is not given")
        Map<String, Object> options, String name) {
        evaluation.recipe(name, Options.of(options));
    }

    @Words
    @Doc(value = "A value that the user of the recipe may override with -P name=value.",
        examples = "String target = param('target', 'x86_64-lfs-linux-gnu', 'triplet of the system to build')")
    public final String param(String name, CharSequence byDefault, String about) {
        return evaluation.parameter(Map.of(), name, byDefault.toString(), about);
    }

    @Words
    @Doc(value = "A value that the user of the recipe may override with -P name=value.",
        examples = "String mode = param('mode', 'fast', 'how to build', choices: ['fast', 'small'])")
    public final String param(
        @Option(name = "choices", type = List.class, about = "the only values allowed")
        Map<String, Object> options, String name, CharSequence byDefault, String about) {
        return evaluation.parameter(options, name, byDefault.toString(), about);
    }

    @Words
    @Doc(value = "A value that the user of the recipe may override with -P name=value; it has the type of its"
        + " default: text,"
        + " whole number, true or false, size, duration or list of texts.",
        examples = "int jobs = param('jobs', cpus(), 'parallel make jobs')")
    public final <T> T param(String name, T byDefault, String about) {
        return evaluation.parameter(Map.of(), name, byDefault, about);
    }

    @Words
    @Doc(value = "A value that the user of the recipe may override with -P name=value; it has the type of its default.",
        examples = "int level = param('level', 9, 'how hard to compress', range: 1..19)")
    public final <T> T param(
        @Option(name = "choices", type = List.class, about = "the only values allowed")
        @Option(name = "range", type = groovy.lang.Range.class, about = "the least and the greatest number allowed")
        Map<String, Object> options, String name, T byDefault, String about) {
        return evaluation.parameter(options, name, byDefault, about);
    }

    @Words
    @Doc(value = "A value that nobody sees, such as a password. The user of the recipe gives it in the environment"
        + " variable ROOTBUILD_SECRET_NAME, in a file with --secret NAME=FILE, or with -P name=value.",
        examples = "Secret token = param('token', secret: true)")
    public final Secret param(
        @Option(name = "secret", type = Boolean.class, about = "true: its value is shown and written nowhere",
            required = true)
        Map<String, Object> options, String name) {
        return evaluation.secret(Options.of(options), name, "");
    }

    @Words
    @Doc(value = "A value that nobody sees, such as a password. The user of the recipe gives it in the environment"
        + " variable ROOTBUILD_SECRET_NAME, in a file with --secret NAME=FILE, or with -P name=value.",
        examples = "Secret rootPassword = param('root-password', 'for the console', secret: true)")
    public final Secret param(
        @Option(name = "secret", type = Boolean.class, about = "true: its value is shown and written nowhere",
            required = true)
        Map<String, Object> options, String name, String about) {
        return evaluation.secret(Options.of(options), name, about);
    }

    @Words
    @Doc("How many processors the build may use.")
    public final int cpus() {
        return evaluation.processors();
    }

    @Words
    @Doc("The root of that name.")
    public final RootRef root(String name) {
        return evaluation.rootNamed(name);
    }

    @Words
    @Doc(value = "Declares a root: a file tree that its passes change, in their order.",
        examples = {"root('tools') {", "    pass('hello') { write '/etc/motd', 'hello\\n' }", "}"})
    public final RootRef root(String name,
        @DelegatesTo(value = RootSpec.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.language.RootSpec") Closure<?> body) {
        return root(Map.of(), name, body);
    }

    @Words
    @Doc(value = "Declares a root that begins as another one, or as a base.",
        examples = {"root('system', from: root('base')) { … }",
            "root('system', from: 'tools', chroot: '/mnt/lfs') { … }"})
    public final RootRef root(
        @Option(name = "from", type = Base.class, about = "what it begins as: another root, or a base such as host()")
        @Option(name = "chroot", type = String.class, about = "the folder of the tree that its passes take for their"
            + " root:"
            + " paths begin there, programs see nothing outside of it")
        @Option(name = "isolation", type = String.class, about = "'none' runs programs beside those of the host, on"
            + " a plain"
            + " copy of the root whose folder is in $ROOT; 'overlay', which is usual, in a root of their own")
        Map<String, Object> options, String name,
        @DelegatesTo(value = RootSpec.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.language.RootSpec") Closure<?> body) {
        return evaluation.root(Options.of(options), name, body);
    }

    @Words
    @Doc("The artifact of that name.")
    public final ArtifactRef artifact(String name) {
        return evaluation.artifactNamed(name);
    }

    @Words
    @Doc(value = "Declares an artifact: a file that is made from roots and other artifacts.",
        examples = "artifact('root.tar.gz') { tar root('system') }")
    public final ArtifactRef artifact(@Doc("the name of the file") String name,
        @DelegatesTo(value = ArtifactSpec.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.language.ArtifactSpec") Closure<?> body) {
        return evaluation.artifact(name, body);
    }

    @Words
    @Doc(value = "Reads another script in its place, once; what it declares belongs to this recipe, and its"
        + " functions can be"
        + " called on what this answers.", examples = "def lib = include('common/flags.groovy')")
    public final RecipeScript include(@Doc("relative to this script, written as a plain text") String path) {
        return evaluation.include(this, path);
    }

    /** For verbs: declares a source that the provider brings. */
    public final SourceRef declareSource(String name, Class<? extends Verb.OnSource> provider, Fields request) {
        return evaluation.source(name, provider, request);
    }

    /** For verbs: declares a source that is the same wherever the recipe names it, unless it is declared already. */
    public final SourceRef declareSharedSource(String name, Class<? extends Verb.OnSource> provider, Fields request) {
        return evaluation.sharedSource(name, provider, request);
    }

    /** For verbs: what an artifact that stands further up in the recipe is made of, if that verb makes it. */
    public final Optional<Fields> making(ArtifactRef artifact, Class<? extends Verb.OnArtifact> by) {
        return evaluation.made(artifact.name(), by);
    }

    /** For verbs: declares a check. */
    public final void declareCheck(String name, Class<? extends Verb.OnCheck> verb, Fields arguments) {
        evaluation.check(name, verb, arguments);
    }

    /** For verbs: the place in the recipe that is being read now. */
    public final Location here() {
        return evaluation.here();
    }

    /** For verbs: something is wrong here; the recipe is read on, so that all problems are shown at once. */
    public final void problem(String message, String hint) {
        evaluation.problem(message, hint);
    }

    /** What the compiler puts around a closure that runs in a step: it says which text of the script the closure is. */
    public static <T> Closure<T> deferred(Closure<T> closure, int text) {
        ((RecipeScript) closure.getThisObject()).evaluation.remember(closure, text);
        return closure;
    }

}
