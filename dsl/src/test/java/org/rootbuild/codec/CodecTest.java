package org.rootbuild.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Group;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

class CodecTest {
    private static final Location HERE = new Location("recipe.groovy", 3, 5);

    private static Fields everyKind() {
        return Fields.builder()
            .text("text", "wide: \u65e5\u672c \ud83d\ude00")
            .whole("number", Long.MIN_VALUE)
            .flag("flag", true)
            .put("bytes", new Value.Bytes("AAEC"))
            .put("regex", new Value.Regex("m64=", 2))
            .put("list", new Value.ListOf(List.of(new Value.Text("a"), new Value.ListOf(List.of()))))
            .group("group", Fields.builder().text("inner", "").build())
            .ref("ref", Value.RefKind.ARTIFACT, "disk.img")
            .put("sealed", new Value.Sealed(List.of("psk=", " ", ";\n"),
                List.of(new Value.Sealed.Named("a", "00ff"), new Value.Sealed.Named("b", ""))))
            .put("pinned", new Value.Pinned(Value.RefKind.SOURCE, "gcc", "00ff"))
            .put("code", new Value.Code("it.size()", Fields.builder().whole("jobs", 4).build()))
            .hint("jobs", new Value.Whole(8))
            .build();
    }

    private static Recipe recipe(int passes) {
        List<Node> nodes = new java.util.ArrayList<>();
        nodes.add(new Node.Source("gcc", "http", Fields.builder().text("sha256", "00").build(), HERE));
        IntStream.range(0, passes).forEach(i -> nodes.add(new Node.Pass("pass:" + i, "tools", List.of(
            new Step("write", "write", 1, Fields.builder().text("path", "/etc/" + i).text("text", "x").build(), HERE),
            new Step("sh", "sh", 2, Fields.builder().texts("lines", List.of("make", "make install")).build(), HERE)),
            i % 3 == 0 ? Optional.empty() : Optional.of(new Group("tools:independent", i % 3 == 1 ? Optional.empty()
                : Optional.of("gcc"), List.of("/share/info/dir"))), HERE)));
        nodes.add(new Node.Artifact("disk.img", new Step("disk", "disk", 1, everyKind(), HERE), HERE));
        nodes.add(new Node.Check("it boots", new Step("boot", "boot", 1, Fields.none(), HERE), HERE));
        return new Recipe("tools", "about it", 7, List.of(new Parameter("jobs", "whole number", "2", "4",
            List.of("2", "4"), "jobs", HERE)), List.of(new Root("base", Optional.empty(), Fields.none(), HERE),
            new Root("tools", Optional.of("base"), everyKind(), HERE)), nodes);
    }

    @Test
    void everyKindOfValueComesBackAsItWas() throws Exception {
        Fields back = Codec.decode(Codec.encode(everyKind()));
        assertEquals(everyKind(), back);
        assertTrue(back.isHint("jobs"));
        assertArrayEquals(Codec.encode(everyKind()), Codec.encode(back));
    }

    @Test
    void theFormIsTheOneThatIsDescribed() {
        Fields fields = Fields.builder().text("a", "hi").hint("b", new Value.Flag(true)).build();
        assertEquals("52424601" + "00" + "00000001" + "61" + "01" + "00000002" + "6869"
            + "01" + "00000001" + "62" + "03" + "00000001" + "01", HexFormat.of().formatHex(Codec.encode(fields)));
    }

    @Test
    void recordsFollowEachOtherInAStream() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream output = new DataOutputStream(bytes);
        Codec.write(everyKind(), output);
        Codec.write(Fields.none(), output);
        DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertEquals(everyKind(), Codec.read(input));
        assertEquals(Fields.none(), Codec.read(input));
        assertThrows(EOFException.class, () -> Codec.read(input));
    }

    @Test
    void differentDataHasDifferentBytes() {
        List<Fields> all = List.of(Fields.none(),
            Fields.builder().text("a", "b").build(),
            Fields.builder().text("ab", "").build(),
            Fields.builder().text("a", "b").text("c", "d").build(),
            Fields.builder().text("c", "d").text("a", "b").build(),
            Fields.builder().hint("a", new Value.Text("b")).build(),
            Fields.builder().put("a", new Value.Bytes("b")).build(),
            Fields.builder().texts("a", List.of("b")).build(),
            Fields.builder().texts("a", List.of("b", "")).build(),
            Fields.builder().group("a", Fields.builder().text("b", "c").build()).build());
        assertEquals(all.size(), all.stream().map(Codec::encode).map(HexFormat.of()::formatHex).distinct().count());
    }

    @Test
    void aRecipeComesBackAsItWas() throws Exception {
        assertEquals(recipe(3), RecipeCodec.decode(RecipeCodec.encode(recipe(3))));
    }

    @Test
    void everyCutOffRecordIsRefused() {
        byte[] whole = RecipeCodec.encode(recipe(1));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(Failure.class, () -> RecipeCodec.decode(cut), "cut at " + length);
        }
    }

    @Test
    void aFlippedByteIsRefusedOrReadAsOtherDataAndNeverBreaksTheReader() {
        byte[] whole = RecipeCodec.encode(recipe(2));
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                Recipe read = RecipeCodec.decode(damaged);
                assertFalse(Arrays.equals(whole, RecipeCodec.encode(read)));
            } catch (IOException refused) {
                assertTrue(refused instanceof Failure, refused::toString);
            }
        }
    }

    @Test
    void hostileRecordsAreRefusedWithoutMuchMemory() {
        byte[] hugeLength = HexFormat.of().parseHex("52424601007fffffff61");
        assertThrows(Failure.class, () -> Codec.decode(hugeLength));
        assertThrows(Failure.class, () -> Codec.decode("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)));
        assertThrows(Failure.class, () -> Codec.read(new DataInputStream(new ByteArrayInputStream(
            new byte[] {(byte) 0xff, 0, 0, 0}))));
        Value deep = new Value.Text("x");
        for (int i = 0; i < Codec.LIMIT_DEPTH; i++) {
            deep = new Value.ListOf(List.of(deep));
        }
        Fields tooDeep = Fields.builder().put("deep", deep).build();
        assertThrows(IllegalArgumentException.class, () -> Codec.encode(tooDeep));
    }

    @Test
    void halfACharacterIsRefusedAndNotWrittenAsAnother() {
        Fields half = Fields.builder().text("text", "\ud83d").build();
        assertThrows(IllegalArgumentException.class, () -> Codec.encode(half));
    }
}
