package org.rootbuild.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands a text in {@code on '…'} stands for. */
class CommandPatternTest {
    @ParameterizedTest
    @CsvSource({
        "make, make, true", "make, make install, true", "make, /usr/bin/make -j4, true", "make, cmake .., false",
        "make, makeinfo, false", "make install, make install, true", "make install, make install DESTDIR=/x, false",
        "make *, make install DESTDIR=/x, true", "make *, make, false", "../configure, ../configure --prefix=/, true",
        "configure, ../configure --prefix=/, true", "../configure, ./configure, false", "*-gcc, x86-gcc t.c, true",
        "*, anything at all, true", "a.c, abc, false"})
    void aWordIsAProgramAndAStarIsAnything(String pattern, String command, boolean matches) {
        assertEquals(matches, CommandPattern.of(pattern).matches(command), pattern + " for " + command);
    }

    @Test
    void aScriptOfSeveralLinesIsMatchedAsAWhole() {
        assertEquals(true, CommandPattern.of("strip *").matches("strip a\nrm b"));
        assertEquals(true, CommandPattern.of("strip").matches("strip a\nrm b"));
        assertEquals(true, CommandPattern.of(Pattern.compile("^rm b$", Pattern.MULTILINE)).matches("strip a\nrm b"));
    }

    @Test
    void whatIsNoCommandIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CommandPattern.of(7));
        assertThrows(IllegalArgumentException.class, () -> CommandPattern.of(" "));
    }
}
