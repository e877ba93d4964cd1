package org.rootbuild.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscreetHistoryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
        "set password hunter2|set password",
        "  set  password  'hunter2'|  set  password",
        "set password=hunter2|set password",
        "set password=|set password",
        "set 'password' hunter2|set 'password'",
        "set jobs=4|set jobs=4",
        "set jobs 4|set jobs 4",
        "set passwords hunter2|set passwords hunter2",
        "run until password|run until password",
    })
    void theValueOfASecretIsNotInIt(String typed, String kept) {
        DiscreetHistory history = new DiscreetHistory("password"::equals);
        history.add(Instant.EPOCH, typed);
        assertEquals(kept.strip(), history.get(0).strip());
    }
}
