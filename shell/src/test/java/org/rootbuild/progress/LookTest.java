package org.rootbuild.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void textWithoutControlCharactersStaysAsItIs() {
        String text = "Größe ✓ 日本\t\"x\"";
        assertSame(text, new Look(true, true).clean(text));
    }

    @Test
    void noTextCanSteerATerminal() {
        assertEquals("a?[2Jb?c?d?e?", new Look(true, true).clean("a\033[2Jb\rc\nd\u009be\u202e"));
        assertEquals("? ? .'x'", new Look(false, false).clean("é ✓ …‘x’"));
    }

    @Test
    void spansAreSaidAsPeopleSayThem() {
        assertEquals("0 ms", Span.shown(-1));
        assertEquals("999 ms", Span.shown(999));
        assertEquals("59.9 s", Span.shown(59_999));
        assertEquals("2 min 5 s", Span.shown(125_000));
        assertEquals("1 h 20 min", Span.shown(4_800_000));
    }
}
