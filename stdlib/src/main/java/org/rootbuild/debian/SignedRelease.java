package org.rootbuild.debian;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;

/**
 * What a verified {@code InRelease} file says: which suite it is for, until when, and which files belong to it.
 *
 * @param origin     who publishes the archive; empty where it does not say
 * @param suite      such as {@code stable}; empty where it does not say
 * @param codename   such as {@code bookworm}; empty where it does not say
 * @param date       when it was made
 * @param validUntil when it ends to be good, where it says
 * @param isByHash   whether its files are also found under their digests
 * @param files      its files by path, relative to the suite's folder
 */
public record SignedRelease(String origin, String suite, String codename, Instant date, Optional<Instant> validUntil,
                            boolean isByHash, Map<String, ReleaseFile> files) {
    private static final Pattern FILE = Pattern.compile("\\s*([0-9a-f]{64})\\s+(\\d{1,18})\\s+(\\S+)\\s*");
    private static final Duration CLOCK_SLACK = Duration.ofHours(1);

    /** One file that the release vouches for. */
    public record ReleaseFile(String path, long sizeBytes, String sha256) {
    }

    public SignedRelease {
        files = Map.copyOf(files);
    }

    /**
     * Verifies and reads an {@code InRelease} file.
     *
     * @param askedSuite the suite that was asked for; another one is refused, however well it is signed
     * @param shown      names the file in failures
     */
    public static SignedRelease verify(byte[] inRelease, String askedSuite, Keyring keyring, Clock clock, String shown)
        throws Failure {
        List<Stanza> stanzas = Stanza.parse(keyring.verify(inRelease, shown, clock), shown);
        if (stanzas.size() != 1) {
            throw new Failure(shown + " holds " + stanzas.size() + " paragraphs where one was expected",
                "Use another mirror.");
        }
        SignedRelease release = of(stanzas.get(0), shown);
        release.requireSuite(askedSuite, shown);
        release.requireGoodAt(clock.instant(), shown);
        return release;
    }

    private static SignedRelease of(Stanza stanza, String shown) throws Failure {
        Instant date = instant(stanza, "Date", shown).orElseThrow(() -> new Failure(shown + " does not say its date",
            "Use another mirror."));
        return new SignedRelease(stanza.field("Origin").orElse(""), stanza.field("Suite").orElse(""),
            stanza.field("Codename").orElse(""), date, instant(stanza, "Valid-Until", shown),
            stanza.field("Acquire-By-Hash").orElse("no").equals("yes"), files(stanza, shown));
    }

    private static Map<String, ReleaseFile> files(Stanza stanza, String shown) throws Failure {
        Map<String, ReleaseFile> files = new LinkedHashMap<>();
        String list = stanza.field("SHA256").orElseThrow(() -> new Failure(shown + " lists no files with their SHA-256",
            "Use an archive that does; older digests are too weak."));
        for (String line : list.split("\n")) {
            Matcher matcher = FILE.matcher(line);
            if (matcher.matches()) {
                files.put(matcher.group(3), new ReleaseFile(matcher.group(3), Long.parseLong(matcher.group(2)),
                    matcher.group(1)));
            } else if (!line.isBlank()) {
                throw new Failure(shown + " has a malformed line in its list of files", "Use another mirror.");
            }
        }
        return files;
    }

    /** Debian writes the zone as UTC; the standard date of mail and web calls it GMT. */
    private static Optional<Instant> instant(Stanza stanza, String field, String shown) throws Failure {
        Optional<String> value = stanza.field(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = value.get().replaceFirst("UTC$", "GMT").replaceAll("\\s+", " ");
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            throw new Failure(shown + " has the unreadable " + field + " '" + value.get() + "'",
                "Use another mirror.", e);
        }
    }

    private void requireSuite(String asked, String shown) throws Failure {
        String plain = asked.endsWith("/updates") ? asked.substring(0, asked.indexOf('/')) : asked;
        boolean isAsked = asked.equals(codename) || asked.equals(suite) || plain.equals(codename)
            || plain.equals(suite);
        if (!isAsked) {
            throw new Failure(shown + " is the release file of '" + codename + "' (suite '" + suite + "') where '"
                + asked + "' was asked for", "Use another mirror; this one sends an archive under a wrong name.");
        }
    }

    private void requireGoodAt(Instant now, String shown) throws Failure {
        if (validUntil.isPresent() && now.isAfter(validUntil.get())) {
            throw new Failure(shown + " was good until " + validUntil.get() + ", which is past",
                "Use another mirror, because this one is no longer kept up to date; check the clock of this host too.");
        }
        if (date.isAfter(now.plus(CLOCK_SLACK))) {
            throw new Failure(shown + " was made at " + date + ", which is in the future",
                "Check the clock of this host.");
        }
    }
}
