package org.rootbuild.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private final Entries entries = new Entries(line -> line.matches("(plan|next|log)( [^.=(].*)?"));

    @Test
    void everyLineIsAnEntryWhereNothingGoesOn() {
        assertEquals(List.of("plan", "log it's", "x = 1", "next"), entries.of("plan\nlog it's\n\nx = 1\nnext\n"));
    }

    @Test
    void aStatementKeepsItsLinesTogether() {
        assertEquals(List.of("root('a') {\n  pass('b') {\n\n    sh '''\n      plan\n    '''\n  }\n}", "plan"),
            entries.of("root('a') {\n  pass('b') {\n\n    sh '''\n      plan\n    '''\n  }\n}\nplan"));
    }

    @Test
    void aLineThatGoesOnWithTheOneBeforeBelongsToIt() {
        assertEquals(List.of("plan.nodes()\n  .first()\n  .name()", "if (x) { a() }\nelse { b() }", "next"),
            entries.of("plan.nodes()\n  .first()\n  .name()\nif (x) { a() }\nelse { b() }\nnext"));
    }

    @Test
    void whatIsNotWholeIsTheLast() {
        assertEquals(List.of("plan", "x = ["), entries.of("plan\nx = ["));
    }

    @Test
    void thousandsOfLinesTakeNoLongerThanTheyAreLong() {
        String text = "x = 1\n".repeat(20_000) + "root('a') {\n" + "  sh 'make'\n".repeat(20_000) + "}\nplan";
        long start = System.nanoTime();
        assertEquals(20_002, entries.of(text).size());
        assertTrue((System.nanoTime() - start) / 1_000_000 < 3000);
    }
}
