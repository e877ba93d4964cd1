package org.rootbuild.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BracketsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a { b(c[1]) }", "'}' + \"{\" // {\n", "/* { */ x", "\"${[1, {2}].size()} {\"",
        "'''\n{'''",
        "\"\"\"{ ${\"}\"} \"\"\"", "x = /[{(]/", "a / b / { c }", "'it\\'s {'", "#!/bin/rootbuild {\nx", "~/m64=/",
        "f(/}/)",
        "return // }\n1", "\"$a}\"", "\"\\${\"", "'$(x)'", "/a$/",
        "\"${a ?: b} \\$(x)\"", "\"${a:b}\""})
    void whatIsBalancedIsNotComplainedOf(String text) {
        assertEquals(true, Brackets.check(text).isEmpty(), () -> Brackets.check(text).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a {            | 1:3 '{' is never closed",
        "a }            | 1:3 '}' closes nothing",
        "a ( }          | 1:5 '}' cannot close '(' of line 1",
        "f('x           | 1:3 a text has no closing quote",
        "\"${a(}\"      | 1:6 '}' cannot close '(' of line 1",
        "x /* y         | 1:3 a comment is never closed",
        "\"a $(date)\"  | 1:4 in a text between double quotes '$' begins a variable of the recipe",
        "\"${A:-b}\"     | 1:2 in a text between double quotes '$' begins a variable of the recipe",
        "x = /ab        | 1:5 a regular expression has no closing '/'",
    })
    void whatHasNoPartnerIsNamed(String text, String expected) {
        Brackets.Finding finding = Brackets.check(text).orElseThrow();
        assertEquals(expected, finding.line() + ":" + finding.column() + " " + finding.message().text());
    }
}
