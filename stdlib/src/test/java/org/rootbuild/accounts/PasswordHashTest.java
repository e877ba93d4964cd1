package org.rootbuild.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;

class PasswordHashTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "hunter2", "p\u00e4ss w\u00f6rd $HOME '\"", "\u5bc6\u7801",
        "a password of more than sixty-four bytes, which takes another way through the algorithm"})
    void opensslHashesThePasswordAlike(String password) throws Exception {
        PasswordHash hash = PasswordHash.of(password, List.of("r", "alice"));
        String salt = hash.crypt().split("\\$")[2];
        assertEquals(16, salt.length());
        assertEquals(hash.crypt() + "\n",
            Etc.Run.of(List.of("openssl", "passwd", "-6", "-salt", salt, "-stdin"), password + "\n").output());
        assertNotEquals(hash.crypt() + "\n",
            Etc.Run.of(List.of("openssl", "passwd", "-6", "-salt", salt, "-stdin"), password + "x\n").output());
    }

    @Test
    void theSaltDependsOnTheLabelsAndNotOnThePassword() throws Exception {
        String one = PasswordHash.of("one", List.of("a", "bc")).crypt();
        assertEquals(one, PasswordHash.of("one", List.of("a", "bc")).crypt());
        assertNotEquals(one, PasswordHash.of("one", List.of("ab", "c")).crypt());
        assertEquals(one.split("\\$")[2], PasswordHash.of("two", List.of("a", "bc")).crypt().split("\\$")[2]);
    }

    @ParameterizedTest
    @CsvSource({"yescrypt, 1", "gost-yescrypt, 1", "scrypt, 6", "bcrypt, 4", "bcrypt-a, 4", "sha512crypt, 1000",
        "sha256crypt, 1000", "md5crypt, 0"})
    void whatMkpasswdMakesIsAcceptedAndWhatIsCutOffIsNot(String method, String rounds) throws Exception {
        String made = Etc.Run.of(List.of("mkpasswd", "--stdin", "-m", method, "-R", rounds), "hunter2\n").output()
            .strip();
        assertEquals(made, PasswordHash.given(made).crypt());
        assertThrows(Failure.class, () -> PasswordHash.given(made.substring(0, made.length() - 1)));
        assertThrows(Failure.class, () -> PasswordHash.given(made + ":"));
        assertThrows(Failure.class, () -> PasswordHash.given(made + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "abJnggxhB/yWI", "*", "!", "$6$", "$9$salt$hash", "$6$short$tooshort"})
    void whatIsNoHashIsRefusedWithoutShowingIt(String text) {
        Failure refused = assertThrows(Failure.class, () -> PasswordHash.given(text));
        assertFalse(text.length() > 3 && refused.getMessage().contains(text), refused.getMessage());
    }

    @Test
    void passwordsThatNobodyCanTypeAreRefused() {
        for (String password : List.of("", "a\nb", "a\0", "x".repeat(512))) {
            assertThrows(Failure.class, () -> PasswordHash.of(password, List.of()));
        }
    }

    @Test
    void itsTextShowsNoHash() throws Exception {
        PasswordHash hash = PasswordHash.of("a", List.of());
        assertEquals("PasswordHash[$6$…]", hash.toString());
    }
}
