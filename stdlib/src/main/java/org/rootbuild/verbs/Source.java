package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.fetch.Download;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** {@code source}: a file from outside with a digest. */
public final class Source implements Verb.OnSource {
    private static final String NONE = "0".repeat(64);

    @Doc(value = "A file from outside. It is brought from the first address that gives exactly the bytes of this"
        + " digest, and"
        + " kept in the store. An address that ends with a slash is a folder, and the name is put behind it.",
        examples = {"def zlib = source('zlib-1.3.tar.xz', url: 'https://example.org/zlib/',",
            "    sha256: '8a9ba2898e1d0d774eca6ba5b4627a11e5588ba85c8851336eb38de4683050a7')"})
    public static SourceRef source(RecipeScript self,
        @Option(name = "sha256", type = String.class, about = "64 hexadecimal digits", required = true)
        @Option(name = "url", type = String.class, about = "where it is: http, https or file")
        @Option(name = "urls", type = List.class, about = "several addresses, tried in this order")
        @Option(name = "size", type = Integer.class, about = "its exact size in bytes, where it is known")
        Map<String, Object> options, String name) {
        Options given = Options.of(options);
        List<String> urls = new ArrayList<>(given.texts("url"));
        urls.addAll(given.texts("urls"));
        String sha256 = given.text("sha256").orElse("").toLowerCase(java.util.Locale.ROOT);
        if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
            self.problem("'" + sha256 + "' is no SHA-256: it has " + sha256.length() + " characters",
                "It has 64 hexadecimal digits; 'sha256sum FILE' prints it.");
        }
        if (urls.isEmpty()) {
            self.problem("the source '" + name + "' has no address", "Say where it is, with url: or urls:.");
        }
        List<String> addresses = urls.stream().map(url -> url.endsWith("/") ? url + name : url).toList();
        addresses.stream().filter(address -> !isUsable(address)).forEach(address ->
            self.problem("'" + address + "' is no address that can be fetched", "Use http, https or file, with a"
                + " host where it is not a file."));
        Fields.Builder fields = Fields.builder().text("sha256", sha256.matches("[0-9a-f]{64}") ? sha256 : NONE)
            .text("name", name)
            .hint("urls", new Value.ListOf(addresses.stream().<Value>map(Value.Text::new).toList()));
        given.whole("size").ifPresent(size -> fields.whole("sizeBytes", size));
        return self.declareSource(name, Source.class, fields.build());
    }

    private static boolean isUsable(String address) {
        try {
            return Download.supported(new URI(address));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    @Override
    public String name() {
        return "source";
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) {
        return Optional.of(new Pin(request.text("sha256"), request.findWhole("sizeBytes").orElse(-1L),
            request.text("name"), request.texts("urls"), Optional.empty()));
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) {
        return pinned(request, context).orElseThrow();
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
        fetch(pin, request.text("name"), target, context);
    }

    /** Brings a pinned file from one of its locations. */
    static void fetch(Pin pin, String name, Path target, SourceContext context)
            throws IOException, InterruptedException {
        if (pin.locations().isEmpty()) {
            throw new Failure("it is not known where '" + name + "' is", "Run again with --refresh.");
        }
        OptionalLong sizeBytes = pin.sizeBytes() < 0 ? OptionalLong.empty() : OptionalLong.of(pin.sizeBytes());
        Download download = new Download(name, pin.locations().stream().map(URI::create).toList(),
            Optional.of(pin.sha256()), sizeBytes, Download.DEFAULT_LIMIT_BYTES);
        try (Fetcher fetcher = Network.fetcher(context.host())) {
            fetcher.fetch(download, target, context.activity());
        }
    }
}
