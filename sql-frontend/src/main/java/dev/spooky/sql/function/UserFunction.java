// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import dev.spooky.planner.expr.eval.JavaFunction;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;

/** A function of SQL that is a static method of the embedding program. */
public final class UserFunction extends SqlFunction implements JavaFunction {
  /** What separates a name from a number that tells functions of one name apart. */
  public static final char MARK = '#';

  private final Method method;

  private UserFunction(String name, Method method, Signature signature) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        binding -> result(method, binding),
        null,
        signature,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.method = method;
  }

  /**
   * A function that calls a public static method.
   *
   * @throws IllegalArgumentException that says which type of the method SQL does not have
   */
  public static UserFunction of(String name, Method method) {
    StringJoiner signature = new StringJoiner(" ");
    for (Class<?> type : method.getParameterTypes()) {
      signature.add(kind(type).name().toLowerCase(Locale.ROOT));
    }
    kind(method.getReturnType());
    return new UserFunction(name, method, Signature.of(signature.toString()));
  }

  private static ArgumentKind kind(Class<?> type) {
    ArgumentKind kind = JavaTypes.kind(type);
    if (kind == null) {
      throw new IllegalArgumentException("there is no SQL type for " + type.getSimpleName());
    }
    return kind;
  }

  private static RelDataType result(Method method, SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType type = JavaTypes.sql(method.getReturnType(), types);
    boolean nullable = type.isNullable();
    for (int i = 0; i < binding.getOperandCount(); i++) {
      boolean strict = method.getParameterTypes()[i].isPrimitive();
      nullable |= strict && binding.getOperandType(i).isNullable();
    }
    return types.createTypeWithNullability(type, nullable);
  }

  @Override
  public Method method() {
    return method;
  }

  @Override
  public List<RelDataType> parameterTypes(RelDataTypeFactory types) {
    List<RelDataType> all = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      all.add(JavaTypes.sql(type, types));
    }
    return all;
  }
}
