package org.rootbuild.testing;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Recipe;
import org.spockframework.runtime.model.SpecMetadata;
import spock.lang.Specification;

/**
 * A specification of a recipe; {@code HelloSpec.groovy} beside {@code hello.groovy} is one of that recipe.
 * {@code docs/testing.md} shows what can be said in it. Every feature begins anew: with the recipe as it lies there, an
 * empty throw-away store, and nothing answered.
 */
@SpecMetadata(filename = "RecipeSpec.java", line = 1)
public abstract class RecipeSpec extends Specification {
    private Optional<Workbench> bench = Optional.empty();

    private Workbench bench() throws IOException {
        if (bench.isEmpty()) {
            SpecSettings settings = SpecLoader.settings(getClass())
                .orElseGet(() -> SpecSettings.ofBuildTool(System.getenv(),
                    Optional.ofNullable(System.getProperty("rootbuild.store"))));
            bench = Optional.of(new Workbench(settings, getClass()));
        }
        return bench.get();
    }

    /**
     * Called by Spock behind every feature, after a {@code cleanup} of the specification's own; private, as Spock makes
     * all of that name, for otherwise one would override the other.
     */
    private void cleanup() throws IOException {
        if (bench.isPresent()) {
            Workbench done = bench.get();
            bench = Optional.empty();
            done.close();
        }
    }

    /** The same for what {@code setupSpec} asked for. */
    private void cleanupSpec() throws IOException {
        cleanup();
    }

    // ---- the recipe

    /** The recipe as data. */
    public Recipe getRecipe() throws IOException, InterruptedException {
        return bench().model();
    }

    /** {@code load target: 'x'}: from here on the recipe is read with these parameters. */
    public Recipe load(Map<String, ?> parameters) throws IOException, InterruptedException {
        bench().recipe().set(parameters);
        return getRecipe();
    }

    /** {@code edit { it.replace('a', 'b') }}: from here on the recipe is read with its text changed so. */
    public Recipe edit(Closure<String> change) throws IOException, InterruptedException {
        bench().recipe().edit(change::call);
        return getRecipe();
    }

    /** {@code loading(jobs: 'many').errors}: what comes of reading it with these parameters, without failing. */
    public Loading loading(Map<String, ?> parameters) throws IOException, InterruptedException {
        return bench().loading(parameters);
    }

    /** {@code loadingWith { it.replace('a', 'b') }.errors}: what comes of reading it with its text changed so. */
    public Loading loadingWith(Closure<String> change) throws IOException, InterruptedException {
        return bench().loadingEdited(change::call);
    }

    // ---- the plan

    /** The plan where nothing is made yet and every source is at hand. */
    public RecipePlan getPlan() throws IOException, InterruptedException {
        return new RecipePlan(bench().plan());
    }

    /** {@code changing jobs: 8 reruns nothing}. */
    public Effect changing(Map<String, ?> parameters) throws IOException, InterruptedException {
        return bench().effect(bench().recipe().loadWith(parameters));
    }

    /** {@code editing { it.replace('a', 'b') } reruns 'gcc:1'}. */
    public Effect editing(Closure<String> change) throws IOException, InterruptedException {
        return bench().effect(bench().recipe().loadEdited(change::call));
    }

    /** {@code commandsOf('gcc:1/configure')}: what a step, or all steps of a pass, would run. */
    public List<Call> commandsOf(String step) throws IOException, InterruptedException {
        return bench().commandsOf(step);
    }

    /** {@code planMatches 'golden/plan.txt'}: whether the plan is the one that was kept in the file. */
    public Finding planMatches(String file) throws IOException, InterruptedException {
        return textMatches(file, String.join("\n", getPlan().getLines()));
    }

    /** {@code textMatches 'golden/init.txt', build.root('system')['/init'].text}: the same for any text. */
    public Finding textMatches(String file, String text) throws IOException {
        SpecSettings settings = bench().settings();
        return settings.golden().compare(settings.folder().resolve(file), file, text.lines().toList());
    }

    /** Reads well behind {@code reruns}. */
    public List<String> getNothing() {
        return List.of();
    }

    // ---- a build

    /** {@code source 'gcc-12', tarball(…)}: what stands in for a source: an archive, a text, bytes or a file. */
    public void source(String name, Object content) throws IOException {
        bench().sources().give(name, content);
    }

    /** What stands in for every source that is not given. */
    public void otherSources(Object content) throws IOException {
        bench().sources().giveOthers(content);
    }

    /** {@code tarball('gcc-12/configure': '#!/bin/sh')}: an archive with these files. */
    public Archive tarball(Map<String, ?> files) {
        return new Archive(files);
    }

    /** How the programs are answered that steps start. */
    public void programs(@DelegatesTo(value = Answers.class, strategy = Closure.DELEGATE_FIRST) Closure<?> answers)
        throws IOException {
        Closure<?> bound = (Closure<?>) answers.clone();
        bound.setDelegate(bench().answers());
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
    }

    /** Runs programs for real, on the host's terms; sources come from your store or from where the recipe says. */
    public void forReal() throws IOException {
        bench().forReal();
    }

    /** The build of this feature; it begins when it is first asked for. */
    public Build getBuild() throws IOException, InterruptedException {
        return bench().build();
    }

    /** The programs that steps have started so far. */
    public Calls getCalls() throws IOException {
        return bench().script().calls();
    }

    /** A folder of this feature alone, which goes when it ends. */
    public File getScratch() throws IOException {
        return bench().place().folder().toFile();
    }
}
