package org.rootbuild.mkfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.CommandFailed;

class SwapMakerTest {
    private static final UUID ID = UUID.fromString("12345678-9abc-4def-8123-456789abcdef");

    @TempDir
    Path folder;

    private Yard yard;

    @BeforeEach
    void begin() {
        yard = new Yard(folder);
    }

    @AfterEach
    void end() {
        yard.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 65536})
    void theHeaderIsThatOfMkswap(int pageBytes) throws Exception {
        long size = (5 << 20) + 12_345;
        Path ours = yard.make("ours", new SwapMaker(new SwapOptions("swäp", ID, pageBytes)), new Grove(), size);
        Path theirs = Files.write(folder.resolve("theirs"), new byte[(int) size]);
        yard.run("mkswap", "-p", Integer.toString(pageBytes), "-L", "swäp", "-U", ID.toString(), theirs.toString());
        assertEquals(-1, Files.mismatch(ours, theirs));
    }

    @Test
    void blkidFindsLabelAndUuid() throws Exception {
        Path image = yard.make("a", new SwapMaker(SwapOptions.of("sixteen bytes ok", ID)), new Grove(), 1 << 20);
        String facts = yard.run("blkid", "-p", "-o", "export", image.toString());
        assertTrue(facts.contains("LABEL=sixteen\\ bytes\\ ok\n") && facts.contains("UUID=" + ID + "\n")
            && facts.contains("TYPE=swap\n"), facts);
        Yard.damage(image, 4086, 10);
        assertThrows(CommandFailed.class, () -> yard.run("blkid", "-p", image.toString()), "the oracle sees damage");
    }

    @Test
    void whatCannotBeIsRefused() {
        SwapMaker maker = new SwapMaker(SwapOptions.of("", ID));
        Failure small = assertThrows(Failure.class, () -> yard.make("a", maker, new Grove(), 40_959));
        assertTrue(small.getMessage().contains("40960 bytes"), small.getMessage());
        Failure held = assertThrows(Failure.class, () -> yard.make("b", maker, Grove.usual(), 1 << 20));
        assertTrue(held.getMessage().contains("/dev, /dev/null, /dev/pipe"), held.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SwapOptions.of("seventeen bytes..", ID));
        assertThrows(IllegalArgumentException.class, () -> SwapOptions.of("", new UUID(0, 0)));
        assertThrows(IllegalArgumentException.class, () -> new SwapOptions("", ID, 5000));
    }
}
