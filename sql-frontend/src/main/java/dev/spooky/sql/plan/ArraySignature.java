// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a function of arrays takes and gives: A an array, E an element of it, I an integer, B a
 * boolean, T a text, S an array of texts; arguments with small letters may be left out.
 */
final class ArraySignature implements SqlOperandTypeChecker {
  private final char result;
  private final String arguments;

  ArraySignature(char result, String arguments) {
    this.result = result;
    this.arguments = arguments;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    int least = (int) arguments.chars().filter(Character::isUpperCase).count();
    return SqlOperandCountRanges.between(least, arguments.length());
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    boolean fits = true;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      fits &= fits(arguments.charAt(i), binding.getOperandType(i));
    }
    fits = fits && (arguments.indexOf('A') < 0 || array(binding) != null);
    if (!fits && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return fits;
  }

  private static boolean isOpen(RelDataType type) {
    return SqlTypeUtil.isNull(type) || type.getSqlTypeName() == SqlTypeName.UNKNOWN;
  }

  private static boolean fits(char wanted, RelDataType type) {
    if (isOpen(type)) {
      return true;
    }
    return switch (wanted) {
      case 'A' -> type.getSqlTypeName() == SqlTypeName.ARRAY;
      case 'I', 'i' -> SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
      case 'T', 't' -> SqlTypeUtil.isCharacter(type);
      default -> true;
    };
  }

  /** The arguments' array, with elements that hold all that they have; null if there is none. */
  private @Nullable RelDataType array(SqlOperatorBinding binding) {
    List<RelDataType> elements = new ArrayList<>();
    boolean any = false;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      RelDataType type = binding.getOperandType(i);
      RelDataType component = type.getComponentType();
      if (arguments.charAt(i) == 'A' && component != null) {
        elements.add(component);
        any = true;
      } else if (arguments.charAt(i) == 'E' && !isOpen(type)) {
        elements.add(type);
      }
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType element = any ? types.leastRestrictive(elements) : null;
    return element == null ? null : types.createArrayType(element, -1);
  }

  /** The type of the function's value, which can be NULL whatever the function is. */
  RelDataType result(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType text = types.createSqlType(SqlTypeName.VARCHAR);
    RelDataType type =
        switch (result) {
          case 'A' -> Objects.requireNonNull(array(binding), "array");
          case 'E' -> Objects.requireNonNull(array(binding), "array").getComponentType();
          case 'I' -> types.createSqlType(SqlTypeName.INTEGER);
          case 'B' -> types.createSqlType(SqlTypeName.BOOLEAN);
          case 'T' -> text;
          default -> types.createArrayType(text, -1);
        };
    return types.createTypeWithNullability(Objects.requireNonNull(type, "type"), true);
  }

  /** Parameters beside an array are its elements, or arrays of the same kind. */
  void inferParameters(SqlCallBinding binding, RelDataType returned, RelDataType[] operands) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType array = array(binding);
    for (int i = 0; i < operands.length; i++) {
      RelDataType type =
          switch (arguments.charAt(i)) {
            case 'A' -> array;
            case 'E' -> array == null ? null : array.getComponentType();
            case 'I', 'i' -> types.createSqlType(SqlTypeName.INTEGER);
            default -> types.createSqlType(SqlTypeName.VARCHAR);
          };
      if (type != null) {
        operands[i] = types.createTypeWithNullability(type, true);
      }
    }
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.length(); i++) {
      words.add(
          switch (Character.toUpperCase(arguments.charAt(i))) {
            case 'A' -> "<ARRAY>";
            case 'E' -> "<ELEMENT>";
            case 'I' -> "<INTEGER>";
            default -> "<CHARACTER>";
          });
    }
    return name + "(" + String.join(", ", words) + ")";
  }
}
