// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import dev.spooky.planner.type.kernel.Fields;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Errors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Fields of packed rows to and from Java objects, literals and text, for the edges of the engine.
 * Whatever cannot be converted throws {@link ValueException}.
 */
public final class RowValues {
  private RowValues() {}

  /** Writes the value of a literal into a field of the row begun last. */
  public static void setLiteral(RowWriter row, int field, RelDataType type, RexLiteral literal) {
    Object constant = constant(literal);
    if (constant == null) {
      setNull(row, field);
      return;
    }
    ValueType valueType = RowLayouts.valueType(type);
    Register value = new Register();
    LiteralValues.fromConstant(valueType, constant, value);
    store(row, field, valueType, value);
  }

  /** The constant of a literal as Calcite keeps it (times as exact strings); null for NULL. */
  public static @Nullable Object constant(RexLiteral literal) {
    return literal.isNull() ? null : literal.getValueAs(Comparable.class);
  }

  /** A value as the Java object that results show. */
  public static Object toJava(ValueType type, Register in) {
    return JavaValues.toJava(type, in);
  }

  /** Stores a Java object as a value, converted as an SQL assignment would. */
  public static void fromJava(ValueType type, Object value, Register out) {
    JavaValues.fromJava(type, value, out);
  }

  /** Stores the constant of a literal or of a search argument of that type. */
  public static void constant(ValueType type, Object constant, Register out) {
    LiteralValues.fromConstant(type, constant, out);
  }

  /**
   * Writes a Java object into a field of the row begun last: null, Boolean, any Number, text,
   * {@code byte[]}, UUID and the types of {@code java.time}, converted as an SQL assignment would.
   */
  public static void setObject(
      RowWriter row, int field, RelDataType type, @Nullable Object object) {
    if (object == null) {
      setNull(row, field);
      return;
    }
    ValueType valueType = RowLayouts.valueType(type);
    Register value = new Register();
    JavaValues.fromJava(valueType, object, value);
    store(row, field, valueType, value);
  }

  /** Writes a text into a field of the row begun last, as a cast from VARCHAR would. */
  public static void setText(RowWriter row, int field, RelDataType type, @Nullable String text) {
    if (text == null) {
      setNull(row, field);
      return;
    }
    ValueType valueType = RowLayouts.valueType(type);
    Register in = new Register();
    in.setString(text);
    Register value = new Register();
    ValueText.parse(valueType, in, value, 0);
    store(row, field, valueType, value);
  }

  private static void setNull(RowWriter row, int field) {
    if (!row.layout().slot(field).isNullable()) {
      throw new ValueException(Errors.Kind.NULL_VALUE, "NULL in a NOT NULL column", 0);
    }
    row.setNull(field);
  }

  private static void store(RowWriter row, int field, ValueType type, Register value) {
    if (type.base() == ValueType.Base.CHAR || type.base() == ValueType.Base.BINARY) {
      ValueText.fit(type, value, value);
    }
    Fields.store(row, field, value);
  }

  /**
   * The Java object of a field: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal,
   * String, {@code byte[]}, LocalDate, LocalTime, LocalDateTime, OffsetDateTime (UTC), Period,
   * Duration, UUID; null for NULL.
   */
  public static @Nullable Object getObject(
      FieldSlot slot, RelDataType type, byte[] bytes, int row) {
    if (slot.isNull(bytes, row)) {
      return null;
    }
    Register value = new Register();
    Fields.load(slot, bytes, row, value);
    return JavaValues.toJava(RowLayouts.valueType(type), value);
  }

  /** A field as PostgreSQL prints it, CHAR padded; null for NULL. */
  public static @Nullable String getText(FieldSlot slot, RelDataType type, byte[] bytes, int row) {
    if (slot.isNull(bytes, row)) {
      return null;
    }
    Register value = new Register();
    Fields.load(slot, bytes, row, value);
    ValueType valueType = RowLayouts.valueType(type);
    Register out = new Register();
    if (valueType.base() == ValueType.Base.CHAR) {
      Utf8.pad(value, valueType.precision(), out);
    } else {
      ValueText.print(valueType, value, out);
    }
    return out.string();
  }

  /** A field as a constant expression of exactly that type; microseconds are kept. */
  public static RexNode getLiteral(
      RexBuilder builder, FieldSlot slot, RelDataType type, byte[] bytes, int row) {
    if (slot.isNull(bytes, row)) {
      return builder.makeNullLiteral(type);
    }
    Register value = new Register();
    Fields.load(slot, bytes, row, value);
    return literal(builder, type, value);
  }

  /** A value as a constant expression of exactly that type. */
  private static RexNode literal(RexBuilder builder, RelDataType type, Register value) {
    return LiteralValues.toLiteral(builder, type, RowLayouts.valueType(type), value);
  }
}
