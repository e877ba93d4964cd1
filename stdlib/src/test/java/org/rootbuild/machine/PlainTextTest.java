package org.rootbuild.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void escapeSequencesAndControlCharactersAreLeftOut() {
        assertEquals("login: ok\n\tdone",
            plain("\033[2J\033[1;1H\033(Blog\033[31min\033[0m: \0\bok\r\n\t\033=done\033]0;t\007"));
        assertEquals("ab", plain("a\033]0;title\033\\b"));
    }

    @Test
    void whereTheBytesAreSplitDoesNotMatter() {
        byte[] bytes = "é\033[1;31m→ 𝄞 \033]2;x\033\\ü\r\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        String whole = plain(new String(bytes, StandardCharsets.UTF_8));
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            PlainText text = new PlainText();
            StringBuilder joined = new StringBuilder();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(1 + random.nextInt(5), bytes.length - at);
                joined.append(text.take(java.util.Arrays.copyOfRange(bytes, at, at + count), count));
                at += count;
            }
            assertEquals(whole, joined.toString());
        }
    }

    @Test
    void anEndlessStringSequenceDoesNotSwallowTheConsoleForEver() {
        assertEquals("login:", plain("\033]" + "x".repeat(4097) + "login:"));
        assertEquals("\uFFFD!", new PlainText().take(new byte[] {(byte) 0xff, '!'}, 2));
    }

    private static String plain(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        return new PlainText().take(bytes, bytes.length);
    }
}
