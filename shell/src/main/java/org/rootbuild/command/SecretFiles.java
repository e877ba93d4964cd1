package org.rootbuild.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rootbuild.problem.Reason;
import org.rootbuild.secret.GivenSecrets;

/** Reads what {@code --secret} names; besides that, variables of the environment give secrets. */
final class SecretFiles {
    private static final int MOST_BYTES = 1 << 20;

    private SecretFiles() {
    }

    static GivenSecrets given(Given given, Caller caller) throws UsageError {
        return GivenSecrets.of(named(given, caller), caller.environment());
    }

    /** Without those of the environment: what a specification finds is the same on every machine. */
    static GivenSecrets onlyNamed(Given given, Caller caller) throws UsageError {
        return GivenSecrets.of(named(given, caller), Map.of());
    }

    private static Map<String, String> named(Given given, Caller caller) throws UsageError {
        Map<String, String> named = new LinkedHashMap<>();
        for (String one : given.values(Choice.SECRET)) {
            int middle = one.indexOf('=');
            if (middle < 1 || middle == one.length() - 1) {
                throw new UsageError("--secret needs the name of a parameter and that of a file",
                    "Write it as --secret name=FILE.");
            }
            named.put(one.substring(0, middle), read(caller.path(one.substring(middle + 1)), one.substring(0, middle)));
        }
        return named;
    }

    /** A file made with an editor or echo ends with a line break that is not meant. */
    private static String read(Path file, String name) throws UsageError {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length == 0 || bytes.length > MOST_BYTES) {
                throw new UsageError("--secret " + name + ": " + file + (bytes.length == 0 ? " is empty"
                    : " has more than " + MOST_BYTES + " bytes"), "Name the file that holds the secret.");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()
                .replaceFirst("\\r?\\n\\z", "");
        } catch (CharacterCodingException binary) {
            throw new UsageError("--secret " + name + ": " + file + " is no text in UTF-8",
                "A secret is a text; encode other bytes with base64.");
        } catch (IOException unreadable) {
            throw new UsageError("--secret " + name + ": " + file + " cannot be read: " + Reason.of(unreadable),
                "Name a file that is yours.");
        }
    }
}
