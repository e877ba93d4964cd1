package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DependencyTest {
    @Test
    void readsAlternativesVersionsArchitecturesAndProfiles() {
        List<Dependency> read = Dependency.parse("libc6 (>= 2.36), "
            + "a:any|b (<<1:2~) [amd64 !i386] <!nocheck>,\n c (= 1-1) ,");
        assertEquals(List.of("libc6 (>= 2.36)", "a | b (<< 1:2~)", "c (= 1-1)"),
            read.stream().map(Dependency::toString).toList());
        assertEquals(List.of(), Dependency.parse("  "));
    }

    @Test
    void knowsWhichVersionsWillDo() {
        for (String fits : List.of("a", "a (= 1.0)", "a (>= 1.0)", "a (<= 1.0)", "a (<< 1.1)", "a (>> 1.0~)")) {
            assertTrue(only(fits).isSatisfiedBy(DebianVersion.parse("1.0")), fits);
        }
        for (String other : List.of("a (= 1.0-1)", "a (>= 1.1)", "a (<= 1.0~)", "a (<< 1.0)", "a (>> 1.0)")) {
            assertFalse(only(other).isSatisfiedBy(DebianVersion.parse("1.0")), other);
        }
    }

    @Test
    void refusesWhatIsNoDependency() {
        for (String bad : List.of("A", "a (1.0)", "a (= )", "a b", "a | ", "(= 1)")) {
            assertThrows(IllegalArgumentException.class, () -> Dependency.parse(bad), bad);
        }
    }

    private static Dependency.Alternative only(String text) {
        return Dependency.parse(text).get(0).alternatives().get(0);
    }
}
