package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.journal.JournalState.Dated;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.layer.LayerComparison;
import org.rootbuild.layer.Manifest;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Difference;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Finds builds of passes and artifacts by what a person calls them, and compares them; reading only. */
final class Comparer {
    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{8,64}");
    private static final char BEFORE = '@';
    private static final int RESULT_DIGITS = 64;

    private final Store store;
    private final Plan plan;
    private final JournalState journal;

    Comparer(Store store, Plan plan, JournalState journal) {
        this.store = store;
        this.plan = plan;
        this.journal = journal;
    }

    /** @param right empty for the build that {@code left} names, beside the one before it */
    Comparison compare(String left, Optional<String> right) throws IOException {
        if (right.isPresent()) {
            return between(find(left), find(right.get()));
        }
        if (plan.find(left).isEmpty()) {
            throw left.indexOf(BEFORE) >= 0 || PREFIX.matcher(left).matches()
                ? new Failure("'" + left + "' is one build, and there is nothing to compare it with",
                    "Name the other one too, or a pass alone.")
                : unknown(left);
        }
        return between(find(left + BEFORE + 1), find(left));
    }

    /** The build that stands in the store, or the journal, as the latest. */
    StoredResult find(String reference) throws IOException {
        int at = reference.indexOf(BEFORE);
        String name = at < 0 ? reference : reference.substring(0, at);
        Optional<PlannedNode> node = plan.find(name);
        if (node.isPresent()) {
            return build(node.get(), at < 0 ? 0 : number(reference, reference.substring(at + 1)));
        } else if (PREFIX.matcher(reference).matches()) {
            return withPrefix(reference);
        }
        throw unknown(name);
    }

    private Failure unknown(String name) {
        return new Failure("there is no '" + name + "' in the recipe '" + plan.recipe().name() + "'."
            + Suggestion.sentence(name, plan.nodes().stream().map(PlannedNode::name).toList()),
            "Name a pass as in gcc:1, the build before its last one as in gcc:1@1, or at least eight digits of a"
                + " fingerprint.");
    }

    private static int number(String reference, String typed) throws Failure {
        if (!typed.matches("[0-9]{1,3}")) {
            throw new Failure("'" + reference + "' does not say which build", "Write a number behind the @: 1 is the"
                + " build before the last one.");
        }
        return Integer.parseInt(typed);
    }

    private StoredResult build(PlannedNode node, int back) throws Failure {
        if (node.node() instanceof Node.Source || node.node() instanceof Node.Check) {
            throw new Failure("the " + node.node().kind() + " '" + node.name() + "' leaves nothing to compare",
                "Name a pass or an artifact.");
        }
        List<String> builds = builds(node);
        if (back >= builds.size()) {
            throw new Failure(builds.isEmpty() ? "'" + node.name() + "' was never made here" : "of '" + node.name()
                + "' " + (builds.size() == 1 ? "one build is known, and none before it" : builds.size()
                + " different builds are known, and none " + back + " before the last"),
                builds.size() == 1 ? "Make it again beside that one: --rebuild." : "Run the recipe first.");
        }
        String fingerprint = builds.get(back);
        return store.result(fingerprint).orElseThrow(() -> new Failure("the build " + fingerprint.substring(0, 12)
            + " of '" + node.name() + "' is no longer in the store", "Run the recipe as it was, or name another."));
    }

    /** Newest first. */
    private List<String> builds(PlannedNode node) {
        List<String> builds = new ArrayList<>();
        node.fingerprint().filter(fingerprint -> store.result(fingerprint).isPresent()).ifPresent(builds::add);
        journal.results(node.name()).stream().map(done -> done.entry().fingerprint())
            .filter(fingerprint -> !builds.contains(fingerprint)).forEach(builds::add);
        return builds;
    }

    private StoredResult withPrefix(String prefix) throws IOException {
        Path folder = store.resultPlace(prefix + "0".repeat(RESULT_DIGITS - prefix.length())).getParent();
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, prefix + "*")) {
                all.forEach(one -> found.add(one.getFileName().toString()));
            }
        }
        if (found.size() != 1) {
            throw new Failure((found.isEmpty() ? "nothing" : found.size() + " results") + " in the store "
                + (found.size() > 1 ? "have" : "has") + " a fingerprint that begins with " + prefix,
                found.isEmpty() ? "'rootbuild inspect RECIPE PASS' shows fingerprints." : "Write more of its digits.");
        }
        return store.result(found.get(0)).orElseThrow(() -> new Failure("the result " + found.get(0)
            + " is no longer in the store", "Name another."));
    }

    /** Whatever two results are, compared. */
    Comparison between(StoredResult left, StoredResult right) throws IOException {
        Manifest before = left.manifest();
        Manifest now = right.manifest();
        return new Comparison(seen(left, before), seen(right, now), clauses(before.header(), now.header()),
            LayerComparison.between(changes(left, before), changes(right, now)));
    }

    private Comparison.Build seen(StoredResult result, Manifest manifest) {
        String node = manifest.header().findText(Results.NODE).orElse("");
        Optional<Dated<JournalEntry.Done>> done = plan.nodes().stream()
            .flatMap(one -> journal.results(one.name()).stream())
            .filter(one -> one.entry().fingerprint().equals(result.fingerprint())).findFirst();
        return new Comparison.Build(done.map(one -> one.entry().node()).orElse(node), result.fingerprint(),
            done.map(Dated::at), manifest.header().flag(Results.TOUCHED));
    }

    private static List<String> clauses(Fields before, Fields now) {
        List<String> clauses = new ArrayList<>(Difference.between(before.group(Results.DESCRIBED),
            now.group(Results.DESCRIBED), List.of()));
        if (before.flag(Results.TOUCHED) != now.flag(Results.TOUCHED)) {
            clauses.add("a person had a hand in the " + (now.flag(Results.TOUCHED) ? "second" : "first"));
        }
        return clauses;
    }

    /** What a layer changes; an artifact is one file that is there. */
    private static List<Change> changes(StoredResult result, Manifest manifest) {
        Optional<FileDigest> digest = FileDigest.in(manifest.header());
        if (digest.isEmpty()) {
            return manifest.changes();
        }
        String name = manifest.header().findText(Results.NODE).orElse("artifact").toLowerCase(Locale.ROOT);
        return List.of(new Change.Put(new Entry.PlainFile(name, Attributes.ofRoot(Attributes.FILE_MODE, 0),
            new ArtifactContent(result.file(), manifest.header().whole(Results.SIZE), digest.get()))));
    }
}
