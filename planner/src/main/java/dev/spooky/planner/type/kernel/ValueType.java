// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.records.row.FieldKind;
import org.jspecify.annotations.Nullable;

/**
 * An SQL type as far as values need it: its base, and its parameters.
 *
 * @param base the family
 * @param precision digits of a decimal or of a time's fraction; length of a string, −1 when
 *     unlimited
 * @param scale digits after the point of a decimal, else 0
 * @param element type of an array's elements; null for all other types
 */
public record ValueType(Base base, int precision, int scale, @Nullable ValueType element) {
  /** BIGINT. */
  public static final ValueType BIGINT = new ValueType(Base.BIGINT, 19, 0);

  /** BOOLEAN. */
  public static final ValueType BOOLEAN = new ValueType(Base.BOOLEAN, 1, 0);

  /** DOUBLE. */
  public static final ValueType DOUBLE = new ValueType(Base.DOUBLE, 15, 0);

  /** VARCHAR without a limit. */
  public static final ValueType TEXT = new ValueType(Base.VARCHAR, -1, 0);

  /** A type without elements. */
  public ValueType(Base base, int precision, int scale) {
    this(base, precision, scale, null);
  }

  /** The type of arrays of such elements. */
  public static ValueType arrayOf(ValueType element) {
    return new ValueType(Base.ARRAY, -1, 0, element);
  }

  /** Type of an array's elements. */
  public ValueType elementType() {
    if (element == null) {
      throw new IllegalStateException("no array: " + label());
    }
    return element;
  }

  /** What a value is made of in a {@link Register}. */
  public enum Domain {
    /** {@code lo}, 0 or 1. */
    BOOL,
    /** {@code lo}. */
    LONG,
    /** {@code hi} and {@code lo}. */
    WIDE,
    /** {@code real}. */
    REAL,
    /** {@code bytes}, {@code start}, {@code length}. */
    SLICE
  }

  /** Families of types. */
  public enum Base {
    /** BOOLEAN. */
    BOOLEAN("boolean", Domain.BOOL),
    /** 8 bits. */
    TINYINT("tinyint", Domain.LONG),
    /** 16 bits. */
    SMALLINT("smallint", Domain.LONG),
    /** 32 bits. */
    INTEGER("integer", Domain.LONG),
    /** 64 bits. */
    BIGINT("bigint", Domain.LONG),
    /** IEEE single. */
    REAL("real", Domain.REAL),
    /** IEEE double; also FLOAT. */
    DOUBLE("double precision", Domain.REAL),
    /** Up to 18 digits in a long, up to 38 in two. */
    DECIMAL("numeric", Domain.LONG),
    /** Days since 1970. */
    DATE("date", Domain.LONG),
    /** Microseconds of a day. */
    TIME("time", Domain.LONG),
    /** Microseconds since 1970, no zone. */
    TIMESTAMP("timestamp", Domain.LONG),
    /** Microseconds since 1970 in UTC. */
    INSTANT("timestamp with time zone", Domain.LONG),
    /** Months. */
    MONTHS("interval", Domain.LONG),
    /** Microseconds. */
    MICROS("interval", Domain.LONG),
    /** Text without its trailing spaces; padded when shown. */
    CHAR("character", Domain.SLICE),
    /** Text. */
    VARCHAR("character varying", Domain.SLICE),
    /** Bytes of fixed length. */
    BINARY("binary", Domain.SLICE),
    /** Bytes. */
    VARBINARY("bytea", Domain.SLICE),
    /** 16 bytes. */
    UUID("uuid", Domain.SLICE),
    /** Elements as {@link dev.spooky.records.row.ArrayFormat} has them. */
    ARRAY("array", Domain.SLICE);

    private final String label;
    private final Domain domain;

    Base(String label, Domain domain) {
      this.label = label;
      this.domain = domain;
    }
  }

  /** What values are made of. */
  public Domain domain() {
    return base == Base.DECIMAL && precision > Decimals.MAX_LONG_PRECISION
        ? Domain.WIDE
        : base.domain;
  }

  /** How values are stored in rows. */
  public FieldKind kind() {
    return switch (base) {
      case BOOLEAN -> FieldKind.BOOL;
      case TINYINT -> FieldKind.I8;
      case SMALLINT -> FieldKind.I16;
      case INTEGER, DATE, MONTHS -> FieldKind.I32;
      case BIGINT, TIME, TIMESTAMP, INSTANT, MICROS -> FieldKind.I64;
      case DECIMAL -> domain() == Domain.WIDE ? FieldKind.I128 : FieldKind.I64;
      case REAL -> FieldKind.F32;
      case DOUBLE -> FieldKind.F64;
      case CHAR, VARCHAR -> FieldKind.UTF8;
      case BINARY, VARBINARY, UUID, ARRAY -> FieldKind.BYTES;
    };
  }

  /** The type's name in messages. */
  public String label() {
    if (base == Base.ARRAY) {
      return elementType().label() + "[]";
    }
    return base == Base.DECIMAL ? "numeric(" + precision + ", " + scale + ")" : base.label;
  }

  /** Whether this is an integer type. */
  public boolean isInteger() {
    return base.ordinal() >= Base.TINYINT.ordinal() && base.ordinal() <= Base.BIGINT.ordinal();
  }

  /** Whether this is an integer or decimal type. */
  public boolean isExact() {
    return isInteger() || base == Base.DECIMAL;
  }

  /** Whether this is REAL or DOUBLE. */
  public boolean isApproximate() {
    return base == Base.REAL || base == Base.DOUBLE;
  }

  /** Whether this is a number. */
  public boolean isNumeric() {
    return isExact() || isApproximate();
  }

  /** Whether this is CHAR or VARCHAR. */
  public boolean isText() {
    return base == Base.CHAR || base == Base.VARCHAR;
  }

  /** Whether this is an array. */
  public boolean isArray() {
    return base == Base.ARRAY;
  }

  /** Whether this is a day-time or year-month interval. */
  public boolean isInterval() {
    return base == Base.MONTHS || base == Base.MICROS;
  }

  /** Whether equal values of both types are the same in rows and in arrays. */
  public boolean sharesBytesWith(ValueType other) {
    return base == other.base
        && kind() == other.kind()
        && scale == other.scale
        && (element == null || element.sharesBytesWith(other.elementType()));
  }

  /** Least value of a type of domain LONG. */
  public long min() {
    return switch (base) {
      case TINYINT -> Byte.MIN_VALUE;
      case SMALLINT -> Short.MIN_VALUE;
      case INTEGER, DATE, MONTHS -> Integer.MIN_VALUE;
      case DECIMAL -> domain() == Domain.WIDE ? Long.MIN_VALUE : 1 - Decimals.power(precision);
      case BOOLEAN, TIME -> 0;
      case BIGINT, TIMESTAMP, INSTANT, MICROS -> Long.MIN_VALUE;
      case REAL, DOUBLE, CHAR, VARCHAR, BINARY, VARBINARY, UUID, ARRAY -> Long.MIN_VALUE;
    };
  }

  /** Greatest value of a type of domain LONG. */
  public long max() {
    return switch (base) {
      case BOOLEAN -> 1;
      case TIME -> Temporal.MICROS_PER_DAY;
      case TINYINT, SMALLINT, INTEGER, DATE, MONTHS, BIGINT, TIMESTAMP, INSTANT, MICROS ->
          -1 - min();
      case DECIMAL -> domain() == Domain.WIDE ? Long.MAX_VALUE : -min();
      case REAL, DOUBLE, CHAR, VARCHAR, BINARY, VARBINARY, UUID, ARRAY -> Long.MAX_VALUE;
    };
  }
}
