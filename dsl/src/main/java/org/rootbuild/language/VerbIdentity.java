package org.rootbuild.language;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.rootbuild.problem.Failure;

/**
 * Tells one set of verbs, language and Groovy from another without loading any of them: by the jars and folders that
 * hold them, their sizes and their times.
 */
final class VerbIdentity {
    private static final String SERVICES = "META-INF/services/org.rootbuild.verb.Verb";
    private static final List<String> OURS = List.of("org/rootbuild/language/RecipeScript.class",
        "groovy/lang/GroovyObject.class");

    private VerbIdentity() {
    }

    static String of(ClassLoader verbs) throws Failure {
        TreeSet<String> parts = new TreeSet<>();
        parts.add("java " + Runtime.version());
        try {
            if (verbs == ClassLoader.getSystemClassLoader()) {
                // Asking for resources would open every jar of the class path, at every start.
                classPath(parts);
                return ScriptFile.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            }
            for (URL services : Collections.list(verbs.getResources(SERVICES))) {
                parts.add(container(services, SERVICES));
            }
            for (String ours : OURS) {
                URL place = verbs.getResource(ours);
                if (place != null) {
                    parts.add(container(place, ours));
                }
            }
        } catch (IOException | URISyntaxException unreadable) {
            throw new Failure("looking for verbs on the class path failed: " + unreadable.getMessage(),
                "Check that the jars of rootbuild and its verbs are there and readable.", unreadable);
        }
        return ScriptFile.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static void classPath(TreeSet<String> parts) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                parts.add(path + " " + folder(path));
            } else if (Files.exists(path)) {
                parts.add(jar(path));
            }
        }
    }

    /** The jar or folder that the resource lies in, with what tells it from another version of it. */
    private static String container(URL resource, String name) throws IOException, URISyntaxException {
        String text = resource.toString();
        if (text.startsWith("jar:file:")) {
            return jar(Path.of(new URI(text.substring("jar:".length(), text.indexOf("!/")))));
        }
        if (text.startsWith("file:")) {
            Path file = Path.of(resource.toURI());
            return folder(file.getRoot().resolve(file.subpath(0, file.getNameCount() - name.split("/").length)));
        }
        return text;
    }

    private static String jar(Path jar) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
        return jar + " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis();
    }

    private static String folder(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file + " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis());
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return ScriptFile.digest(String.join("\n", files).getBytes(StandardCharsets.UTF_8));
    }
}
