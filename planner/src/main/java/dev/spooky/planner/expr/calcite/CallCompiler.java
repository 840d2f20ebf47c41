// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.calcite;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.ClassDeclaration;
import org.apache.calcite.linq4j.tree.ClassDeclarationFinder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.MethodDeclaration;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassBodyEvaluator;
import org.jspecify.annotations.Nullable;

/** Lets Calcite write Java for an expression over {@code Object[]} and compiles it. */
final class CallCompiler {
  /** Calcite has no implementation, or what it wrote does not compile. */
  static final class CompileFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CompileFailure(Throwable cause) {
      super(cause);
    }
  }

  private final JavaTypeFactoryImpl types;
  private final RexBuilder builder;

  CallCompiler(JavaTypeFactoryImpl types, RexBuilder builder) {
    this.types = types;
    this.builder = builder;
  }

  /** A function of {@code Object[]} with one element for each field of the row. */
  @SuppressWarnings("unchecked")
  Function1<Object, Object> compile(RexNode node, RelDataType rowType) throws CompileFailure {
    String code;
    try {
      code = generate(node, rowType);
    } catch (RuntimeException | AssertionError e) {
      throw new CompileFailure(e);
    }
    try {
      ClassBodyEvaluator compiler = new ClassBodyEvaluator();
      compiler.setClassName("dev.spooky.generated.Function");
      compiler.setImplementedInterfaces(new Class<?>[] {Function1.class});
      compiler.setParentClassLoader(CallCompiler.class.getClassLoader());
      compiler.cook(new StringReader(code));
      return (Function1<Object, Object>) compiler.getClazz().getDeclaredConstructor().newInstance();
    } catch (CompileException | IOException | ReflectiveOperationException | RuntimeException e) {
      throw new CompileFailure(e);
    }
  }

  private String generate(RexNode node, RelDataType rowType) {
    RexProgramBuilder program = new RexProgramBuilder(rowType, builder);
    program.addProject(node, "value");
    ParameterExpression input = Expressions.parameter(Object.class, "input");
    ParameterExpression arguments = Expressions.parameter(Object[].class, "arguments");
    BlockBuilder body = new BlockBuilder();
    body.add(
        Expressions.declare(
            Modifier.FINAL, arguments, Expressions.convert_(input, Object[].class)));
    List<Expression> values =
        RexToLixTranslator.translateProjects(
            program.getProgram(),
            types,
            SqlConformanceEnum.DEFAULT,
            body,
            null,
            null,
            DataContext.ROOT,
            new Arguments(arguments, rowType),
            correlate -> {
              throw new UnsupportedOperationException(correlate);
            });
    body.add(Expressions.return_(null, EnumUtils.convert(values.get(0), Object.class)));
    MethodDeclaration method =
        Expressions.methodDecl(
            Modifier.PUBLIC, Object.class, "apply", List.of(input), body.toBlock());
    ClassDeclaration type =
        Expressions.classDecl(
            Modifier.PUBLIC, "Function", null, List.of(Function1.class), List.of(method));
    // moves what does not depend on the arguments (patterns, formatters) into fields
    ClassDeclaration hoisted = type.accept(ClassDeclarationFinder.create());
    return Expressions.toString(hoisted.memberDeclarations, "\n", false);
  }

  /** Reads an argument with the Java type that Calcite expects. */
  private final class Arguments implements RexToLixTranslator.InputGetter {
    private final ParameterExpression arguments;
    private final RelDataType rowType;

    Arguments(ParameterExpression arguments, RelDataType rowType) {
      this.arguments = arguments;
      this.rowType = rowType;
    }

    @Override
    public Expression field(BlockBuilder list, int index, @Nullable Type storageType) {
      Type type =
          storageType != null
              ? storageType
              : types.getJavaClass(rowType.getFieldList().get(index).getType());
      return EnumUtils.convert(
          Expressions.arrayIndex(arguments, Expressions.constant(index)), type);
    }
  }
}
