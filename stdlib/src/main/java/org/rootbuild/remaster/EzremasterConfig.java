package org.rootbuild.remaster;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.problem.Failure;

/**
 * What {@code ezremaster.cfg} says, the file that Tiny Core's tool ezremaster writes and reads: a line for each answer,
 * {@code key = value}, and flags that are one word.
 *
 * @param cd            {@code cd_location}: the CD, as a file or a folder
 * @param folder        {@code temp_dir}: where the tool works
 * @param bootCodes     {@code cc}
 * @param onBoot        {@code app_outside_initrd_onboot}
 * @param outside       {@code app_outside_initrd}
 * @param inside        {@code app_extract_initrd}
 * @param scripts       {@code extract_tcz_script}: what becomes of start-up scripts of the extensions inside
 * @param isCopied      {@code copy2fs.flg}: extensions are copied into memory and not mounted
 * @param notUnderstood lines that say something else
 */
public record EzremasterConfig(String cd, Optional<String> folder, List<String> bootCodes,
                               List<ExtensionName> onBoot, List<ExtensionName> outside, List<ExtensionName> inside,
                               Optional<String> scripts, boolean isCopied, List<String> notUnderstood) {
    /** More is no such file. */
    public static final int LIMIT_BYTES = 1 << 20;

    private static final String FLAG = "copy2fs.flg";
    private static final Pattern ANSWER = Pattern.compile("([A-Za-z_0-9]+)\\s*=\\s*(.*)");
    /** Of a shell script that has the answers in a variable. */
    private static final Pattern QUOTED = Pattern.compile("(?s).*?(?:^|\\n)\\s*\\w+=\"(cd_location\\s*=.*?)\".*");

    public EzremasterConfig {
        Objects.requireNonNull(cd);
        Objects.requireNonNull(folder);
        bootCodes = List.copyOf(bootCodes);
        onBoot = List.copyOf(onBoot);
        outside = List.copyOf(outside);
        inside = List.copyOf(inside);
        Objects.requireNonNull(scripts);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /**
     * Reads the file, or a script that has it in a variable.
     *
     * @param shown what the file is called
     * @throws Failure when it is none, or names what cannot be an extension
     */
    public static EzremasterConfig parse(byte[] bytes, String shown) throws Failure {
        if (bytes.length > LIMIT_BYTES) {
            throw none(shown, "it has more than " + LIMIT_BYTES + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replace("\r\n", "\n");
        } catch (CharacterCodingException noText) {
            throw none(shown, "it is no text in UTF-8");
        }
        Matcher quoted = QUOTED.matcher(text);
        Reading reading = new Reading(shown);
        for (String line : (quoted.matches() ? quoted.group(1) : text).split("\n")) {
            reading.line(line.strip());
        }
        return reading.finished();
    }

    private static Failure none(String shown, String why) {
        return new Failure(shown + " is no ezremaster.cfg: " + why, "Name the file that ezremaster wrote; it has a line"
            + " 'cd_location = …'.");
    }

    private static final class Reading {
        private final String shown;
        private final List<String> bootCodes = new ArrayList<>();
        private final List<ExtensionName> onBoot = new ArrayList<>();
        private final List<ExtensionName> outside = new ArrayList<>();
        private final List<ExtensionName> inside = new ArrayList<>();
        private final List<String> notUnderstood = new ArrayList<>();
        private Optional<String> cd = Optional.empty();
        private Optional<String> folder = Optional.empty();
        private Optional<String> scripts = Optional.empty();
        private boolean isCopied;

        private Reading(String shown) {
            this.shown = shown;
        }

        private void line(String line) throws Failure {
            Matcher answer = ANSWER.matcher(line);
            if (line.equals(FLAG)) {
                isCopied = true;
            } else if (answer.matches()) {
                answer(answer.group(1), answer.group(2).strip(), line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                notUnderstood.add(line);
            }
        }

        private void answer(String key, String value, String line) throws Failure {
            switch (key) {
                case "cd_location" -> cd = Optional.of(value);
                case "temp_dir" -> folder = Optional.of(value);
                case "cc" -> bootCodes.addAll(words(value));
                case "app_outside_initrd_onboot" -> add(onBoot, value);
                case "app_outside_initrd" -> add(outside, value);
                case "app_extract_initrd" -> add(inside, value);
                case "extract_tcz_script" -> scripts = Optional.of(value);
                default -> notUnderstood.add(line);
            }
        }

        private static List<String> words(String value) {
            return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
        }

        private void add(List<ExtensionName> names, String value) throws Failure {
            try {
                ExtensionName name = ExtensionName.of(value.substring(value.lastIndexOf('/') + 1));
                if (!names.contains(name)) {
                    names.add(name);
                }
            } catch (IllegalArgumentException impossible) {
                throw new Failure(shown + " cannot be used: " + impossible.getMessage(),
                    "Correct that line, or remove it.", impossible);
            }
        }

        private EzremasterConfig finished() throws Failure {
            String from = cd.filter(place -> !place.isEmpty())
                .orElseThrow(() -> none(shown, "it has no line 'cd_location = …'"));
            return new EzremasterConfig(from, folder, bootCodes, onBoot, outside, inside, scripts, isCopied,
                notUnderstood);
        }
    }
}
