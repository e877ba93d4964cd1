package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the pages about disks, remastering and accounts print as a recipe can be read as one. */
class DocumentedRecipesTest {
    private static final List<Path> FOLDERS = List.of(Path.of("../docs/disks"), Path.of("../docs/remaster"));
    private static final Path ACCOUNTS = Path.of("../docs/accounts.md");
    /** What examples take from their surroundings. */
    private static final List<String> KNOWN = List.of("bookworm = debian('bookworm')", "biosGrub = local('a')",
        "uefiGrub = local('b')", "theOldOne = local('c')", "cd = local('d')", "mirror = 'e'",
        "core = repository('f', release: '11.x', arch: 'x86_64', kernel: '5.4.3-tinycore64')", "ssid = 'g'",
        "psk = param('psk', secret: true)", "token = param('token', secret: true)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```groovy\\n(.*?)^```");
    private static final Pattern MENTION = Pattern.compile("\\b(root|artifact)\\('([^'$]+)'\\)( *\\{|, from:.*\\{)?");

    @TempDir
    Path folder;

    /** A block of a page. */
    private record Example(Path page, String text) {
        /** With what stands around it in a recipe, and what it mentions. */
        String recipe() {
            String whole = placed();
            StringBuilder before = new StringBuilder();
            before.append("root('dummy') { pass('dummy') { write '/x', 'x' } }\n");
            KNOWN.stream().filter(line -> !text.contains("def " + line.split(" ")[0] + " "))
                .forEach(line -> before.append("def ").append(line).append('\n'));
            mentioned("root", whole).forEach(name -> before.append("root('" + name
                + "') { pass('p-" + name + "') { write '/etc/passwd', 'x' } }\n"));
            mentioned("artifact", whole).forEach(name -> before.append("artifact('" + name
                + "') { file root('dummy'), '/x' }\n"));
            return before + whole;
        }

        /** What is left out of an example, as the guide does it, are digests, addresses and hashes. */
        String complete() {
            return recipe().replace("sha256: '…'", "sha256: '" + "0".repeat(64) + "'").replace("url: '…'",
                "url: 'https://mirror.example/x'").replace("'$y$j9T$…'", "'$y$j9T$TMTwBnH0ca.DzAvLQU5gm.$"
                    + "K2Xuzj8HnLPaCvrxQSMk2qWw1vWIbpzEYBI5tQC7uG2'");
        }

        private static Set<String> mentioned(String kind, String recipe) {
            Set<String> all = new TreeSet<>();
            Set<String> declared = new LinkedHashSet<>();
            Matcher mention = MENTION.matcher(recipe);
            while (mention.find()) {
                if (mention.group(1).equals(kind)) {
                    (mention.group(3) == null ? all : declared).add(mention.group(2));
                }
            }
            all.removeAll(declared);
            return all;
        }

        private String placed() {
            String first = text.strip().split("\\W")[0];
            return switch (first) {
                case "disk" -> "artifact('example.img') {\n" + text + "}\n";
                case "gpt", "mbr" -> "artifact('example.img') { disk(size: 9.GiB) {\n" + text + "} }\n";
                case "partition" -> "artifact('example.img') { disk(size: 40.GiB) { "
                    + (text.contains(".sectors") ? "mbr" : "gpt") + " {\n" + text + "} } }\n";
                case "linux" -> "artifact('example.img') { disk(size: 9.GiB) { gpt { partition('bios', size: 1.MiB, type:"
                    + " 'bios-boot'); partition('root', size: rest(), ext4()) }; grub(bios: 'host') { entry('x') {\n"
                    + text + "} } } }\n";
                case "pass" -> "root('example') {\n" + text + "}\n";
                case "write", "user", "tcz" -> "root('example') { pass('example') {\n" + text + "} }\n";
                // The recipe's own name: what reads it here has given it one.
                case "recipe" -> text.replaceFirst("recipe '.*'\\n", "");
                default -> text;
            };
        }
    }

    private static List<Example> examples() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ACCOUNTS));
        for (Path folder : FOLDERS) {
            try (Stream<Path> inside = Files.list(folder)) {
                pages.addAll(inside.sorted().toList());
            }
        }
        List<Example> examples = new ArrayList<>();
        for (Path page : pages) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                examples.add(new Example(page, block.group(1)));
            }
        }
        return examples;
    }

    @Test
    void everyExampleIsARecipe() throws Exception {
        Reading reading = new Reading(folder);
        List<Example> examples = examples();
        assertTrue(examples.size() > 27, "there are " + examples.size());
        List<String> wrong = new ArrayList<>();
        for (Example example : examples) {
            String errors = reading.errors(example.complete());
            if (!errors.isEmpty() && !example.text().startsWith("build.files")) {
                wrong.add(example.page() + ":\n" + example.recipe() + "\n" + errors);
            }
        }
        assertEquals("", String.join("\n----\n", wrong));
    }
}
