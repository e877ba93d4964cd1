package org.rootbuild.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.problem.Failure;

/** One attempt at an {@code http} or {@code https} location. */
final class HttpTransfer {
    private static final Pattern CONTENT_RANGE =
        Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

    private final FetchSettings settings;
    private final HttpClient client;
    private final Proxies proxies;
    private final Clock clock;

    HttpTransfer(FetchSettings settings, HttpClient client, Proxies proxies, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.proxies = proxies;
        this.clock = clock;
    }

    void transfer(URI location, Intake intake) throws Stumble, Failure, InterruptedException {
        Redirects redirects = new Redirects(location);
        boolean mayStartAgain = true;
        while (true) {
            Optional<Intake.Rest> rest = intake.rest(location);
            HttpResponse<BodyQueue> response = send(location, redirects.at(), rest);
            try (BodyQueue body = response.body()) {
                int status = response.statusCode();
                if (Redirects.isRedirect(status)) {
                    redirects.follow(response.headers().firstValue("Location"));
                } else if (rest.isPresent() && mayStartAgain && !isUsable(response, rest.get())) {
                    // The file there is another one by now, or was never longer than ours: take all of it.
                    mayStartAgain = false;
                    intake.clear();
                } else if (status == 200 || status == 206 && rest.isPresent() && isUsable(response, rest.get())) {
                    receive(answer(location, redirects.at(), response), body, intake, response);
                    return;
                } else {
                    throw refused(location, redirects.at(), response);
                }
            }
        }
    }

    private HttpResponse<BodyQueue> send(URI location, URI at, Optional<Intake.Rest> rest)
        throws Stumble, InterruptedException {
        proxies.check(location, at);
        try {
            return client.send(request(location, at, rest), info -> new BodyQueue());
        } catch (IOException e) {
            throw new Wording(settings, proxies).stumble(location, at, e);
        }
    }

    private HttpRequest request(URI location, URI at, Optional<Intake.Rest> rest) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).GET()
            .timeout(settings.connectTimeout().plus(settings.stallTimeout()))
            .header("User-Agent", "rootbuild")
            .header("Accept-Encoding", "identity");
        // A redirect may lead to another server, which must not see what was meant for this one.
        boolean isSameServer = Shown.authority(location).equals(Shown.authority(at))
            && location.getScheme().equalsIgnoreCase(at.getScheme());
        Proxies.basic(isSameServer ? location : at).ifPresent(value -> request.header("Authorization", value));
        proxies.authorization(at).ifPresent(value -> request.header("Proxy-Authorization", value));
        rest.ifPresent(range -> {
            request.header("Range", "bytes=" + range.offsetBytes() + "-");
            range.ifRange().ifPresent(token -> request.header("If-Range", token));
        });
        return request.build();
    }

    /** Whether what came can be put behind what is there. Answers without a range are judged by their status alone. */
    private static boolean isUsable(HttpResponse<BodyQueue> response, Intake.Rest rest) {
        if (response.statusCode() == 206) {
            Matcher range = CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
            return range.matches() && range.group(1) != null && Long.parseLong(range.group(1)) == rest.offsetBytes();
        }
        return response.statusCode() != 416;
    }

    private static Answer answer(URI location, URI at, HttpResponse<BodyQueue> response) {
        HttpHeaders headers = response.headers();
        long total = contentLength(headers);
        if (response.statusCode() == 206) {
            Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
            total = range.matches() && !range.group(3).equals("*") ? Long.parseLong(range.group(3)) : -1;
        }
        return new Answer(location, at, total, headers.firstValue("Content-Type").orElse(""));
    }

    private static long contentLength(HttpHeaders headers) {
        try {
            OptionalLong length = headers.firstValueAsLong("Content-Length");
            return length.orElse(-1);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void receive(Answer answer, BodyQueue body, Intake intake, HttpResponse<BodyQueue> response)
        throws Stumble, Failure, InterruptedException {
        Optional<ByteBuffer> piece = next(answer, body, intake);
        if (response.statusCode() == 206) {
            intake.checkAnnounced(answer, new byte[0]);
            intake.beginRest();
        } else {
            intake.checkAnnounced(answer, piece.map(Intake::peek).orElse(new byte[0]));
            intake.beginWhole(answer.location(), response.headers());
        }
        while (piece.isPresent()) {
            intake.accept(answer, piece.get());
            piece = next(answer, body, intake);
        }
        intake.finish(answer);
    }

    private Optional<ByteBuffer> next(Answer answer, BodyQueue body, Intake intake)
        throws Stumble, InterruptedException {
        try {
            return body.next(settings.stallTimeout());
        } catch (BodyQueue.Silence e) {
            throw Stumble.passing(answer.location(), Kind.STALLED, Shown.uri(answer.at()) + " sent nothing more for "
                + Shown.time(settings.stallTimeout()) + " after " + intake.lengthBytes() + " bytes",
                "Try again; the download goes on where it stopped. Name another location if it stops again.");
        } catch (IOException e) {
            throw intake.cut(answer);
        }
    }

    private Stumble refused(URI location, URI at, HttpResponse<BodyQueue> response) {
        int status = response.statusCode();
        String address = Shown.uri(at);
        if (status == 404 || status == 410) {
            return Stumble.lasting(location, Kind.NOT_FOUND, address + " does not exist (status " + status + ")",
                "Check the address, or name another location.");
        }
        if (status == 407) {
            return Proxies.refused(location, "the proxy " + proxies.shown(at).orElse("before " + address));
        }
        if (status == 511) {
            return Intake.signIn(new Answer(location, at, -1, "text/html"));
        }
        if (status == 401 || status == 403) {
            return Stumble.lasting(location, Kind.STATUS, address + " is not open to us (status " + status + ")",
                "Name the user in the address (https://user:password@host/…), or name another location.");
        }
        String sentence = address + " answered with status " + status;
        if (status != 408 && status != 429 && status < 500) {
            return Stumble.lasting(location, Kind.STATUS, sentence, "Check the address, or name another location.");
        }
        Stumble stumble = Stumble.passing(location, Kind.STATUS, sentence,
            "Try again later, or name another location.");
        return RetryAfter.parse(response.headers().firstValue("Retry-After"), clock)
            .map(stumble::askingToWait).orElse(stumble);
    }
}
