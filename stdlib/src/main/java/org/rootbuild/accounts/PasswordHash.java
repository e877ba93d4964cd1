package org.rootbuild.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.rootbuild.problem.Failure;

/**
 * A hashed password as {@code /etc/shadow} has it; its forms are those of crypt(5). Its text is shown nowhere: a weak
 * password is found from its hash.
 *
 * @param crypt the whole field
 */
public record PasswordHash(String crypt) {
    private static final String SALT_LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT_CHARACTERS = 16;
    /** As much as crypt(3) of libxcrypt takes, without the zero at its end. */
    private static final int MOST_BYTES = 511;
    private static final List<Pattern> FORMS = List.of(
        Pattern.compile("\\$y\\$[./A-Za-z0-9]+\\$[./A-Za-z0-9]{0,86}\\$[./A-Za-z0-9]{43}"),
        Pattern.compile("\\$gy\\$[./A-Za-z0-9]+\\$[./A-Za-z0-9]{0,86}\\$[./A-Za-z0-9]{43}"),
        Pattern.compile("\\$7\\$[./A-Za-z0-9]{11,97}\\$[./A-Za-z0-9]{43}"),
        Pattern.compile("\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}"),
        Pattern.compile("\\$6\\$(rounds=[1-9][0-9]{0,8}\\$)?[^$:\\s]{1,16}\\$[./0-9A-Za-z]{86}"),
        Pattern.compile("\\$5\\$(rounds=[1-9][0-9]{0,8}\\$)?[^$:\\s]{1,16}\\$[./0-9A-Za-z]{43}"),
        Pattern.compile("\\$1\\$[^$:\\s]{1,8}\\$[./0-9A-Za-z]{22}"));

    public PasswordHash {
        if (FORMS.stream().noneMatch(form -> form.matcher(crypt).matches())) {
            throw new IllegalArgumentException("no hash of a known form");
        }
    }

    /**
     * A hash that somebody else made.
     *
     * @throws Failure when it is none, or one of a kind that cannot be told from a word, such as DES's; what was given
     *                 is not in the message, because it may be a password that was put into the wrong place
     */
    public static PasswordHash given(String text) throws Failure {
        try {
            return new PasswordHash(text);
        } catch (IllegalArgumentException malformed) {
            throw new Failure("the " + text.length() + " characters given as a hash are no hash of a password that"
                + " crypt(5) describes, or were cut off",
                "Give all that 'openssl passwd -6' or 'mkpasswd' prints, in single quotes: it begins with $6$, $y$"
                    + " or $2b$; a password itself goes into 'password:'.", malformed);
        }
    }

    /**
     * SHA-512 crypt with 5000 rounds. The same password and the same labels give the same hash.
     *
     * @param labels what the salt is made of, such as the names of recipe and user. The password must not be among
     *               them: a salt is readable, and a quick digest of the password in it would be guessed from it
     * @throws Failure when it is empty or longer than logins can take
     */
    public static PasswordHash of(String password, List<String> labels) throws Failure {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                throw new Failure("a password has " + bytes.length + " bytes, and 1 to " + MOST_BYTES
                    + " are possible", "Give another one.");
            }
            if (password.chars().anyMatch(letter -> letter == 0 || letter == '\n' || letter == '\r')) {
                throw new Failure("a password holds a line break or a NUL, which nobody can type",
                    "Give it on one line.");
            }
            return new PasswordHash(Sha2Crypt.sha512Crypt(bytes, "$6$" + salt(labels)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String salt(List<String> labels) {
        StringBuilder salt = new StringBuilder();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            labels.forEach(label -> digest.update((label.length() + ":" + label).getBytes(StandardCharsets.UTF_8)));
            byte[] bytes = digest.digest();
            for (int i = 0; i < SALT_CHARACTERS; i++) {
                salt.append(SALT_LETTERS.charAt(bytes[i] & 63));
            }
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        return salt.toString();
    }

    /** Not the hash. */
    @Override
    public String toString() {
        return "PasswordHash[" + crypt.substring(0, crypt.indexOf('$', 1) + 1) + "…]";
    }
}
