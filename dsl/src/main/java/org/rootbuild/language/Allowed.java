package org.rootbuild.language;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;

/**
 * What a recipe may use of Java and Groovy while it is read: plain values and what computes one from others. Whatever
 * is not named here is not allowed, so nothing new in a later Java or Groovy slips in.
 */
final class Allowed {
    private static final Set<String> VALUES = prefixed(Map.of(
        "java.lang.", "String CharSequence StringBuilder AbstractStringBuilder Number Integer Long Short Byte"
            + " Double Float Character Boolean Comparable Iterable",
        "java.math.", "BigDecimal BigInteger",
        "java.util.", "Collection List ArrayList LinkedList Map LinkedHashMap TreeMap SortedMap NavigableMap"
            + " Map$Entry Set LinkedHashSet TreeSet SortedSet NavigableSet AbstractCollection AbstractList"
            + " AbstractMap AbstractSet AbstractSequentialList HashMap HashSet Iterator ListIterator Queue Deque"
            + " ArrayDeque Optional OptionalInt Comparator AbstractMap$SimpleEntry"
            + " AbstractMap$SimpleImmutableEntry",
        "java.util.regex.", "Pattern Matcher MatchResult",
        "java.time.", "Duration LocalDate LocalDateTime LocalTime Instant Period DayOfWeek Month Year YearMonth"
            + " ZoneOffset ZoneId OffsetDateTime ZonedDateTime",
        "java.util.function.", "Function BiFunction Supplier Predicate UnaryOperator BinaryOperator",
        "groovy.lang.", "GString IntRange Range ObjectRange NumberRange EmptyRange Tuple Tuple1 Tuple2 Tuple3 Tuple4",
        "org.rootbuild.model.", "Size Extent"));

    /** Types that may stand in a recipe besides values: where anything fits, for functions, and what is thrown. */
    private static final Set<String> OTHER_TYPES = prefixed(Map.of(
        "java.lang.", "Object Void Math RuntimeException Exception IllegalArgumentException IllegalStateException"
            + " NumberFormatException ArithmeticException IndexOutOfBoundsException UnsupportedOperationException"
            + " NullPointerException ClassCastException",
        "java.util.", "NoSuchElementException Collections Arrays Objects",
        "groovy.lang.", "Closure"));

    private static final Set<String> MADE_WITH_NEW = prefixed(Map.of(
        "java.lang.", "String StringBuilder RuntimeException IllegalArgumentException IllegalStateException"
            + " UnsupportedOperationException",
        "java.math.", "BigDecimal BigInteger",
        "java.util.", "ArrayList LinkedList LinkedHashMap TreeMap LinkedHashSet TreeSet ArrayDeque",
        "groovy.lang.", "IntRange Tuple2 Tuple3 Tuple4",
        "org.rootbuild.model.", "Size"));

    /** Of values: what depends on more than the value, or leads away from it. */
    private static final Set<String> NOT_OF_VALUES = words("getClass hashCode formatted wait notify notifyAll"
        + " finalize clone getBytes stream parallelStream spliterator splitAsStream chars codePoints lines"
        + " describeConstable resolveConstantDesc getMetaClass setMetaClass invokeMethod getProperty setProperty"
        + " writeTo writeExternal readExternal");

    private static final Map<String, Set<String>> STATICS = Map.ofEntries(
        Map.entry("java.lang.Math", words("abs addExact ceil ceilDiv cos exp floor floorDiv floorMod hypot log"
            + " log10 max min multiplyExact negateExact pow rint round signum sin sqrt subtractExact tan"
            + " toIntExact")),
        Map.entry("java.lang.String", words("valueOf join")),
        Map.entry("java.lang.Integer", words("parseInt valueOf toString toHexString toOctalString toBinaryString"
            + " compare max min sum bitCount highestOneBit lowestOneBit numberOfTrailingZeros"
            + " numberOfLeadingZeros signum reverse")),
        Map.entry("java.lang.Long", words("parseLong valueOf toString toHexString toOctalString toBinaryString"
            + " compare max min sum bitCount highestOneBit lowestOneBit numberOfTrailingZeros"
            + " numberOfLeadingZeros signum reverse")),
        Map.entry("java.lang.Short", words("parseShort valueOf toString compare")),
        Map.entry("java.lang.Byte", words("parseByte valueOf toString compare")),
        Map.entry("java.lang.Double", words("parseDouble valueOf toString compare isNaN")),
        Map.entry("java.lang.Float", words("parseFloat valueOf toString compare isNaN")),
        Map.entry("java.lang.Boolean", words("parseBoolean valueOf toString logicalAnd logicalOr logicalXor")),
        Map.entry("java.lang.Character", words("isDigit isLetter isLetterOrDigit isUpperCase isLowerCase"
            + " isWhitespace toUpperCase toLowerCase valueOf toString getNumericValue toChars")),
        Map.entry("java.math.BigDecimal", words("valueOf")),
        Map.entry("java.math.BigInteger", words("valueOf")),
        Map.entry("java.util.List", words("of copyOf")),
        Map.entry("java.util.Map", words("entry")),
        Map.entry("java.util.Map$Entry", words("comparingByKey comparingByValue")),
        Map.entry("java.util.Comparator", words("comparing naturalOrder reverseOrder")),
        Map.entry("java.util.Optional", words("of ofNullable empty")),
        Map.entry("java.util.Collections", words("emptyList emptyMap emptySet unmodifiableList unmodifiableMap"
            + " unmodifiableSet unmodifiableCollection nCopies reverse sort max min frequency singletonList swap"
            + " rotate addAll")),
        Map.entry("java.util.Arrays", words("asList sort copyOf copyOfRange fill equals")),
        Map.entry("java.util.Objects", words("equals requireNonNull requireNonNullElse isNull nonNull")),
        Map.entry("java.util.regex.Pattern", words("compile quote matches")),
        Map.entry("java.util.regex.Matcher", words("quoteReplacement")),
        Map.entry("java.time.Duration", words("ofDays ofHours ofMinutes ofSeconds ofMillis ofNanos between parse")),
        Map.entry("java.time.Period", words("of ofDays ofWeeks ofMonths ofYears between parse")),
        Map.entry("java.time.LocalDate", words("of parse ofEpochDay ofYearDay")),
        Map.entry("java.time.LocalDateTime", words("of parse ofEpochSecond")),
        Map.entry("java.time.LocalTime", words("of parse ofSecondOfDay")),
        Map.entry("java.time.Instant", words("parse ofEpochSecond ofEpochMilli")),
        Map.entry("java.time.ZoneOffset", words("of ofHours")),
        Map.entry("java.time.ZoneId", words("of")),
        Map.entry("java.time.OffsetDateTime", words("of parse")),
        Map.entry("java.time.ZonedDateTime", words("of parse")),
        Map.entry("org.rootbuild.model.Size", words("parse")));

    private static final Set<String> GROOVY_CLASSES = prefixed(Map.of("org.codehaus.groovy.runtime.",
        "DefaultGroovyMethods StringGroovyMethods ArrayGroovyMethods EncodingGroovyMethods",
        "org.codehaus.groovy.vmplugin.v8.", "PluginDefaultGroovyMethods"));

    private static final Set<String> GROOVY_METHODS = words("abs addAll and any asBoolean asChecked asCollection"
        + " asImmutable asList asReversed asUnmodifiable average bitwiseNegate capitalize center chop collate"
        + " collect collectEntries collectKeys collectMany collectNested collectReplacements collectValues column"
        + " columns combinations compareTo contains containsAll containsIgnoreCase count countBy denormalize"
        + " digest disjoint div downto drop dropRight dropWhile each eachCombination eachLine eachMatch"
        + " eachPermutation eachWithIndex encodeBase64 encodeBase64Url encodeHex endsWithAny endsWithIgnoreCase"
        + " equals equalsIgnoreZeroSign every expand expandLine find findAll findIndexOf findIndexValues"
        + " findLastIndexOf findResult findResults first flatten flattenMany get getAt getChars getCount"
        + " getIndices getLength grep groupBy groupEntriesBy hasGroup head identity implies indexOf indexed init"
        + " inits inject injectAll intdiv interleave intersect is isAllWhitespace isAtLeast isBigDecimal"
        + " isBigInteger isBlank isCase isDigit isDouble isEmpty isFloat isInteger isLetter isLetterOrDigit"
        + " isLong isLowerCase isNotCase isNumber isUpperCase isWhitespace iterator join last lastIndexOf"
        + " leftShift matches matchesPartially max maxComparing md5 min minComparing minus mod multiply negative"
        + " next normalize or padLeft padRight partitionPoint permutations plus pop positive power previous push"
        + " putAll putAt readLines remainder removeAll removeAt removeElement removeLast repeat replace"
        + " replaceAll replaceFirst retainAll reverse reverseEach rightShift rightShiftUnsigned round sha256 size"
        + " sort split splitEachLine spread startsWithAny startsWithIgnoreCase step stripIndent stripMargin"
        + " subList subMap subsequences sum swap tail tails take takeAfter takeBefore takeBetween takeRight"
        + " takeWhile tap tapEvery times toBigDecimal toBigInteger toBoolean toCharacter toDouble toFloat"
        + " toInteger toList toListString toLong toLowerCase toMapString toSet toShort toSorted toSpreadMap"
        + " toString toTuple toUnique toUpperCase tokenize tr transpose trunc unaryMinus unaryPlus uncapitalize"
        + " unexpand unexpandLine union unique upto with withCollectedKeys withCollectedValues withDefault"
        + " withEagerDefault withIndex withLazyDefault xor zip zipAll");

    /** On a receiver of any type these reach properties by their names. */
    private static final Set<String> NOT_ON_OBJECT = words("getAt putAt get");

    private static final Set<String> OF_CLOSURES = words("call curry rcurry ncurry rightShift leftShift memoize"
        + " andThen compose");
    private static final Set<String> OF_OBJECTS = words("toString equals");

    /** Places and references: a recipe may name their types, and use what is a word of them. */
    private static final Set<String> LANGUAGE = prefixed(Map.of("org.rootbuild.language.",
        "PassSpec RootSpec ArtifactSpec SourceRef RootRef Base MadeBase ArtifactRef Reference RecipeScript Secret"));

    private Allowed() {
    }

    /** Whether a value may have this type, or a recipe may mention it. */
    static boolean type(ClassNode type) {
        ClassNode bare = bare(type);
        return ClassHelper.isPrimitiveType(bare) || VALUES.contains(bare.getName())
            || OTHER_TYPES.contains(bare.getName())
            || LANGUAGE.contains(bare.getName()) || isWords(bare);
    }

    static boolean newOf(ClassNode type) {
        return MADE_WITH_NEW.contains(type.getName());
    }

    /** Whether a constant of the class may be read: {@code Integer.MAX_VALUE}. */
    static boolean constantOf(ClassNode type) {
        return VALUES.contains(type.getName()) || type.getName().equals("java.lang.Math") || isWords(type);
    }

    /** Whether the method of Java or Groovy only computes a value. */
    static boolean method(MethodNode target) {
        ClassNode declaring = target.getDeclaringClass();
        if (target instanceof ExtensionMethodNode extension) {
            return groovyMethod(extension);
        }
        if (target.isStatic()) {
            return STATICS.getOrDefault(declaring.getName(), Set.of()).contains(target.getName());
        }
        return switch (declaring.getName()) {
            case "java.lang.Object" -> OF_OBJECTS.contains(target.getName());
            case "java.lang.Throwable" -> target.getName().equals("getMessage");
            case "groovy.lang.Closure" -> OF_CLOSURES.contains(target.getName());
            default -> (VALUES.contains(declaring.getName()) || isWords(declaring))
                && !NOT_OF_VALUES.contains(target.getName());
        };
    }

    private static boolean groovyMethod(ExtensionMethodNode extension) {
        MethodNode original = extension.getExtensionMethodNode();
        String declaring = original.getDeclaringClass().getName();
        boolean arrayLength = declaring.startsWith("org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport$");
        if (extension.isStaticExtension() || !arrayLength && !GROOVY_CLASSES.contains(declaring)) {
            return false;
        }
        String self = original.getParameters()[0].getType().getName();
        boolean byName = NOT_ON_OBJECT.contains(extension.getName())
            && (self.equals("java.lang.Object") || self.equals("java.lang.Class")
            || self.equals("java.util.Collection") && secondIsText(original));
        return GROOVY_METHODS.contains(extension.getName()) && !byName && !self.equals("java.lang.Class");
    }

    private static boolean secondIsText(MethodNode original) {
        return original.getParameters().length > 1
            && original.getParameters()[1].getType().getName().equals("java.lang.String");
    }

    static ClassNode bare(ClassNode type) {
        return type.isArray() ? bare(type.getComponentType()) : type;
    }

    /** Whether the class is one that verbs bring as words or values of the language. */
    private static boolean isWords(ClassNode type) {
        if (!type.isResolved()) {
            return false;
        }
        Class<?> real = type.getTypeClass();
        return real.isAnnotationPresent(Words.class);
    }

    private static Set<String> prefixed(Map<String, String> namesByPackage) {
        return namesByPackage.entrySet().stream()
            .flatMap(entry -> Arrays.stream(entry.getValue().split(" ")).map(name -> entry.getKey() + name))
            .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> words(String text) {
        return Set.copyOf(new HashSet<>(Arrays.asList(text.split(" "))));
    }
}
