package org.rootbuild.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rootbuild.secret.GivenSecrets;
import org.spockframework.runtime.SpockEngine;

/** Finds specifications beside recipes, and runs them in this process. */
public final class SpecRun {
    /**
     * What a person wants of it.
     *
     * @param place         a recipe, whose specifications are run, or a folder, with all that is below it
     * @param features      only those whose name, or whose specification's name, is like this; {@code *} is anything
     * @param parameters    what parameters of the recipes are, by name
     * @param secrets       what secret parameters of the recipes are
     * @param updatesGolden whether golden files are written anew where they differ
     * @param junitXml      a folder for reports that build servers read
     * @param wholeStacks   whether the whole stack of an exception is shown
     */
    public record Wish(Path place, Optional<String> features, Map<String, String> parameters, GivenSecrets secrets,
                       boolean updatesGolden, Optional<Path> junitXml, boolean wholeStacks) {
        public Wish {
            Objects.requireNonNull(place);
            Objects.requireNonNull(features);
            parameters = Map.copyOf(parameters);
            Objects.requireNonNull(secrets);
            Objects.requireNonNull(junitXml);
        }
    }

    private final Path store;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Consumer<String> out;
    private final Function<Path, String> shown;
    private final boolean unicode;

    /**
     * @param store   the person's own
     * @param out     takes the report, line by line
     * @param shown   a path as a person would type it
     * @param unicode whether signs beyond ASCII can be shown
     */
    public SpecRun(Path store, Map<String, String> environment, Clock clock, Consumer<String> out,
                   Function<Path, String> shown, boolean unicode) {
        this.store = store;
        this.environment = environment;
        this.clock = clock;
        this.out = out;
        this.shown = shown;
        this.unicode = unicode;
    }

    /**
     * Runs them, one after the other.
     *
     * @return whether all of them held
     * @throws SpecErrors where there is nothing to run, or what there is does not compile
     */
    public boolean run(Wish wish) throws IOException {
        Map<Path, List<Path>> files = new SpecFiles(shown).find(wish.place());
        Golden golden = new Golden(wish.updatesGolden());
        Language language = new Language(store, wish.secrets());
        List<Class<?>> specs = new SpecCompiler(folder -> new SpecSettings(folder, store, wish.parameters(), environment,
            clock, language, golden), shown).compile(files);
        SpecReport report = new SpecReport(out, unicode, wish.wholeStacks());
        execute(specs, wish.features(), report);
        if (report.results().isEmpty()) {
            throw nothing(wish.features());
        }
        golden.written().forEach(file -> out.accept("written: " + shown.apply(file)));
        report.summary();
        if (wish.junitXml().isPresent()) {
            new JunitXml(wish.junitXml().get()).write(report.results());
        }
        return report.results().stream().noneMatch(Result::isFailed);
    }

    private static void execute(List<Class<?>> specs, Optional<String> features, SpecReport report) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
            .selectors(specs.stream().map(DiscoverySelectors::selectClass).toList())
            .filters(features.map(SpecRun::like).stream().toArray(PostDiscoveryFilter[]::new)).build();
        // Nothing is to be found on the class path that was not asked for.
        LauncherConfig config = LauncherConfig.builder().enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false).enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false).enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new SpockEngine()).build();
        LauncherFactory.create(config).execute(request, report);
    }

    private static SpecErrors nothing(Optional<String> features) {
        return new SpecErrors(features.map(name -> "no feature has a name like '" + name + "'")
            .orElse("the specifications hold no feature"),
            "A feature is a method of a specification with a sentence for its name and an expect: or then: block.",
            List.of());
    }

    /** Features whose own name, or whose specification's, matches; what holds no feature then goes by itself. */
    private static PostDiscoveryFilter like(String name) {
        StringBuilder regex = new StringBuilder();
        for (String part : name.split("(?<=\\*)|(?=\\*)")) {
            regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        Pattern pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
        return descriptor -> {
            Optional<TestDescriptor> spec = descriptor.getParent().filter(parent -> parent.getParent().isPresent());
            boolean wanted = spec.isEmpty() || pattern.matcher(descriptor.getDisplayName()).find()
                || pattern.matcher(spec.get().getDisplayName()).find();
            return FilterResult.includedIf(wanted);
        };
    }
}
