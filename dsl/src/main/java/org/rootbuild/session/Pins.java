package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.codec.Codec;
import org.rootbuild.event.Activity;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.FileClaim;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.SourceProvider;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/** What exactly each source is, and where its verified bytes are. */
final class Pins {
    private final Verbs verbs;
    private final Store store;
    private final Host host;
    private final Path recipeFolder;
    private final JournalState remembered;
    private final Map<String, Pin> known = new HashMap<>();
    private final Map<String, Pin> resolved = new HashMap<>();
    private final Map<String, Path> verified = new HashMap<>();
    private final boolean refresh;
    private final String command;

    Pins(Verbs verbs, Store store, SessionSettings settings, JournalState remembered) {
        this.verbs = verbs;
        this.store = store;
        this.host = settings.host();
        this.recipeFolder = settings.recipeFolder();
        this.remembered = remembered;
        this.refresh = settings.refresh();
        this.command = settings.command();
    }

    /** What was found in files of this host is looked at again; what was found through an index stays. */
    void forget() {
        known.clear();
    }

    /** Found without the network: in the recipe, on this host, or in the journal of an earlier session. */
    Optional<Pin> pin(Node.Source source) throws IOException {
        Pin pin = known.get(source.name());
        if (pin != null) {
            return Optional.of(pin);
        }
        Optional<Pin> found = provider(source).pinned(source.request(), context(Activity.SILENT));
        if (found.isEmpty()) {
            found = Optional.ofNullable(resolved.get(request(source)));
        }
        if (found.isEmpty() && !refresh) {
            found = remembered.pin(source.name())
                .filter(entry -> entry.request().equals(request(source)))
                .map(entry -> new Pin(entry.sha256(), entry.sizeBytes(), entry.about(), entry.locations(),
                    Optional.empty()));
        }
        found.ifPresent(one -> known.put(source.name(), one));
        return found;
    }

    /** The store changed behind what was seen of it. */
    void forgetFiles() {
        verified.clear();
    }

    private static String request(Node.Source source) {
        return Digests.hex(Codec.encode(source.request().significant()));
    }

    /** Looks the source up and notes in the journal what it is. */
    void resolve(Node.Source source, Activity activity, Journal journal, Worker worker)
            throws IOException, InterruptedException {
        Pin[] found = new Pin[1];
        worker.run(() -> found[0] = provider(source).resolve(source.request(), context(activity)));
        Pin pin = found[0];
        journal.append(new JournalEntry.Pinned(source.name(), request(source), pin.sha256(), pin.sizeBytes(),
            pin.about(), pin.locations()));
        known.put(source.name(), pin);
        resolved.put(request(source), pin);
    }

    /** Whether files of this host are no longer what the plan was made of. */
    boolean haveChangedSince(Plan plan) throws IOException {
        for (PlannedNode node : plan.nodes()) {
            if (node.node() instanceof Node.Source source
                    && !pin(source).map(Pin::sha256).equals(node.fingerprint())) {
                return true;
            }
        }
        return false;
    }

    boolean isHere(Node.Source source, String sha256) {
        Pin pin = known.get(source.name());
        return pin != null && pin.inPlace().isPresent()
            || store.hasSource(sha256) && isWhole(source, store.sourcePlace(sha256));
    }

    private boolean isWhole(Node.Source source, Path file) {
        try {
            return provider(source).isWhole(file, context(Activity.SILENT));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private boolean isVerified(Node.Source source, String sha256) throws IOException {
        Optional<Path> file = store.verifiedSource(sha256);
        return file.isPresent() && isWhole(source, file.get());
    }

    /** Brings the source into the store, unless it is there. */
    void fetch(Node.Source source, Activity activity) throws IOException, InterruptedException {
        Pin pin = pin(source).orElseThrow();
        if (pin.inPlace().isPresent() || isVerified(source, pin.sha256())) {
            return;
        }
        Path target = store.downloads().resolve(pin.sha256());
        FileClaim claim = DownloadClaim.take(target, command);
        try {
            bring(source, pin, target, activity);
        } finally {
            claim.close();
        }
    }

    private void bring(Node.Source source, Pin pin, Path target, Activity activity)
            throws IOException, InterruptedException {
        if (isVerified(source, pin.sha256())) {
            return;
        }
        provider(source).fetch(pin, source.request(), target, context(activity));
        String found = Digests.ofFile(target);
        if (!found.equals(pin.sha256())) {
            Files.delete(target);
            throw new Failure("the source '" + source.name() + "' has the SHA-256 " + found + " instead of "
                + pin.sha256(), "Ask whoever publishes it which one is right, before you change the recipe.");
        }
        verified.put(pin.sha256(), store.addSource(pin.sha256(), target));
    }

    /** The verified file or folder. */
    Path path(Node.Source source) throws IOException {
        Pin pin = pin(source).orElseThrow(() -> new Failure("the source '" + source.name() + "' is not looked up yet",
            "Run the recipe from its beginning."));
        if (pin.inPlace().isPresent()) {
            return pin.inPlace().get();
        }
        Path path = verified.get(pin.sha256());
        if (path == null) {
            path = store.verifiedSource(pin.sha256()).orElseThrow(() -> new DamagedContent(
                store.sourcePlace(pin.sha256()), "the source '" + source.name() + "' is gone or was set aside"));
            verified.put(pin.sha256(), path);
        }
        return path;
    }

    /** A file that a source stored beside itself. */
    Path stored(String sha256) throws IOException {
        Path path = verified.get(sha256);
        if (path == null) {
            path = store.verifiedSource(sha256).orElseThrow(() -> new DamagedContent(store.sourcePlace(sha256),
                "a file that a source consists of is gone or was set aside"));
            verified.put(sha256, path);
        }
        return path;
    }

    private SourceProvider provider(Node.Source source) throws Failure {
        Optional<Verb> verb = verbs.find(source.provider());
        if (verb.isPresent() && verb.get() instanceof Verb.OnSource provider) {
            return provider;
        }
        throw new Failure("nothing registered here can bring the source '" + source.name() + "' ('"
            + source.provider() + "')", "Put the jar that has the word '" + source.provider() + "' on the class path.");
    }

    private SourceContext context(Activity activity) {
        return new Context(activity, host, recipeFolder, store);
    }

    private record Context(Activity activity, Host host, Path recipeFolder, Store inStore) implements SourceContext {
        @Override
        public Optional<Path> stored(String sha256) throws IOException {
            return inStore.verifiedSource(sha256);
        }

        @Override
        public boolean has(String sha256) {
            return inStore.hasSource(sha256);
        }

        @Override
        public Path store(String sha256, Path file) throws IOException {
            return inStore.addSource(sha256, file);
        }

        @Override
        public Path downloads() throws IOException {
            return inStore.downloads();
        }

        @Override
        public Path temporary() throws IOException {
            return inStore.temporaryFolder();
        }
    }
}
