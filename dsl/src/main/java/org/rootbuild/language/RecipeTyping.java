package org.rootbuild.language;

import groovy.transform.CompileStatic;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.transform.sc.StaticCompileTransformation;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;

/** Compiles a script statically, with the recipe's own checks and messages in the type checker. */
final class RecipeTyping extends CompilationCustomizer {
    private final ScriptCompilation compilation;

    RecipeTyping(ScriptCompilation compilation) {
        super(CompilePhase.INSTRUCTION_SELECTION);
        this.compilation = compilation;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        Transformation transformation = new Transformation();
        transformation.setCompilationUnit(compilation.unit());
        transformation.visit(new ASTNode[] {new AnnotationNode(ClassHelper.make(CompileStatic.class)), node}, source);
    }

    private final class Transformation extends StaticCompileTransformation {
        @Override
        protected StaticTypeCheckingVisitor newVisitor(SourceUnit unit, ClassNode node) {
            return new RecipeTypeVisitor(unit, node, compilation);
        }

        @Override
        protected void addTypeCheckingExtensions(StaticTypeCheckingVisitor visitor, Expression extensions) {
            visitor.addTypeCheckingExtension(new RecipeChecker((RecipeTypeVisitor) visitor, compilation));
        }

        @Override
        public void setCompilationUnit(CompilationUnit unit) {
            super.setCompilationUnit(unit);
        }
    }
}
