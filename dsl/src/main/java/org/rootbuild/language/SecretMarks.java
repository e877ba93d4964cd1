package org.rootbuild.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.model.Value;

/**
 * What stands for secrets in the texts of a recipe while it is read: Groovy makes plain texts of all that a recipe puts
 * together, and the places of secrets in them must be found again. No text that people write holds such characters.
 */
final class SecretMarks {
    private static final String BEGIN = "\u0002secret:";
    private static final String END = "\u0003";
    private static final Pattern MARK = Pattern.compile(BEGIN + "([A-Za-z][A-Za-z0-9_-]*):([0-9a-f]*)" + END);

    private SecretMarks() {
    }

    static String of(Value.Sealed.Named secret) {
        return BEGIN + secret.name() + ":" + secret.digest() + END;
    }

    /** Whether the text has a mark, or a part of one. */
    static boolean in(String text) {
        return text.contains(BEGIN);
    }

    /** @param text one with marks */
    static Value.Sealed sealed(String text) {
        List<String> texts = new ArrayList<>();
        List<Value.Sealed.Named> secrets = new ArrayList<>();
        Matcher matcher = MARK.matcher(text);
        int end = 0;
        while (matcher.find()) {
            texts.add(Values.text(text.substring(end, matcher.start())));
            secrets.add(new Value.Sealed.Named(matcher.group(1), matcher.group(2)));
            end = matcher.end();
        }
        texts.add(Values.text(text.substring(end)));
        return new Value.Sealed(texts, secrets);
    }

    static Rejected refusal(String text) {
        Matcher matcher = MARK.matcher(text);
        return new Rejected("the secret" + (matcher.find() ? " '" + matcher.group(1) + "'" : "")
            + " would become part of a text that is shown and written down",
            "Only words that keep secrets take one, or a text with one: 'password:' and 'hash:' of user, write,"
                + " environment, send.");
    }
}
