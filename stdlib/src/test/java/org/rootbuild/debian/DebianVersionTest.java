package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DebianVersionTest {
    private static final List<String> PIECES = List.of("0", "1", "00", "10", "9", "2023", "a", "z", "Z", "+", ".", "~",
        "~~", "rc1", "+b13", "~deb12u1", "-1", "+really", ":");
    private static final String COMPARE = "while read -r a b; do if dpkg --compare-versions \"$a\" lt \"$b\"; then "
        + "echo -1; elif dpkg --compare-versions \"$a\" eq \"$b\"; then echo 0; else echo 1; fi; done";

    @TempDir
    private Path folder;

    @Test
    void ordersVersionsAsDpkgDoes() throws Exception {
        List<String> left = new ArrayList<>(List.of("1.0~rc1", "1.0", "1:0.1", "1.0-1", "1.0-0", "1.0-1~bpo", "2.0a",
            "1.0+b1", "6.1.176-1", "1.0.1", "0:1", "1.2.3-4-5", "1.0-1+b1", "1.00"));
        List<String> right = new ArrayList<>(List.of("1.0", "1.0-0", "9.9", "1.0-1+deb12u1", "1.0", "1.0-1", "2.0Z",
            "1.0~b1", "6.1.192-2", "1.0.01", "1", "1.2.3-4-4", "1.0-1", "1.0"));
        Random random = new Random(11);
        while (left.size() < 250) {
            left.add(version(random));
            right.add(random.nextInt(3) == 0 ? left.get(left.size() - 1) + "~" : version(random));
        }
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < left.size(); i++) {
            pairs.append(left.get(i)).append(' ').append(right.get(i)).append('\n');
        }
        Tool.Result said = new Tool(folder, Map.of()).tryOut(pairs.toString(), "bash", "-c", COMPARE);
        List<String> expected = said.output().lines().toList();
        assertEquals(left.size(), expected.size(), said.output());
        for (int i = 0; i < left.size(); i++) {
            DebianVersion one = DebianVersion.parse(left.get(i));
            DebianVersion other = DebianVersion.parse(right.get(i));
            assertEquals(expected.get(i), "" + Integer.signum(one.compareTo(other)), one + " and " + other);
            assertEquals(-Integer.signum(one.compareTo(other)), Integer.signum(other.compareTo(one)));
        }
        assertTrue(expected.containsAll(List.of("-1", "0", "1")), "all three answers were put to the test");
    }

    @Test
    void refusesWhatIsNoVersion() {
        for (String bad : List.of("", " ", "1.0-", "a:1", "1_0", "1 0", ":1", "99999999999:1")) {
            assertThrows(IllegalArgumentException.class, () -> DebianVersion.parse(bad), bad);
        }
        assertEquals("2:1.0-3", DebianVersion.parse("2:1.0-3").toString());
        assertEquals("1.2-3", DebianVersion.parse("1.2-3-4").upstream());
    }

    private static String version(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(6) == 0 ? random.nextInt(3) + ":" : "")
            .append(random.nextInt(3));
        for (int i = random.nextInt(5); i > 0; i--) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.append(piece.equals(":") && text.indexOf(":") < 0 ? "." : piece);
        }
        return text.toString();
    }
}
