package org.rootbuild.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.problem.Failure;

/** Where the bytes of one download arrive: checks them against what was promised while they are written. */
final class Intake {
    private static final int HEAD_BYTES = 512;
    private static final String OTHER_LOCATION =
        "Name another location for it, or correct the size or digest in the recipe if the file was really changed.";
    private static final String SIGN_IN =
        "Open a web page in a browser on this network and sign in, or name the proxy in http_proxy and https_proxy.";

    /** The rest that is asked for: from {@code offsetBytes} on, on the condition that the file is still the same. */
    record Rest(long offsetBytes, Optional<String> ifRange) {
    }

    private final Download download;
    private final PartFile part;
    private final Activity activity;
    private Optional<Validator> validator;
    private byte[] copy = new byte[0];
    private boolean resumed;

    private Intake(Download download, PartFile part, Activity activity) {
        this.download = download;
        this.part = part;
        this.activity = activity;
        this.validator = Validator.read(part.notePath());
    }

    /**
     * Takes up what an earlier attempt left. Without a digest nothing could tell whether those bytes outlived a crash
     * of the machine, so they are thrown away then.
     */
    static Intake open(Download download, PartFile part, Activity activity) throws Failure, InterruptedException {
        part.rehash();
        Intake intake = new Intake(download, part, activity);
        boolean isTooLong = part.lengthBytes() > download.sizeBytes().orElse(download.limitBytes());
        boolean isWrong = download.sizeBytes().orElse(-1) == part.lengthBytes() && !intake.hasDigest();
        if (download.sha256().isEmpty() || isTooLong || isWrong) {
            intake.clear();
        }
        return intake;
    }

    /** Whether the bytes are all there and are the right ones, without asking anyone. */
    boolean isWhole() {
        boolean isEmptyFile = download.sizeBytes().orElse(-1) == 0;
        return (part.lengthBytes() > 0 || isEmptyFile) && download.sha256().isPresent() && hasDigest();
    }

    long lengthBytes() {
        return part.lengthBytes();
    }

    void clear() throws Failure {
        part.clear();
        validator = Optional.empty();
        resumed = false;
    }

    /** What to ask this location for; nothing means the whole file. */
    Optional<Rest> rest(URI location) throws Failure {
        if (part.lengthBytes() == 0) {
            return Optional.empty();
        }
        Optional<String> token = validator.filter(kept -> kept.location().equals(Shown.uri(location)))
            .flatMap(Validator::token);
        if (token.isEmpty() && download.sha256().isEmpty()) {
            clear();
            return Optional.empty();
        }
        return Optional.of(new Rest(part.lengthBytes(), token));
    }

    /** The whole file follows; what was there is thrown away. */
    void beginWhole(URI location, HttpHeaders headers) throws Failure {
        clear();
        Validator fresh = Validator.of(Shown.uri(location), headers);
        fresh.write(part.notePath());
        validator = Optional.of(fresh);
    }

    /** The rest of the file follows. */
    void beginRest() {
        resumed = true;
        activity.log("going on after " + part.lengthBytes() + " bytes of " + download.name());
    }

    /** Refuses a file whose announced size is wrong before its bytes are taken; -1 means that none was announced. */
    void checkAnnounced(Answer answer, byte[] head) throws Stumble {
        long total = answer.totalBytes();
        if (total > download.limitBytes()) {
            throw tooLarge(answer);
        }
        if (total >= 0 && total != download.sizeBytes().orElse(total)) {
            throw isSignIn(answer, head) ? signIn(answer) : Stumble.lasting(answer.location(), Kind.WRONG_SIZE,
                Shown.uri(answer.at()) + " has " + total + " bytes where " + download.sizeBytes().getAsLong()
                    + " were expected", OTHER_LOCATION);
        }
    }

    void accept(Answer answer, ByteBuffer bytes) throws Stumble, Failure {
        long after = part.lengthBytes() + bytes.remaining();
        if (after > download.limitBytes()) {
            clear();
            throw tooLarge(answer);
        }
        if (after > download.sizeBytes().orElse(Long.MAX_VALUE)) {
            boolean isSignIn = isSignIn(answer, part.lengthBytes() == 0 ? peek(bytes) : part.head(HEAD_BYTES));
            clear();
            throw isSignIn ? signIn(answer) : Stumble.lasting(answer.location(), Kind.WRONG_SIZE,
                Shown.uri(answer.at()) + " sent more than the " + download.sizeBytes().getAsLong()
                    + " bytes that were expected", OTHER_LOCATION);
        }
        int count = bytes.remaining();
        if (copy.length < count) {
            copy = new byte[count];
        }
        bytes.get(copy, 0, count);
        part.append(copy, count);
        activity.progress(download.name(), part.lengthBytes(),
            download.sizeBytes().orElse(answer.totalBytes()));
    }

    /** All bytes that were sent are there: are they the file? */
    void finish(Answer answer) throws Stumble, Failure {
        byte[] head = part.head(HEAD_BYTES);
        long wanted = download.sizeBytes().orElse(answer.totalBytes());
        if (wanted >= 0 && part.lengthBytes() < wanted) {
            if (isSignIn(answer, head)) {
                clear();
                throw signIn(answer);
            }
            throw cut(answer);
        }
        if (download.sha256().isPresent() && !hasDigest()) {
            throw wrongDigest(answer, head);
        }
        if (download.sha256().isEmpty() && download.sizeBytes().isEmpty() && isSignIn(answer, head)) {
            clear();
            throw signIn(answer);
        }
    }

    Stumble cut(Answer answer) {
        long wanted = download.sizeBytes().orElse(answer.totalBytes());
        return Stumble.passing(answer.location(), Kind.CUT, "the connection to " + Shown.uri(answer.at())
                + " was cut after " + part.lengthBytes() + (wanted < 0 ? " bytes" : " of " + wanted + " bytes"),
            "Try again; the download goes on where it stopped.");
    }

    private Stumble wrongDigest(Answer answer, byte[] head) throws Failure {
        String found = part.sha256();
        boolean isSignIn = isSignIn(answer, head);
        boolean wasResumed = resumed;
        clear();
        if (isSignIn) {
            return signIn(answer);
        }
        String sentence = Shown.uri(answer.at()) + " sent a file with SHA-256 " + found + " where "
            + download.sha256().orElseThrow() + " was expected";
        // The prefix of a resumed file may come from elsewhere, so the whole of it gets one more chance here.
        return wasResumed ? Stumble.passing(answer.location(), Kind.WRONG_DIGEST, sentence, OTHER_LOCATION)
            : Stumble.lasting(answer.location(), Kind.WRONG_DIGEST, sentence, OTHER_LOCATION);
    }

    private Stumble tooLarge(Answer answer) {
        return Stumble.lasting(answer.location(), Kind.TOO_LARGE, Shown.uri(answer.at()) + " is larger than the "
            + download.limitBytes() + " bytes that '" + download.name() + "' may have",
            "Check the location; raise the limit if the file is really that large.");
    }

    static Stumble signIn(Answer answer) {
        return Stumble.lasting(answer.location(), Kind.SIGN_IN_PAGE, Shown.uri(answer.at())
            + " answered with a web page instead of the file, as the sign-in page of a network does", SIGN_IN);
    }

    private boolean hasDigest() {
        return download.sha256().map(part.sha256()::equals).orElse(true);
    }

    private boolean isSignIn(Answer answer, byte[] head) {
        String path = Optional.ofNullable(answer.location().getPath()).orElse("").toLowerCase(Locale.ROOT);
        if (path.endsWith(".html") || path.endsWith(".htm")) {
            return false;
        }
        String start = new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        return answer.contentType().toLowerCase(Locale.ROOT).startsWith("text/html")
            || start.startsWith("<html") || start.startsWith("<!doctype html");
    }

    static byte[] peek(ByteBuffer bytes) {
        byte[] head = new byte[Math.min(HEAD_BYTES, bytes.remaining())];
        bytes.duplicate().get(head);
        return head;
    }
}
