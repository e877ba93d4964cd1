package org.rootbuild.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;

/**
 * The text of code that runs in steps: what stands between its braces, and every function of the recipe that it
 * reaches.
 */
final class CodeTexts {
    private final List<String> lines;
    private final ClassNode script;
    private final ScriptCompilation compilation;

    CodeTexts(List<String> lines, ClassNode script, ScriptCompilation compilation) {
        this.lines = lines;
        this.script = script;
        this.compilation = compilation;
    }

    /** The closure's text and behind it those functions', each once, in the order of their names. */
    String of(ClosureExpression code) {
        String text = text(code);
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        String inside = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        return inside + functionsReachedBy(List.of(code.getCode()));
    }

    /** Of every function of the script: its text and that of the functions which it reaches. */
    Map<String, String> functions() {
        Map<String, String> texts = new TreeMap<>();
        for (MethodNode method : written()) {
            texts.merge(method.getName(), text(method) + functionsReachedBy(withInitials(method)),
                (first, second) -> first + second);
        }
        return texts;
    }

    private String functionsReachedBy(Collection<? extends ASTNode> code) {
        Set<String> texts = new TreeSet<>();
        Set<MethodNode> seen = new HashSet<>();
        Deque<ASTNode> open = new ArrayDeque<>(code);
        while (!open.isEmpty()) {
            for (MethodNode target : calls(open.remove())) {
                if (!compilation.isScript(target.getDeclaringClass().getName()) || !seen.add(target)) {
                    continue;
                }
                if (target.getDeclaringClass().redirect() == script.redirect()) {
                    forms(target.getName()).forEach(form -> {
                        texts.add(text(form));
                        open.addAll(withInitials(form));
                    });
                } else {
                    texts.add(compilation.includedFunction(target));
                }
            }
        }
        StringBuilder all = new StringBuilder();
        texts.forEach(text -> all.append("\n\n").append(text));
        return all.toString();
    }

    private static List<ASTNode> withInitials(MethodNode method) {
        List<ASTNode> parts = new ArrayList<>(initials(method));
        parts.add(method.getCode());
        return parts;
    }

    /** The default values of a function's parameters, which may call other functions. */
    private static List<? extends ASTNode> initials(MethodNode method) {
        return Arrays.stream(method.getParameters()).filter(Parameter::hasInitialExpression)
            .map(Parameter::getInitialExpression).toList();
    }

    /**
     * All functions of that name: the type checker may name one that it made itself, for a call that leaves out
     * arguments which have default values.
     */
    private List<MethodNode> forms(String name) {
        return written().stream().filter(method -> method.getName().equals(name)).toList();
    }

    private List<MethodNode> written() {
        return script.getMethods().stream()
            .filter(method -> method.getLineNumber() > 0 && method.getCode() != null && !method.isSynthetic()
                && !method.getName().equals("run") && !method.getName().equals("main")).toList();
    }

    private static List<MethodNode> calls(ASTNode code) {
        List<MethodNode> targets = new ArrayList<>();
        code.visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                add(call);
                super.visitMethodCallExpression(call);
            }

            @Override
            public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
                add(call);
                super.visitStaticMethodCallExpression(call);
            }

            private void add(Expression call) {
                MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
                if (target != null) {
                    targets.add(target);
                }
            }
        });
        return targets;
    }

    /** What stands in the script from the node's first character to its last. */
    private String text(ASTNode node) {
        int first = node.getLineNumber();
        int last = Math.min(node.getLastLineNumber(), lines.size());
        StringBuilder text = new StringBuilder();
        for (int line = first; line <= last; line++) {
            String each = lines.get(line - 1);
            int from = line == first ? Math.min(node.getColumnNumber() - 1, each.length()) : 0;
            int to = line == node.getLastLineNumber() ? Math.min(node.getLastColumnNumber() - 1, each.length())
                : each.length();
            text.append(each, from, Math.max(from, to));
            if (line < last) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
