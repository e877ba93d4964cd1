package org.rootbuild.accounts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;

/**
 * One line of {@code authorized_keys}, as sshd(8) describes it under "AUTHORIZED_KEYS FILE FORMAT".
 *
 * @param line without its line end
 */
public record AuthorizedKey(String line) {
    private static final Pattern TYPE = Pattern.compile(
        "(?:^|(?<=[ \\t]))((?:sk-)?(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp(?:256|384|521))(?:@openssh\\.com)?)"
            + "[ \\t]+([A-Za-z0-9+/]+={0,2})(?=[ \\t]|$)");
    private static final int SHOWN_CHARACTERS = 24;

    public AuthorizedKey {
        if (line.indexOf('\n') >= 0 || !isKey(line)) {
            throw new IllegalArgumentException("no key");
        }
    }

    /**
     * The keys of a text, which may hold several lines, blank ones and comments.
     *
     * @throws Failure when a line is no public key, or the text a private one
     */
    public static List<AuthorizedKey> all(String text) throws Failure {
        if (text.contains("PRIVATE KEY")) {
            throw new Failure("a private key was given where a public one is meant",
                "Give the file that ends with .pub, and keep the private one to yourself.");
        }
        List<AuthorizedKey> keys = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(of(line));
            }
        }
        if (keys.isEmpty()) {
            throw new Failure("there is no public key in what was given",
                "Give what 'ssh-keygen' has written into a file that ends with .pub.");
        }
        return keys;
    }

    private static AuthorizedKey of(String line) throws Failure {
        try {
            return new AuthorizedKey(line);
        } catch (IllegalArgumentException none) {
            String shown = line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "…" : line;
            throw new Failure("'" + Text.shown(shown) + "' is no whole public key of SSH",
                "A line has a kind such as ssh-ed25519, the key in base64, and a comment.", none);
        }
    }

    /** Whether the line names a kind of key, and what follows is a key of that kind (RFC 4253, section 6.6). */
    private static boolean isKey(String line) {
        Matcher matcher = TYPE.matcher(line);
        while (matcher.find()) {
            try {
                ByteBuffer key = ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(2)));
                String kind = new String(part(key), StandardCharsets.US_ASCII);
                int parts = 0;
                for (; key.hasRemaining(); parts++) {
                    part(key);
                }
                if (kind.equals(matcher.group(1)) && parts > 0) {
                    return true;
                }
            } catch (IllegalArgumentException notBase64OrCutOff) {
                continue;
            }
        }
        return false;
    }

    private static byte[] part(ByteBuffer key) {
        if (key.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("cut off");
        }
        int length = key.getInt();
        if (length < 0 || length > key.remaining()) {
            throw new IllegalArgumentException("cut off");
        }
        byte[] part = new byte[length];
        key.get(part);
        return part;
    }
}
