package org.rootbuild.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitWordsTest {
    @ParameterizedTest
    @CsvSource({"1, 1 ms", "250, 250 ms", "1000, 1 s", "1500, 1.5 s", "59000, 59 s", "60000, 1 min", "90000, 90 s",
        "120000, 2 min", "150000, 2 min 30 s", "7200000, 2 h", "5400000, 1 h 30 min", "86400000, 24 h"})
    void aLimitReadsAsAPersonWouldHaveWrittenIt(long millis, String words) {
        assertEquals(words, LimitWords.of(Duration.ofMillis(millis)));
    }
}
