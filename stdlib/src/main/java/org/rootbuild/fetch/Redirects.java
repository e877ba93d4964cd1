package org.rootbuild.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.fetch.FetchProblem.Kind;

/** The way from a location to where its file is. Followed by hand, so that a loop or a downgrade can be named. */
final class Redirects {
    private static final int LIMIT = 10;
    private static final String REMEDY = "Name the address where the file really is, or another location.";

    private final URI location;
    private final List<URI> way = new ArrayList<>();

    Redirects(URI location) {
        this.location = location;
        way.add(location);
    }

    URI at() {
        return way.get(way.size() - 1);
    }

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Goes on to what the {@code Location} header names. */
    void follow(Optional<String> header) throws Stumble {
        URI next = resolve(header.orElse(""));
        boolean isDowngrade = scheme(at()).equals("https") && !scheme(next).equals("https");
        if (isDowngrade) {
            throw refuse(Shown.uri(at()) + " redirects from https to " + Shown.uri(next) + ", which is not protected");
        }
        if (!scheme(next).equals("http") && !scheme(next).equals("https")) {
            throw refuse(Shown.uri(at()) + " redirects to " + Shown.uri(next) + ", which is not an http address");
        }
        boolean isLoop = way.contains(next);
        way.add(next);
        if (isLoop) {
            throw refuse("the redirects go in a circle: "
                + way.stream().map(Shown::uri).collect(Collectors.joining(" → ")));
        }
        if (way.size() > LIMIT + 1) {
            throw refuse(Shown.uri(location) + " redirects more than " + LIMIT + " times, at last to "
                + Shown.uri(next));
        }
    }

    private URI resolve(String header) throws Stumble {
        try {
            URI next = at().resolve(URI.create(header.strip().replace(" ", "%20")));
            boolean isElsewhere = next.getScheme() != null && !List.of("http", "https").contains(scheme(next));
            if (!header.isBlank() && (next.getHost() != null || isElsewhere)) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw refuse(Shown.uri(at()) + " redirects without saying where to");
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private Stumble refuse(String sentence) {
        return Stumble.lasting(location, Kind.REDIRECT, sentence, REMEDY);
    }
}
